import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import { rp, startDoublure } from '../../support/mock.ts'
import { type Changes, credentials, errorOf, post, tokensOf, userinfo } from './walk.ts'

const server = {
  client_id: 'resource-server',
  client_secret: rp.client_secret,
  redirect_uris: [],
  response_types: [],
  grant_types: [],
  introspection_signed_response_alg: 'ES256' as const,
}
const doublure = await startDoublure({
  hubs: ['proconnect'],
  clients: [rp, { ...rp, client_id: 'other' }, server],
})
afterAll(() => doublure.close())
const issuer = doublure.issuer('proconnect')

const revoke = (fields: Changes, headers = {}) =>
  post(`${issuer}/token/revocation`, { ...credentials, ...fields }, headers)
const introspect = (fields: Changes, headers = {}) =>
  post(`${issuer}/token/introspection`, { ...credentials, ...fields }, headers)
const isActive = async (token: string) =>
  ((await (await introspect({ token })).json()) as { active: boolean }).active

describe('revocation', () => {
  test('of an access token leaves the refresh token alive', async () => {
    const { tokens } = await tokensOf(issuer, 'john-doe')
    const response = await revoke({ token: tokens.access_token })
    expect([response.status, await response.text()]).toEqual([200, ''])
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect((await userinfo(issuer, tokens.access_token)).status).toBe(401)
    expect([await isActive(tokens.access_token), await isActive(tokens.refresh_token)]).toEqual([false, true])
  })

  test('of a refresh token kills the access token too', async () => {
    const { tokens } = await tokensOf(issuer, 'john-doe')
    expect((await revoke({ token: tokens.refresh_token })).status).toBe(200)
    expect((await userinfo(issuer, tokens.access_token)).status).toBe(401)
  })

  test('of an unknown token says nothing', async () => {
    expect((await revoke({ token: 'u'.repeat(43) })).status).toBe(200)
  })

  test('of another client’s token is refused', async () => {
    const { tokens } = await tokensOf(issuer, 'john-doe')
    const response = await revoke({ token: tokens.access_token, client_id: 'other' })
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      error: 'invalid_request',
      error_description: 'this token does not belong to you',
    })
  })

  test.each<[string, Changes, string]>([
    ['no token', { token: undefined }, 'token must be longer than or equal to 43 characters'],
    ['a short token', { token: 't'.repeat(42) }, 'token must be longer than or equal to 43 characters'],
    ['an ID Token', { token: `${'h'.repeat(40)}.payload.signature` }, 'token must match'],
    ['no client_id', { client_id: undefined }, 'client_id must be a string'],
    ['no client_secret', { client_secret: undefined }, 'client_secret must be longer'],
    ['a short client_secret', { client_secret: 'short' }, 'client_secret must be longer'],
  ])('with %s is the page Y000400', async (_what, changes, message) => {
    const response = await revoke({ token: 't'.repeat(43), ...changes }, { accept: 'application/json' })
    const seen = { status: response.status, body: await response.text() } as Parameters<typeof errorOf>[0]
    expect(errorOf(seen)).toEqual({ status: 400, code: 'Y000400', message: expect.stringContaining(message) })
  })

  test('with another secret is refused', async () => {
    const response = await revoke({ token: 't'.repeat(43), client_secret: 's'.repeat(40) })
    expect(response.status).toBe(401)
  })
})

describe('introspection', () => {
  test('tells any client what a token is worth, in JSON', async () => {
    const { tokens } = await tokensOf(issuer, 'john-doe', { changes: { scope: 'openid email' } })
    const { sub } = decodeJwt(tokens.id_token)
    const { client_id } = server
    const access = await introspect({ token: tokens.access_token, client_id })
    expect(access.headers.has('set-cookie')).toBe(false)
    const common = {
      active: true,
      sub,
      client_id: 'rp',
      exp: expect.any(Number),
      iat: expect.any(Number),
      iss: issuer,
      scope: 'openid email',
    }
    expect(await access.json()).toEqual({ ...common, token_type: 'Bearer' })
    expect(await (await introspect({ token: tokens.refresh_token, client_id })).json()).toEqual(common)
    expect(await (await introspect({ token: 'u'.repeat(43) })).json()).toEqual({ active: false })
  })

  test('of an ID Token finds nothing active, in JSON and in a JWT', async () => {
    const { tokens } = await tokensOf(issuer, 'john-doe')
    const response = await introspect({ token: tokens.id_token })
    expect([response.status, await response.json()]).toEqual([200, { active: false }])
    const signed = await introspect(
      { token: tokens.id_token },
      { accept: 'application/token-introspection+jwt' },
    )
    expect(decodeJwt(await signed.text())).toMatchObject({ token_introspection: { active: false } })
  })

  test.each([
    ['resource-server', 'ES256'],
    ['rp', 'RS256'],
  ])('is signed for %s with %s when it asks for a JWT', async (client_id, alg) => {
    const { tokens } = await tokensOf(issuer, 'john-doe')
    const accept = 'application/token-introspection+jwt'
    const response = await introspect({ token: tokens.access_token, client_id }, { accept })
    const jwt = await response.text()
    expect(response.headers.get('content-type')).toBe(`${accept}; charset=utf-8`)
    expect(decodeProtectedHeader(jwt)).toMatchObject({ alg, typ: 'token-introspection+jwt' })
    expect(Object.keys(decodeJwt(jwt))).toEqual(['token_introspection', 'aud', 'iat', 'iss'])
    expect(decodeJwt(jwt)).toMatchObject({ aud: client_id, token_introspection: { active: true } })
  })

  test.each<[string, Changes, number, object]>([
    [
      'no client',
      { client_id: undefined, client_secret: undefined },
      400,
      { error: 'invalid_request', error_description: 'no client authentication mechanism provided' },
    ],
    ['another secret', { client_secret: 'wrong' }, 401, { error: 'invalid_client' }],
    [
      'no token',
      { token: undefined },
      400,
      { error: 'invalid_request', error_description: "missing required parameter 'token'" },
    ],
  ])('refuses %s', async (_what, changes, status, body) => {
    const response = await introspect({ token: 't'.repeat(43), ...changes })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject(body)
  })
})
