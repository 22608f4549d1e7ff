import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { callApi, logIn } from './drive.ts'

let doublure: Doublure
let api: ReturnType<typeof callApi>

beforeAll(async () => {
  doublure = await startDoublure({ hubs: ['franceconnect', 'franceconnect-plus', 'proconnect'] })
  api = callApi(doublure)
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const hub = 'franceconnect'
const jwksUri = () => new URL(`${doublure.issuer(hub)}/jwks`)
const publishedKids = async (): Promise<string[]> => {
  const { keys } = (await (await fetch(jwksUri())).json()) as { keys: { kid: string }[] }
  return keys.map(({ kid }) => kid)
}
const login = (browser?: Browser) =>
  logIn(doublure, hub, { headers: { 'doublure-persona': 'angela-dubois' }, ...(browser && { browser }) })
const kidUsed = async () => decodeProtectedHeader((await login()).tokens.id_token).kid
const publish = async (alg = 'ES256') => String((await api('POST', '/keys', { hub, alg })).body.kid)
const step = (kid: string, what: 'use' | 'retire', query = '') =>
  api('POST', `/keys/${encodeURIComponent(kid)}/${what}${query}`)

/** FranceConnect's ES256 key at the beginning. */
const first = 'pkcs11:ES256:hsm'

/** What end_session says of an ID Token given as a hint, in the browser that it was issued to. */
const logOutWith = async (browser: Browser, id_token: string) => {
  const query = new URLSearchParams({
    id_token_hint: id_token,
    state: 'state-of-thirty-two-characters-00',
    post_logout_redirect_uri: rp.post_logout_redirect_uris[0] ?? '',
  })
  return browser.follow(await browser.open(`${doublure.issuer(hub)}/session/end?${query}`))
}

describe('the keys of a hub', () => {
  test('are listed with their state, public members alone', async () => {
    const { status, list } = await api('GET', `/keys?hub=${hub}`)
    expect(status).toBe(200)
    expect(list).toMatchObject([
      { hub, kid: first, alg: 'ES256', state: 'in_use' },
      { hub, kid: 'pkcs11:RS256:hsm', alg: 'RS256', state: 'in_use' },
    ])
    expect(JSON.stringify(list)).not.toContain('"d"')
    expect(list.map(({ jwk }) => jwk)).toEqual(
      ((await (await fetch(jwksUri())).json()) as { keys: object[] }).keys,
    )
  })

  test.each(['ES256', 'RS256'])(
    'are published first: a new %s key is in the JWKS and signs nothing',
    async (alg) => {
      const { status, body } = await api('POST', '/keys', { hub, alg })
      expect(status).toBe(201)
      expect(body).toMatchObject({ hub, alg, state: 'published', jwk: { alg, use: 'sig', kid: body.kid } })
      expect(await publishedKids()).toEqual([first, 'pkcs11:RS256:hsm', body.kid])
      expect(await kidUsed()).toBe(first)
    },
  )

  test('are used next: tokens carry the new kid and verify against the JWKS, old ones still do', async () => {
    const { tokens: before } = await login()
    const kid = await publish()
    const { status, body } = await step(kid, 'use')
    expect([status, body.state]).toEqual([200, 'in_use'])
    const { tokens: after } = await login()
    expect(decodeProtectedHeader(after.id_token).kid).toBe(kid)
    const keys = createRemoteJWKSet(jwksUri())
    await jwtVerify(after.id_token, keys)
    await jwtVerify(before.id_token, keys)
    const { list } = await api('GET', `/keys?hub=${hub}`)
    expect(list.map(({ state }) => state)).toEqual(['published', 'in_use', 'in_use'])
  })

  test('are retired last: they leave the JWKS', async () => {
    const kid = await publish()
    expect((await step(first, 'retire', `?hub=${hub}`)).status).toBe(409)
    await step(kid, 'use')
    expect((await step(first, 'retire', `?hub=${hub}`)).body.state).toBe('retired')
    expect(await publishedKids()).toEqual(['pkcs11:RS256:hsm', kid])
    const { status, body } = await step(first, 'use', `?hub=${hub}`)
    expect(status).toBe(409)
    expect(body.detail).toContain('publish a new key')
  })

  test('verify the hints that they signed: a new key’s too, a retired one’s no more', async () => {
    const browser = new Browser()
    const { tokens } = await login(browser)
    const kid = await publish()
    await step(kid, 'use')
    const renewed = new Browser()
    const { tokens: signedAnew } = await login(renewed)
    expect((await logOutWith(renewed, signedAnew.id_token)).body).not.toContain('error-code')
    await step(first, 'retire', `?hub=${hub}`)
    expect((await logOutWith(browser, tokens.id_token)).body).toContain('error-code')
  })

  test('come back as they were by a reset', async () => {
    await step(await publish(), 'use')
    await api('POST', '/reset', {})
    expect(await publishedKids()).toEqual([first, 'pkcs11:RS256:hsm'])
    expect(await kidUsed()).toBe(first)
  })
})

test('a key whose name several hubs share is told apart by ?hub=', async () => {
  const { list } = await api('GET', '/keys')
  const shared = list.map(({ kid }) => kid).find((kid, index, all) => all.indexOf(kid) !== index)
  const { status, body } = await step(String(shared), 'use')
  expect(status).toBe(409)
  expect(body.known).toContain(hub)
})

test.each([
  [{ hub, alg: 'HS256' }, 'body.alg'],
  [{ hub: 'franceconnect-plus', alg: 'RS256' }, 'signing algorithm of franceconnect-plus'],
  [{ hub: 'nowhere', alg: 'ES256' }, 'Unknown hub'],
])('%j is not published', async (order, told) => {
  const { status, body } = await api('POST', '/keys', order)
  expect(status).toBe(400)
  expect(`${body.title} ${body.detail}`).toContain(told)
})

test('a key that does not exist is answered with those that do', async () => {
  const { status, body } = await step('no-such-key', 'use', `?hub=${hub}`)
  expect(status).toBe(404)
  expect(body.known).toEqual([first, 'pkcs11:RS256:hsm'])
})

test('a hub publishes twenty keys at most, and tells which there are', async () => {
  for (let count = 2; count < 20; count++) await publish()
  const { status, body } = await api('POST', '/keys', { hub, alg: 'ES256' })
  expect([status, body.detail]).toEqual([409, expect.stringContaining('franceconnect publishes 20 keys')])
  expect(body.known).toEqual(await publishedKids())
  await step(String((await publishedKids()).at(-1)), 'retire')
  expect((await api('POST', '/keys', { hub, alg: 'ES256' })).status).toBe(201)
})
