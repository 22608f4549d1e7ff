import * as oidc from 'openid-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doublure } from '../../src/index.ts'
import { hubIds } from '../../src/platforms/index.ts'
import { Browser } from '../support/browser.ts'
import { rp, startDoublure } from '../support/mock.ts'
import { decryptingClient, logIn, people } from '../support/relying-party.ts'

const algs: Record<string, readonly string[]> = {
  franceconnect: ['ES256', 'RS256', 'HS256'],
  'franceconnect-plus': ['ES256'],
  proconnect: ['ES256', 'RS256', 'HS256'],
  'proconnect-rie': ['ES256', 'RS256', 'HS256'],
  agentconnect: ['ES256', 'RS256', 'HS256'],
  'agentconnect-rie': ['ES256', 'RS256', 'HS256'],
}

let doublure: Doublure
const encryptions = ['ECDH-ES', 'RSA-OAEP', 'RSA-OAEP-256'] as const
const decrypting = await Promise.all(encryptions.map(decryptingClient))

beforeAll(async () => {
  const signing = ['ES256', 'RS256', 'HS256'].map((alg) => ({
    ...rp,
    client_id: `signs-${alg}`,
    id_token_signed_response_alg: alg,
    userinfo_signed_response_alg: alg,
  }))
  doublure = await startDoublure({
    clients: [rp, ...signing, ...decrypting.map(({ client }) => client)] as never,
  })
})
afterAll(() => doublure.close())

describe.each(hubIds)('openid-client on %s', (hub) => {
  test.each(algs[hub] ?? [])('logs in and reads signed answers with %s', async (alg) => {
    const { claims, userinfo } = await logIn(doublure, {
      hub,
      alg,
      client: { ...rp, client_id: `signs-${alg}` },
    })
    expect(claims.iss).toBe(doublure.issuer(hub))
    expect(userinfo.sub).toBe(claims.sub)
    expect(userinfo.given_name).toEqual(expect.any(String))
  })

  test('gets the same sub for the same person, login after login', async () => {
    const client = { ...rp, client_id: 'signs-ES256' }
    const first = await logIn(doublure, { hub, client })
    const second = await logIn(doublure, { hub, client })
    expect(second.claims.sub).toBe(first.claims.sub)
  })

  test('logs out to the registered address, with its state', async () => {
    const browser = new Browser()
    const { config, tokens } = await logIn(doublure, {
      hub,
      client: { ...rp, client_id: 'signs-ES256' },
      drive: async (_unused, url) => {
        const seen = await browser.open(url, {
          headers: { 'doublure-persona': people[hub] ?? '' },
        })
        return seen.location ?? ''
      },
    })
    const url = oidc.buildEndSessionUrl(config, {
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: rp.post_logout_redirect_uris[0] ?? '',
      state: 'state-of-the-logout',
    })
    let seen = await browser.follow(await browser.open(url.href))
    for (let hops = 0; hops < 5 && seen.location === undefined; hops++) {
      seen = await browser.follow(
        await browser.submit(seen.form(), seen.body.includes('name="logout"') ? { logout: 'yes' } : {}),
      )
    }
    expect(seen.location).toBe(`${rp.post_logout_redirect_uris[0]}?state=state-of-the-logout`)
  })
})

test.each(decrypting.map((one, index) => ({ ...one, alg: encryptions[index] })))(
  'openid-client decrypts what FranceConnect+ encrypts with $alg',
  async ({ client, privateKey }) => {
    const { userinfo } = await logIn(doublure, {
      hub: 'franceconnect-plus',
      client,
      prepare: (config) =>
        oidc.enableDecryptingResponses(config, ['A256GCM'], { key: privateKey, kid: 'for-the-client' }),
    })
    expect(userinfo.given_name).toBe('Karim')
  },
)
