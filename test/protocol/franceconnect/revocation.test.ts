import { afterAll, describe, expect, test } from 'vitest'
import { rp, startDoublure } from '../../support/mock.ts'
import { expectError } from './token-request.ts'
import { post, toTokens, userinfo } from './walk.ts'

const doublure = await startDoublure({ clients: [rp, { ...rp, client_id: 'other' }] })
afterAll(() => doublure.close())
const issuer = doublure.issuer('franceconnect')
const url = `${issuer}/token/revocation`

const credentials = { client_id: rp.client_id, client_secret: rp.client_secret }
const unknown = 't'.repeat(43)

test('kills the access token, and answers nothing', async () => {
  const { tokens } = await toTokens(issuer)
  expect((await userinfo(issuer, tokens.access_token)).status).toBe(200)
  const response = await post(url, { token: tokens.access_token, ...credentials })
  expect([response.status, await response.text()]).toEqual([200, ''])
  const text = 'invalid token provided (access token not found)'
  await expectError(await userinfo(issuer, tokens.access_token), 401, 'invalid_token', text, 'Y040001')
})

test('an unknown token is revoked too, as far as anyone can tell', async () => {
  const response = await post(url, { token: unknown, ...credentials })
  expect([response.status, await response.text()]).toEqual([200, ''])
})

test('the token of another client is not: 400 Y0466776, and it stays alive', async () => {
  const { tokens } = await toTokens(issuer)
  const response = await post(url, { token: tokens.access_token, ...credentials, client_id: 'other' })
  await expectError(
    response,
    400,
    'invalid_request',
    'this token does not belong to you (undefined)',
    'Y0466776',
  )
  expect((await userinfo(issuer, tokens.access_token)).status).toBe(200)
})

test('a wrong secret is a JSON error', async () => {
  const response = await post(url, { token: unknown, ...credentials, client_secret: 'x'.repeat(32) })
  const text = 'client authentication failed (invalid secret provided)'
  await expectError(response, 401, 'invalid_client', text, 'Y0434A7B')
})

describe('the form of the request', () => {
  test.each<[string, Record<string, string>]>([
    ['token_type_hint', { token: unknown, ...credentials, token_type_hint: 'access_token' }],
    ['another field', { token: unknown, ...credentials, foo: 'bar' }],
    ['no token', credentials],
    ['a short token', { token: 'short', ...credentials }],
    ['a token with a dot', { token: `${unknown}.x`, ...credentials }],
    ['no client_id', { token: unknown, client_secret: rp.client_secret }],
    ['a short secret', { token: unknown, ...credentials, client_secret: 'short' }],
    ['a secret beyond ASCII', { token: unknown, ...credentials, client_secret: 'é'.repeat(32) }],
  ])('%s: a page 400 Y000400', async (_name, fields) => {
    const response = await post(url, fields)
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8'])
    expect(await response.text()).toContain('Erreur Y000400')
  })
})
