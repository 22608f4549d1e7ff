import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'

const whom = { client_id: rp.client_id, hub: 'franceconnect' }
const report = `/_doublure/report?${new URLSearchParams(whom)}`
const enrolled = {
  client_id: 'mine',
  client_secret: 'a-secret-of-at-least-thirty-two-characters',
  redirect_uris: 'http://localhost:3000/callback',
}
const armed = 'Armed: log in from your service now.'

describe.each([
  ['in memory', false, 'Saved, until the server stops or is reset.', 'Saved, until the server stops.'],
  ['in a folder', true, 'Saved, until the server is reset.', 'Saved.'],
])('what is kept %s', (_, lasting, saved, archived) => {
  let doublure: Doublure
  let data_dir: string
  beforeAll(async () => {
    data_dir = mkdtempSync(join(tmpdir(), 'doublure-notices-'))
    doublure = await startDoublure({ hubs: ['franceconnect'], ...(lasting && { data_dir }) })
  })
  afterAll(async () => {
    await doublure.close()
    rmSync(data_dir, { recursive: true })
  })

  test.each([
    ['/_doublure/clients/new', 'client-form', enrolled, saved],
    [report, 'Keep this report', {}, archived],
    [report, 'value="invalid-nonce"', {}, armed],
    ['/_doublure/faults', 'fault-form', { ...whom, fault: 'invalid-nonce' }, armed],
    ['/_doublure/logins', 'arm-form', { ...whom, persona: 'angela-dubois' }, armed],
    ['/_doublure/keys', 'name="alg"', { alg: 'RS256' }, 'Changed.'],
  ])('is told at %s (%s) for as long as it lasts', async (path, holding, fields, said) => {
    const browser = new Browser({ 'accept-language': 'en', 'sec-fetch-site': 'same-origin' })
    const page = await browser.open(`${doublure.url}${path}`)
    const sent = await browser.submit(page.form(holding), fields)
    const { body } = await browser.follow(sent)
    expect(/data-testid="notice">(.*)<\/p>/.exec(body)?.[1]).toBe(said)
  })
})
