import { afterAll, describe, expect, test } from 'vitest'
import type { HubId } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { askTokens, askUserinfo, authorize, codeOf, redeem } from '../control/drive.ts'

let ahead = 0
const doublure = await startDoublure({ now: () => Date.now() + ahead })
afterAll(() => doublure.close())

const [redirect_uri = ''] = rp.redirect_uris
const codeOn = async (hub: HubId) => {
  const headers = { 'doublure-persona': hub === 'franceconnect' ? 'angela-dubois' : 'john-doe' }
  return codeOf(await authorize(doublure, hub, { headers }))
}
const tokenOn = async (hub: HubId) => (await redeem(doublure, hub, await codeOn(hub))).body.access_token

/** Why the last request was refused, as the journal tells. */
const lastWhy = () => doublure.exchanges().at(-1)?.refusal?.why?.[0]

describe.each(['franceconnect', 'proconnect', 'agentconnect'] as const)('on %s, the journal says', (hub) => {
  test('of a code with another redirect_uri, both addresses', async () => {
    const code = await codeOn(hub)
    const wrong = `${redirect_uri}/wrong`
    await askTokens(doublure, hub, { grant_type: 'authorization_code', code, redirect_uri: wrong })
    expect(lastWhy()).toMatchObject({
      received: expect.stringContaining(`: redirect_uri=${wrong}`),
      expected: `redirect_uri=${redirect_uri}, as in the authorize request`,
    })
  })

  test('of a token that expired, when it was given', async () => {
    const token = await tokenOn(hub)
    ahead += 4_000_000
    await askUserinfo(doublure, hub, token)
    expect(lastWhy()?.received).toMatch(/: it was given 4,00\d s ago$/)
  })

  test('of a token whose code came twice, that this revoked it', async () => {
    const code = await codeOn(hub)
    const { body } = await redeem(doublure, hub, code)
    await redeem(doublure, hub, code)
    await askUserinfo(doublure, hub, body.access_token)
    expect(lastWhy()?.received).toMatch(/: it was revoked \d s ago, when its code came a second time$/)
  })

  test('of a token that the client revoked, that it did', async () => {
    const token = await tokenOn(hub)
    const { client_id, client_secret } = rp
    const body = new URLSearchParams({ client_id, client_secret, token })
    await fetch(`${doublure.issuer(hub)}/token/revocation`, { method: 'POST', body })
    await askUserinfo(doublure, hub, token)
    expect(lastWhy()?.received).toMatch(/: the client revoked it \d s ago$/)
  })

  test('of a token of nobody, that no login gave it', async () => {
    await askUserinfo(doublure, hub, 'x'.repeat(43))
    expect(lastWhy()?.received).toContain('no login that this hub remembers gave it')
  })

  test('of a code that expired, when it was given', async () => {
    const code = await codeOn(hub)
    ahead += 4_000_000
    await redeem(doublure, hub, code)
    expect(lastWhy()?.received).toMatch(/: it was given 4,00\d s ago$/)
  })

  test('of a wrong method, which one is right', async () => {
    const address = new URL(`${doublure.issuer(hub)}/token`)
    const page = await (await fetch(address)).text()
    expect(lastWhy()).toMatchObject({
      received: `GET ${address.pathname}`,
      expected: `POST ${address.pathname}`,
    })
    expect(page).toContain('Envoyez la même demande avec la méthode POST.')
  })

  test('of an address that is nowhere, where addresses are read', async () => {
    await fetch(`${doublure.issuer(hub)}/tokens`)
    expect(lastWhy()?.remedy).toContain('openid-configuration')
  })

  test('of a JSON body, that a form is wanted', async () => {
    await fetch(`${doublure.issuer(hub)}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ grant_type: 'authorization_code' }),
    })
    expect(lastWhy()).toMatchObject({
      expected: 'a body of type application/x-www-form-urlencoded',
      remedy: 'Send a form, not JSON.',
    })
  })
})
