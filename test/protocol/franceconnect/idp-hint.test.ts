import { afterAll, expect, test } from 'vitest'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { authorizeUrl, callback, codeOf, received, request } from './walk.ts'

const doublure = await startDoublure({
  clients: [
    rp,
    { ...rp, client_id: 'hidden-alone', allowed_idp_hints: ['fc-cache', 'nobody'] },
    { ...rp, client_id: 'no-hint', allowed_idp_hints: [] },
    { ...rp, client_id: 'without-post', idp_filter: { mode: 'exclude', list: ['fc-poste'] } },
  ],
})
afterAll(() => doublure.close())
const low = doublure.issuer('franceconnect')
const high = doublure.issuer('franceconnect-plus')

test.each([
  [low, 'rp', 'fc-poste'],
  [low, 'hidden-alone', 'fc-cache'],
  [high, 'rp', 'eidas-bridge'],
])('%s: %s may name %s, and the browser leaves at once', async (issuer, client_id, idp_hint) => {
  const acr_values = issuer === low ? 'eidas1' : 'eidas2'
  const seen = await new Browser().open(authorizeUrl(issuer, { client_id, idp_hint, acr_values }))
  expect([seen.status, seen.location]).toEqual([302, expect.stringContaining(`/${idp_hint}/authorize?`)])
})

test('a whole login goes through the hinted provider', async () => {
  const browser = new Browser()
  const page = await browser.follow(await browser.open(authorizeUrl(low, { idp_hint: 'fc-poste' })))
  const back = await browser.follow(await browser.submit(page.form('persona-'), { persona: 'angela-dubois' }))
  expect(received(await browser.follow(await browser.submit(back.form('csrfToken'))))).toHaveProperty('code')
})

test.each([
  ['rp', 'nobody'],
  ['rp', 'fc-cache'],
  ['hidden-alone', 'fc-poste'],
  ['no-hint', 'fc-poste'],
])('%s may not name %s: the client receives invalid_idp_hint', async (client_id, idp_hint) => {
  const browser = new Browser()
  const seen = await browser.open(authorizeUrl(low, { client_id, idp_hint }))
  expect([seen.status, seen.location]).toEqual([303, expect.stringContaining('/api/v2/authorize/')])
  const { location } = await browser.follow(seen)
  expect(location).toBe(
    `${callback}?${new URLSearchParams({
      error: 'invalid_idp_hint',
      error_description: 'An idp_hint was provided but is not allowed',
      state: request.state,
      iss: low,
    })}`,
  )
})

test.each([
  ['one that the client leaves out', 'without-post', 'fc-poste', 403, 'Y020023'],
  ['an inactive one', 'rp', 'fc-mutualite-agricole', 500, 'Y020017'],
  ['one that does not exist', 'hidden-alone', 'nobody', 500, 'Y020019'],
])('%s is allowed by its name and refused by its state', async (_name, client_id, idp_hint, status, code) => {
  const seen = await new Browser().open(authorizeUrl(low, { client_id, idp_hint }))
  expect([seen.status, seen.location, codeOf(seen)]).toEqual([status, undefined, code])
})
