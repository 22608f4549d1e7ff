import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  compactDecrypt,
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  jwtVerify,
} from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import { rp, startDoublure } from '../../support/mock.ts'
import { expectError } from './token-request.ts'
import { exchange, received, request, type Tokens, toClient, userinfo } from './walk.ts'

const signed = (client_id: string, alg: 'HS256' | 'ES256' | 'RS256') => ({
  ...rp,
  client_id,
  id_token_signed_response_alg: alg,
  userinfo_signed_response_alg: alg,
})

const algs = ['ECDH-ES', 'RSA-OAEP', 'RSA-OAEP-256'] as const
const pairs = await Promise.all(
  algs.map(async (alg) => {
    const pair = await generateKeyPair(alg, { extractable: true })
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: `key-${alg}`, use: 'enc', alg }
    return { alg, key: pair.privateKey, jwk }
  }),
)

const keyServer = createServer((incoming, response) => {
  if (incoming.url !== '/jwks') return void response.writeHead(500).end('broken')
  response.end(JSON.stringify({ keys: pairs.map(({ jwk }) => jwk) }))
})
await new Promise<void>((resolve) => keyServer.listen(0, resolve))
const keysAt = (path: string) => `http://localhost:${(keyServer.address() as AddressInfo).port}${path}`

const encrypted = (client_id: string, alg: (typeof algs)[number], jwks_uri: string) => ({
  ...rp,
  client_id,
  id_token_encrypted_response_alg: alg,
  id_token_encrypted_response_enc: 'A256GCM' as const,
  userinfo_encrypted_response_alg: alg,
  userinfo_encrypted_response_enc: 'A256GCM' as const,
  jwks_uri,
})

const doublure = await startDoublure({
  clients: [
    rp,
    signed('hs256', 'HS256'),
    signed('es256', 'ES256'),
    signed('rs256', 'RS256'),
    { ...rp, client_id: 'json', userinfo_signed_response_alg: null },
    ...algs.map((alg) => encrypted(alg, alg, keysAt('/jwks'))),
    encrypted('broken', 'ECDH-ES', keysAt('/broken')),
    encrypted('silent', 'ECDH-ES', 'http://localhost:1/jwks'),
  ],
})
afterAll(async () => {
  await doublure.close()
  keyServer.close()
})
const low = doublure.issuer('franceconnect')
const high = doublure.issuer('franceconnect-plus')

const login = async (issuer: string, client_id: string, changes = {}) => {
  const { seen } = await toClient(issuer, {
    changes: { acr_values: issuer === low ? 'eidas1' : 'eidas2', client_id, ...changes },
  })
  return exchange(issuer, received(seen).code ?? '', { client_id })
}

const tokensOf = async (issuer: string, client_id: string, changes = {}): Promise<Tokens> =>
  (await login(issuer, client_id, changes)).json() as Promise<Tokens>

describe('the payload', () => {
  const members = ['sub', 'acr', 'auth_time', 'nonce', 'aud', 'exp', 'iat', 'iss']

  test('has eight members', async () => {
    const { id_token } = await tokensOf(low, 'rp')
    const claims = decodeJwt(id_token)
    expect(Object.keys(claims).sort()).toEqual([...members].sort())
    expect(claims).toMatchObject({ aud: 'rp', iss: low, nonce: request.nonce, exp: (claims.iat ?? 0) + 60 })
    expect(Math.abs(Number(claims.auth_time) - (claims.iat ?? 0))).toBeLessThanOrEqual(2)
  })

  test.each([
    ['{"id_token":{"amr":{"essential":true}}}', ['amr'], ['fc', 'pwd']],
    ['{"userinfo":{"amr":null}}', [], undefined],
    ['{"id_token":{"sid":null}}', ['sid'], undefined],
    ['{"id_token":{"rep_scope":null,"unknown":null}}', [], undefined],
  ])('with claims %s gains %j', async (claims, gained, amr) => {
    const { id_token, access_token } = await tokensOf(low, 'rp', { claims })
    const payload = decodeJwt(id_token)
    expect(Object.keys(payload).sort()).toEqual([...members, ...gained].sort())
    expect(payload.amr).toEqual(amr)
    expect(decodeJwt(await (await userinfo(low, access_token)).text())).not.toHaveProperty('amr')
  })

  test('the scope amr gives nothing', async () => {
    const { id_token } = await tokensOf(low, 'rp', { scope: 'openid amr' })
    expect(Object.keys(decodeJwt(id_token)).sort()).toEqual([...members].sort())
  })
})

describe('the signature', () => {
  test.each([
    ['es256', { alg: 'ES256', kid: 'pkcs11:ES256:hsm' }],
    ['rs256', { alg: 'RS256', kid: 'pkcs11:RS256:hsm' }],
    ['rp', { alg: 'ES256', kid: 'pkcs11:ES256:hsm' }],
  ])('of %s is verified by kid', async (client_id, header) => {
    const { id_token, access_token } = await tokensOf(low, client_id)
    const keys = createRemoteJWKSet(new URL(`${low}/jwks`))
    const verified = await jwtVerify(id_token, keys, { issuer: low, audience: client_id })
    expect(verified.protectedHeader).toEqual(header)
    const answer = await jwtVerify(await (await userinfo(low, access_token)).text(), keys, {
      audience: client_id,
    })
    expect(answer.protectedHeader).toEqual(header)
  })

  test('HS256 has alg alone, and the secret for a key', async () => {
    const { id_token, access_token } = await tokensOf(low, 'hs256')
    const key = new TextEncoder().encode(rp.client_secret)
    expect((await jwtVerify(id_token, key)).protectedHeader).toEqual({ alg: 'HS256' })
    expect((await jwtVerify(await (await userinfo(low, access_token)).text(), key)).protectedHeader).toEqual({
      alg: 'HS256',
    })
  })

  test('userinfo without a signature is plain JSON, without aud and iss', async () => {
    const { access_token } = await tokensOf(low, 'json')
    const response = await userinfo(low, access_token)
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(await response.json()).toEqual(expect.not.objectContaining({ aud: 'json', iss: low }))
  })
})

test('FranceConnect+ signs userinfo whatever the registration says', async () => {
  const { access_token } = await tokensOf(high, 'json')
  const response = await userinfo(high, access_token)
  expect(response.headers.get('content-type')).toBe('application/jwt; charset=utf-8')
})

describe('the encryption of FranceConnect+', () => {
  test.each(pairs)('$alg', async ({ alg, key }) => {
    const { id_token, access_token } = await tokensOf(high, alg)
    const keys = createRemoteJWKSet(new URL(`${high}/jwks`))
    for (const sealed of [id_token, await (await userinfo(high, access_token)).text()]) {
      const header = { alg, enc: 'A256GCM', cty: 'JWT', kid: `key-${alg}`, iss: high, aud: alg }
      expect(decodeProtectedHeader(sealed)).toEqual(
        alg === 'ECDH-ES' ? { ...header, epk: expect.objectContaining({ kty: 'EC' }) } : header,
      )
      const { plaintext } = await compactDecrypt(sealed, key)
      const inner = await jwtVerify(new TextDecoder().decode(plaintext), keys, {
        issuer: high,
        audience: alg,
      })
      expect(inner.protectedHeader).toEqual({ alg: 'ES256', kid: 'pkcs11:hsm' })
    }
  })

  test.each([
    ['broken', /^client JSON Web Key Set failed to be refreshed \(.+\)$/],
    ['silent', 'client JSON Web Key Set failed to be refreshed (fetch failed)'],
  ])('keys that cannot be had: %s', async (client_id, text) => {
    const response = await login(high, client_id)
    const { error_description = '' } = (await response.clone().json()) as { error_description?: string }
    expect(error_description).toMatch(text)
    await expectError(response, 400, 'invalid_client_metadata', error_description, 'Y044D511')
  })

  test('FranceConnect does not encrypt, whatever the registration says', async () => {
    const { id_token } = await tokensOf(low, 'ECDH-ES')
    expect(decodeProtectedHeader(id_token)).toEqual({ alg: 'ES256', kid: 'pkcs11:ES256:hsm' })
  })

  test('FranceConnect+ signs with ES256 alone: a registration that asks another is refused', async () => {
    const seen = await fetch(`${high}/authorize?${new URLSearchParams({ ...request, client_id: 'rs256' })}`)
    expect(seen.status).toBe(400)
    expect(await seen.text()).toContain('Erreur Y043310B')
  })
})
