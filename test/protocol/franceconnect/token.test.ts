import { afterAll, describe, expect, test } from 'vitest'
import { rp, startDoublure } from '../../support/mock.ts'
import { expectError, form } from './token-request.ts'
import { callback, exchange, post, received, toClient, toTokens, userinfo } from './walk.ts'

let offset = 0
const doublure = await startDoublure({
  now: () => Date.now() + offset * 1000,
  clients: [
    { ...rp, redirect_uris: [callback, 'http://localhost:3000/other'] },
    { ...rp, client_id: 'other' },
  ],
})
afterAll(() => doublure.close())
const issuer = doublure.issuer('franceconnect')
const token = `${issuer}/token`

const codeFrom = async () => received((await toClient(issuer)).seen).code ?? ''

test('a code is exchanged for five members, in their order', async () => {
  const { response, tokens } = await toTokens(issuer)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(Object.keys(tokens)).toEqual(['access_token', 'expires_in', 'id_token', 'scope', 'token_type'])
  expect(tokens).toMatchObject({
    access_token: expect.stringMatching(/^[\w-]{43}$/),
    expires_in: 60,
    scope: 'openid profile birth email',
    token_type: 'Bearer',
  })
})

test('the scope is what was asked and is known', async () => {
  const { tokens } = await toTokens(issuer, { changes: { scope: 'openid unknown email phone' } })
  expect(tokens.scope).toBe('openid email')
})

const formOnly =
  'only application/x-www-form-urlencoded content-type bodies are supported on POST /token (undefined)'
describe('the request', () => {
  const missing = (name: string) => `missing required parameter '${name}' (undefined)`
  test.each([
    ['no grant_type', { grant_type: undefined }, 'invalid_request', missing('grant_type'), 'Y048017B'],
    ['grant_type empty', { grant_type: '' }, 'invalid_request', missing('grant_type'), 'Y048017B'],
    ['no code', { code: undefined }, 'invalid_request', missing('code'), 'Y048017B'],
    ['no redirect_uri', { redirect_uri: undefined }, 'invalid_request', missing('redirect_uri'), 'Y048017B'],
    [
      'another grant',
      { grant_type: 'refresh_token' },
      'unsupported_grant_type',
      'unsupported grant_type requested (undefined)',
      'Y04C2044',
    ],
    [
      'an unknown code',
      {},
      'invalid_grant',
      'grant request is invalid (authorization code not found)',
      'Y049E20B',
    ],
  ])('%s', async (_name, changes, error, text, code) => {
    await expectError(await post(token, form(changes)), 400, error, text, code)
  })

  test('a body that is no form', async () => {
    const response = await fetch(token, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    await expectError(response, 400, 'invalid_request', formOnly, 'Y043C322')
  })

  test('redirect_uri may be left out by a client that has one only, and extra fields are ignored', async () => {
    const { seen } = await toClient(issuer, { changes: { client_id: 'other' } })
    const fields = form({
      code: received(seen).code,
      client_id: 'other',
      redirect_uri: undefined,
      foo: 'bar',
    })
    expect((await post(token, fields)).status).toBe(200)
  })
})

describe('the code', () => {
  const invalid = (detail: string) => `grant request is invalid (${detail})`

  test.each([
    ['of another client', { client_id: 'other' }, invalid('client mismatch'), 'Y047A2EA'],
    [
      'for another address',
      { redirect_uri: 'http://localhost:3000/other' },
      invalid('authorization code redirect_uri mismatch'),
      'Y04F8199',
    ],
    [
      'with a code_verifier',
      { code_verifier: 'v'.repeat(43) },
      invalid('PKCE verification failed'),
      'Y0446550',
    ],
  ])('%s', async (_name, changes, text, code) => {
    await expectError(await exchange(issuer, await codeFrom(), changes), 400, 'invalid_grant', text, code)
  })

  test('replayed is refused, and kills the access token of its first use', async () => {
    const code = await codeFrom()
    const { access_token } = (await (await exchange(issuer, code)).json()) as { access_token: string }
    expect((await userinfo(issuer, access_token)).status).toBe(200)
    const text = invalid('authorization code already consumed')
    await expectError(await exchange(issuer, code), 400, 'invalid_grant', text, 'Y0416228')
    expect((await userinfo(issuer, access_token)).status).toBe(401)
  })

  test('is forgotten after thirty seconds', async () => {
    const code = await codeFrom()
    offset += 30
    const text = invalid('authorization code not found')
    await expectError(await exchange(issuer, code), 400, 'invalid_grant', text, 'Y049E20B')
  })

  test('lives twenty-nine seconds', async () => {
    const code = await codeFrom()
    offset += 28
    expect((await exchange(issuer, code)).status).toBe(200)
  })
})
