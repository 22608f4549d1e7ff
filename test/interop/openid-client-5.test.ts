import { generators, Issuer } from 'openid-client-5'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doublure } from '../../src/index.ts'
import { hubIds } from '../../src/platforms/index.ts'
import { Browser } from '../support/browser.ts'
import { rp, startDoublure } from '../support/mock.ts'
import { people, requests } from '../support/relying-party.ts'

// The generation of openid-client that the hubs' own example services run: another code, and stricter on some points.
let doublure: Doublure

beforeAll(async () => {
  const client = {
    ...rp,
    id_token_signed_response_alg: 'ES256',
    userinfo_signed_response_alg: 'ES256',
  } as const
  doublure = await startDoublure({ clients: [client] })
})
afterAll(() => doublure.close())

describe('openid-client 5', () => {
  test.each(hubIds)('logs in on %s and checks every signature', async (hub) => {
    const issuer = await Issuer.discover(doublure.issuer(hub))
    const client = new issuer.Client({
      client_id: rp.client_id,
      client_secret: rp.client_secret,
      redirect_uris: rp.redirect_uris,
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_post',
      id_token_signed_response_alg: 'ES256',
      userinfo_signed_response_alg: 'ES256',
    })
    const state = generators.state()
    const nonce = generators.nonce()
    const url = client.authorizationUrl({ ...requests[hub], state, nonce })
    const seen = await new Browser({ 'doublure-persona': people[hub] ?? '' }).open(url)
    const callback = client.callbackParams(seen.location ?? '')
    const tokens = await client.callback(rp.redirect_uris[0], callback, {
      state,
      nonce,
      response_type: 'code',
    })
    const userinfo = await client.userinfo(tokens)
    expect(userinfo.sub).toBe(tokens.claims().sub)
    expect(userinfo.aud).toBe(rp.client_id)
  })
})
