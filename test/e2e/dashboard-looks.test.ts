import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Doublure } from '../../src/index.ts'
import { authorize, callApi, logIn } from '../protocol/control/drive.ts'
import { launchChromium } from '../support/chromium.ts'
import { rp, startDoublure } from '../support/mock.ts'
import { checkLooks, looks, otherLooks } from '../support/page-checks.ts'

let doublure: Doublure
let chromium: Browser

beforeAll(async () => {
  doublure = await startDoublure()
  chromium = await launchChromium()
})
afterAll(async () => {
  await chromium?.close()
  await doublure?.close()
})

const screens = [
  '/',
  '/_doublure/journal',
  '/_doublure/journal?search=nobody&hub=franceconnect',
  '/_doublure/journal?outcome=unsuccessful',
  '/_doublure/configure',
  '/_doublure/clients',
  '/_doublure/clients/new',
  '/_doublure/clients/rp',
  '/_doublure/personas',
  '/_doublure/personas/new',
  '/_doublure/personas/angela-dubois',
  '/_doublure/identity-providers',
  '/_doublure/logins',
  '/_doublure/faults?fault=invalid-nonce',
  '/_doublure/scenarios',
  '/_doublure/report',
  '/_doublure/report?client_id=rp&hub=franceconnect',
  '/_doublure/report/history?client_id=rp',
  '/_doublure/keys',
  '/_doublure/mails',
  '/_doublure/api',
]

/** Every kind of line that the journal has, with long words. */
const fill = async () => {
  const long = `a-label-of-a-parallel-test-${'that-is-long-'.repeat(6)}`
  const angela = { 'doublure-persona': 'angela-dubois', 'doublure-label': long }
  await logIn(doublure, 'franceconnect', { headers: angela })
  await authorize(doublure, 'franceconnect', { client_id: 'RP', more: { nonce: 'short' } })
  await authorize(doublure, 'franceconnect', { client_id: 'RP' })
  await authorize(doublure, 'proconnect', {
    more: { redirect_uri: `${rp.redirect_uris[0]}/${'x'.repeat(90)}` },
  })
  await fetch(`${doublure.issuer('proconnect')}/${'nowhere'.repeat(12)}`)
  for (const _ of [1, 2]) await fetch(`${doublure.issuer('proconnect')}/jwks`)
  await doublure.login({ client_id: 'rp', hub: 'proconnect', persona: 'john-doe', label: long })
  await authorize(doublure, 'agentconnect')
  await doublure.faults.arm({ client_id: 'rp', fault: 'invalid-nonce', label: long })
  for (const _ of [1, 2]) {
    await callApi(doublure)('POST', '/report/history', { client_id: 'rp' })
    await logIn(doublure, 'franceconnect', { headers: angela })
  }
}

test.each([
  ['fr', looks],
  ['en', otherLooks],
] as const)(
  'every screen fits, and axe finds nothing serious: %s',
  async (locale, as) => {
    const page = await (await chromium.newContext({ locale })).newPage()
    const refused: string[] = []
    page.on('console', (message) => message.type() === 'error' && refused.push(message.text()))
    await doublure.reset()
    await checkLooks(page, await open('/'), as)
    await checkLooks(page, await open('/_doublure/journal'), as)
    await fill()
    const exchanges = doublure.exchanges()
    const refusals = exchanges.filter(({ refusal }, index) => index === 0 || refusal).slice(0, 4)
    const ids = [...refusals, ...doublure.exchanges({ fault: 'invalid-nonce' }).slice(0, 1)]
    const details = ids.flatMap(({ id, login }) => [
      `/_doublure/journal/exchanges/${id}`,
      ...(login ? [`/_doublure/journal/logins/${login}`] : []),
    ])
    for (const path of [...screens, ...details]) await checkLooks(page, await open(path), as)
    expect(refused).toEqual([])

    async function open(path: string): Promise<string> {
      expect((await page.goto(`${doublure.url}${path}`))?.status(), path).toBe(200)
      return path
    }
  },
  240_000,
)
