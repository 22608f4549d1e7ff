import { createHash } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import { rp, startDoublure } from '../../support/mock.ts'
import { type Changes, credentials, post, tokensOf } from './walk.ts'

const doublure = await startDoublure({
  hubs: ['proconnect'],
  clients: [rp, { ...rp, client_id: 'other' }],
})
afterAll(() => doublure.close())
const issuer = doublure.issuer('proconnect')

describe('the ID Token', () => {
  test('holds what it must and no claim of a scope', async () => {
    const { tokens } = await tokensOf(issuer, 'john-doe', {
      changes: { claims: '{"id_token":{"amr":null,"acr":null}}' },
    })
    const claims = decodeJwt(tokens.id_token)
    expect(Object.keys(claims)).toEqual([
      'sub',
      'amr',
      'acr',
      'auth_time',
      'nonce',
      'at_hash',
      'aud',
      'exp',
      'iat',
      'iss',
    ])
    expect(claims).toMatchObject({ aud: 'rp', iss: issuer, acr: 'eidas1', amr: ['pwd'] })
    expect(claims.sub).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    expect(Number(claims.exp) - Number(claims.iat)).toBe(3600)
    const digest = createHash('sha256').update(tokens.access_token).digest().subarray(0, 16)
    expect(claims.at_hash).toBe(digest.toString('base64url'))
    expect(decodeProtectedHeader(tokens.id_token)).toEqual({
      alg: 'RS256',
      typ: 'JWT',
      kid: expect.stringMatching(/^[\w-]{43}$/),
    })
  })

  test.each<[Changes, boolean]>([
    [{}, true],
    [{ prompt: 'login' }, true],
    [{ prompt: 'login consent' }, true],
    [{ prompt: 'consent' }, false],
    [{ prompt: '' }, false],
    [{ prompt: 'consent', max_age: '60' }, true],
  ])('with %j says auth_time: %s', async (changes, isSaid) => {
    const { tokens } = await tokensOf(issuer, 'john-doe', { changes })
    expect('auth_time' in decodeJwt(tokens.id_token)).toBe(isSaid)
  })
})

describe('a refresh token', () => {
  const refresh = (refresh_token: string, changes: Changes = {}) =>
    post(`${issuer}/token`, { grant_type: 'refresh_token', refresh_token, ...credentials, ...changes })

  test('gives six members again, the same refresh token among them', async () => {
    const { tokens } = await tokensOf(issuer, 'john-doe', {
      changes: { claims: '{"id_token":{"amr":null,"acr":null}}' },
    })
    const response = await refresh(tokens.refresh_token, { redirect_uri: 'ignored' })
    const again = (await response.json()) as typeof tokens
    expect(Object.keys(again).toSorted()).toEqual(Object.keys(tokens).toSorted())
    expect(again.refresh_token).toBe(tokens.refresh_token)
    expect(again.access_token).not.toBe(tokens.access_token)
    const { nonce, amr, acr, auth_time } = decodeJwt(tokens.id_token)
    expect(decodeJwt(again.id_token)).toMatchObject({ nonce, amr, acr, auth_time })
  })

  test('narrows its scopes, and never widens them', async () => {
    const { tokens } = await tokensOf(issuer, 'john-doe', { changes: { scope: 'openid email' } })
    expect(await (await refresh(tokens.refresh_token, { scope: 'openid' })).json()).toMatchObject({
      scope: 'openid',
    })
    const wider = await refresh(tokens.refresh_token, { scope: 'openid siret' })
    expect(wider.status).toBe(400)
    expect(await wider.json()).toEqual({
      error: 'invalid_scope',
      error_description: 'refresh token missing requested scope',
      scope: 'siret',
    })
  })

  test.each<[string, Changes]>([
    ['unknown', { refresh_token: 'r'.repeat(43) }],
    ['of another client', { client_id: 'other' }],
  ])('%s is refused', async (_what, changes) => {
    const { tokens } = await tokensOf(issuer, 'john-doe')
    const response = await refresh(tokens.refresh_token, changes)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      error: 'invalid_grant',
      error_description: 'grant request is invalid',
    })
  })
})

describe('the quirk of documented lifetimes', () => {
  test('shortens codes and tokens, and renews the refresh token each time', async () => {
    const documented = await startDoublure({
      hubs: [{ id: 'proconnect', quirks: { lifetimes: 'documented' } }],
    })
    const at = documented.issuer('proconnect')
    const { tokens } = await tokensOf(at, 'john-doe')
    const response = await post(`${at}/token`, {
      grant_type: 'refresh_token',
      refresh_token: tokens.refresh_token,
      ...credentials,
    })
    const again = (await response.json()) as typeof tokens
    await documented.close()
    expect(tokens.expires_in).toBe(60)
    expect(again.refresh_token).not.toBe(tokens.refresh_token)
  })
})
