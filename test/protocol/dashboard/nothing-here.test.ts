import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { Browser } from '../../support/browser.ts'
import { startDoublure } from '../../support/mock.ts'

let doublure: Doublure
beforeAll(async () => {
  doublure = await startDoublure()
})
afterAll(() => doublure.close())

const browser = new Browser({ 'accept-language': 'en', 'sec-fetch-site': 'same-origin' })
const see = (path: string, headers = {}) => browser.open(`${doublure.url}${path}`, { headers })

describe.each([
  ['/_doublure/clients/nobody', '/_doublure/clients', 'was removed or reset'],
  ['/_doublure/personas/nobody', '/_doublure/personas', 'was removed or reset'],
  ['/_doublure/journal/logins/none', '/_doublure/journal', 'The journal does not have it'],
  ['/_doublure/journal/exchanges/none', '/_doublure/journal', 'The journal does not have it'],
  ['/_doublure/nothing', '/', 'was removed or reset'],
  ['/_doublure', '/', 'was removed or reset'],
])('%s, where nothing is,', (path, back, why) => {
  test('is a page for a person, with the way back', async () => {
    const { status, headers, body } = await see(path)
    expect(status).toBe(404)
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(body).toContain(why)
    expect(body).toContain(`<a class="button" href="${back}">See what there is</a>`)
  })

  test.each(['*/*', 'application/json'])('is a problem in JSON for who accepts %s', async (accept) => {
    const { status, headers } = await see(path, { accept })
    expect([status, headers.get('content-type')]).toEqual([404, 'application/problem+json'])
  })
})

test('a form sent for somebody who was removed meanwhile is answered by a page', async () => {
  const form = (await see('/_doublure/personas/angela-dubois')).form('name="yaml"')
  await fetch(`${doublure.url}/_doublure/api/v1/personas/angela-dubois`, { method: 'DELETE' })
  const { status, body } = await browser.submit(form)
  expect([status, body]).toEqual([404, expect.stringContaining('There is nothing here')])
})

test('the API answers in JSON, whoever asks', async () => {
  const { status, headers } = await see('/_doublure/api/v1/nothing')
  expect([status, headers.get('content-type')]).toEqual([404, 'application/problem+json'])
})

test.each([
  ['/_doublure/report?client_id=nobody', 'Unknown client &quot;nobody&quot;; known: rp'],
  ['/_doublure/report/history?client_id=nobody', 'Unknown client &quot;nobody&quot;; known: rp'],
  ['/_doublure/configure?client_id=nobody', 'Unknown client &quot;nobody&quot;; known: rp'],
  ['/_doublure/configure?hub=proconect', 'Unknown hub &quot;proconect&quot;; did you mean'],
])('%s is not there, and the page says what is', async (path, said) => {
  const { status, body } = await see(path)
  expect(status).toBe(404)
  expect(/data-testid="unknown">.*/.exec(body)?.[0]).toContain(said)
})

test('who kept no report, or chose none, is shown a page all the same', async () => {
  for (const path of [
    '/_doublure/report/history',
    '/_doublure/report/history?client_id=rp',
    '/_doublure/configure',
  ])
    expect((await see(path)).status, path).toBe(200)
})
