import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  compactDecrypt,
  createRemoteJWKSet,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  jwtVerify,
} from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import { rp, startDoublure } from '../../support/mock.ts'
import { post, toTokens } from './walk.ts'

const algs = ['ECDH-ES', 'RSA-OAEP'] as const
const pairs = Object.fromEntries(
  await Promise.all(
    algs.map(async (alg) => {
      const pair = await generateKeyPair(alg, { extractable: true })
      return [
        alg,
        { key: pair.privateKey, jwk: { ...(await exportJWK(pair.publicKey)), kid: alg, use: 'enc', alg } },
      ] as const
    }),
  ),
)
const jwkOf = (alg: string) => pairs[alg]?.jwk as { kty: 'EC' }
const keyOf = (alg: string) => pairs[alg]?.key as Awaited<ReturnType<typeof generateKeyPair>>['privateKey']

const answers: Record<string, string> = {
  '/jwks': JSON.stringify({ keys: algs.map(jwkOf) }),
  '/no-set': '[]',
}
const keyServer = createServer(({ url = '' }, response) => {
  response.writeHead(url in answers ? 200 : 500).end(answers[url] ?? '')
})
await new Promise<void>((resolve) => keyServer.listen(0, resolve))
const keysAt = (path: string) => `http://localhost:${(keyServer.address() as AddressInfo).port}${path}`

const provider = (client_id: string, more: object) => ({
  ...rp,
  client_id,
  redirect_uris: [],
  response_types: [],
  grant_types: [],
  scopes: ['openid', 'dgfip_rfr'],
  introspection_encrypted_response_enc: 'A256GCM' as const,
  ...more,
})
const sealed = (alg: (typeof algs)[number]) => ({
  introspection_encrypted_response_alg: alg,
  jwks_uri: keysAt('/jwks'),
})
const broken = (path: string) => ({
  introspection_encrypted_response_alg: 'ECDH-ES' as const,
  jwks_uri: keysAt(path),
})

let offset = 0
const doublure = await startDoublure({
  now: () => Date.now() + offset * 1000,
  clients: [
    rp,
    ...algs.map((alg) => provider(alg, sealed(alg))),
    provider('own-keys', {
      introspection_encrypted_response_alg: 'ECDH-ES',
      jwks: { keys: [jwkOf('ECDH-ES')] },
    }),
    provider('rs256', { ...sealed('RSA-OAEP'), introspection_signed_response_alg: 'RS256' }),
    provider('no-scope', { ...sealed('ECDH-ES'), scopes: [] }),
    provider('unreachable', broken('/gone')),
    provider('no-set', broken('/no-set')),
    provider('no-key', {
      introspection_encrypted_response_alg: 'RSA-OAEP',
      jwks: { keys: [jwkOf('ECDH-ES')] },
    }),
    provider('hmac', { ...sealed('ECDH-ES'), introspection_signed_response_alg: 'HS256' }),
    provider('plain', { introspection_encrypted_response_enc: undefined }),
  ],
})
afterAll(async () => {
  await doublure.close()
  keyServer.close()
})
const low = doublure.issuer('franceconnect')
const high = doublure.issuer('franceconnect-plus')

const ask = (client_id: string, token: string, issuer = low, more: Record<string, string> = {}) =>
  post(`${issuer}/checktoken`, { token, client_id, client_secret: rp.client_secret, ...more })

const open = async (response: Response, alg: string, issuer = low) => {
  const jwe = await response.text()
  const { plaintext } = await compactDecrypt(jwe, keyOf(alg))
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`))
  const { payload, protectedHeader } = await jwtVerify(new TextDecoder().decode(plaintext), keys, { issuer })
  return { jwe: decodeProtectedHeader(jwe), jws: protectedHeader, payload }
}

const accessToken = async (issuer = low) =>
  (await toTokens(issuer, { changes: { scope: 'openid email dgfip_rfr cnam_caisse' } })).tokens.access_token

describe('a live token', () => {
  test.each(algs)('is told in a JWE of a JWS, sealed with %s', async (alg) => {
    const response = await ask(alg, await accessToken())
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'application/token-introspection+jwt',
    ])
    const { jwe, jws, payload } = await open(response, alg)
    const epk = alg === 'ECDH-ES' && { epk: expect.objectContaining({ kty: 'EC' }) }
    expect(jwe).toEqual({ alg, enc: 'A256GCM', ...epk })
    expect(jws).toEqual({ alg: 'ES256', kid: 'pkcs11:ES256:hsm' })
    expect(Object.keys(payload).sort()).toEqual(['aud', 'iat', 'iss', 'token_introspection'])
    expect(payload.aud).toBe(alg)
    expect(payload.token_introspection).toEqual({
      active: true,
      aud: rp.client_id,
      sub: expect.stringMatching(/^[0-9a-f]{64}v1$/),
      iat: expect.any(Number),
      exp: expect.any(Number),
      acr: 'eidas1',
      jti: expect.any(String),
      scope: 'openid dgfip_rfr',
      gender: 'female',
      family_name: 'DUBOIS',
      given_name: 'Angela Claire Louise',
      given_name_array: ['Angela', 'Claire', 'Louise'],
      birthdate: '1962-08-24',
      birthplace: '75107',
      birthcountry: '99100',
    })
  })

  test('is told by FranceConnect+ too, with the identity of the civil register', async () => {
    const { jws, payload } = await open(await ask('ECDH-ES', await accessToken(high), high), 'ECDH-ES', high)
    expect(jws).toEqual({ alg: 'ES256', kid: 'pkcs11:hsm' })
    expect(payload.token_introspection).toMatchObject({
      active: true,
      acr: 'eidas2',
      given_name_array: expect.any(Array),
    })
  })

  test('is told with the keys of the registration, with another signature, and with no scope in common', async () => {
    const token = await accessToken()
    expect((await open(await ask('own-keys', token), 'ECDH-ES')).payload.aud).toBe('own-keys')
    expect((await open(await ask('rs256', token), 'RSA-OAEP')).jws.alg).toBe('RS256')
    expect((await open(await ask('no-scope', token), 'ECDH-ES')).payload.token_introspection).toMatchObject({
      scope: '',
    })
  })

  test('of the same person has another sub for each data provider', async () => {
    const token = await accessToken()
    const subs = await Promise.all(
      (['own-keys', 'no-scope'] as const).map(async (id) => {
        const { payload } = await open(await ask(id, token), 'ECDH-ES')
        return (payload.token_introspection as { sub: string }).sub
      }),
    )
    expect(new Set(subs).size).toBe(2)
  })

  test('lives its minute, whatever the grant', async () => {
    const token = await accessToken()
    offset += 45
    expect((await open(await ask('ECDH-ES', token), 'ECDH-ES')).payload.token_introspection).toMatchObject({
      active: true,
    })
    offset += 30
    expect((await open(await ask('ECDH-ES', token), 'ECDH-ES')).payload.token_introspection).toEqual({
      active: false,
    })
  })
})

test('an unknown token and a revoked one are not active, nothing more', async () => {
  const token = await accessToken()
  await post(`${low}/token/revocation`, { token, client_id: rp.client_id, client_secret: rp.client_secret })
  for (const dead of [token, 'unknown']) {
    expect((await open(await ask('ECDH-ES', dead), 'ECDH-ES')).payload.token_introspection).toEqual({
      active: false,
    })
  }
})

describe('the refusals', () => {
  const wrong = { error: 'invalid_request', error_description: 'Required parameter missing or invalid.' }
  const unknown = { error: 'invalid_client', error_description: 'Client authentication failed.' }

  test.each([
    ['no token', 'ECDH-ES', { token: '' }, 400, wrong],
    ['another field', 'ECDH-ES', { token_type_hint: 'x' }, 400, wrong],
    ['no secret', 'ECDH-ES', { client_secret: '' }, 400, wrong],
    ['an unknown data provider', 'nobody', {}, 401, unknown],
    ['a client that is none', rp.client_id, {}, 401, unknown],
    ['a wrong secret', 'ECDH-ES', { client_secret: 'x'.repeat(32) }, 401, unknown],
  ])('%s', async (_name, client_id, more, status, body) => {
    const response = await ask(client_id, 'x', low, more)
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      'application/json; charset=utf-8',
    ])
    expect(await response.text()).toBe(JSON.stringify(body))
  })

  test.each([
    ['unreachable', 'Y440010'],
    ['no-set', 'Y440011'],
    ['no-key', 'Y440001'],
    ['hmac', 'Y440001'],
  ])('keys that cannot be used: %s, a page %s', async (client_id, code) => {
    const response = await ask(client_id, 'x')
    expect(response.status).toBe(500)
    expect(await response.text()).toContain(`Erreur ${code}`)
  })

  test('without encryption in its registration, a data provider reads the JWS', async () => {
    expect((await (await ask('plain', 'x')).text()).split('.')).toHaveLength(3)
  })
})
