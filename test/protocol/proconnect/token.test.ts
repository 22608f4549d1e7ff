import { createHash } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { rp, startDoublure } from '../../support/mock.ts'
import {
  age,
  type Changes,
  callback,
  credentials,
  encode,
  errorOf,
  exchange,
  loginAs,
  post,
  received,
  tokensOf,
  userinfo,
} from './walk.ts'

const other = { ...rp, client_id: 'other' }
const doublure = await startDoublure({
  hubs: ['proconnect'],
  clients: [
    rp,
    other,
    {
      client_id: 'resource-server',
      client_secret: rp.client_secret,
      redirect_uris: [],
      response_types: [],
      grant_types: [],
    },
  ],
})
afterAll(() => doublure.close())
const issuer = doublure.issuer('proconnect')

const codeOf = async (changes: Changes = {}) =>
  received((await loginAs(issuer, 'john-doe', { changes })).seen).code
const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
const verifier = 'v'.repeat(43)
const pkce = {
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
}

describe('a code', () => {
  test('buys six members, without cookie or cache', async () => {
    const { response, tokens } = await tokensOf(issuer, 'john-doe', { changes: { scope: 'openid email x' } })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.has('set-cookie')).toBe(false)
    expect(tokens).toEqual({
      access_token: expect.stringMatching(/^[\w-]{43}$/),
      expires_in: 3600,
      id_token: expect.any(String),
      refresh_token: expect.stringMatching(/^[\w-]{43}$/),
      scope: 'openid email',
      token_type: 'Bearer',
    })
  })

  test('buys no ID Token without openid, and userinfo then wants it', async () => {
    const { tokens } = await tokensOf(issuer, 'john-doe', { changes: { scope: 'email', nonce: undefined } })
    expect(Object.keys(tokens)).not.toContain('id_token')
    const response = await userinfo(issuer, tokens.access_token)
    expect(response.status).toBe(403)
    expect(await response.json()).toEqual({
      error: 'insufficient_scope',
      error_description: 'access token missing openid scope',
      scope: 'openid',
    })
  })

  test.each<[string, Changes, Changes, string, string]>([
    ['unknown', {}, { code: 'x'.repeat(43) }, 'invalid_grant', 'grant request is invalid'],
    [
      'with another redirect_uri',
      {},
      { redirect_uri: 'http://localhost:3000/' },
      'invalid_grant',
      'grant request is invalid',
    ],
    ['of another client', {}, { client_id: 'other' }, 'invalid_grant', 'grant request is invalid'],
    ['without its verifier', pkce, {}, 'invalid_grant', 'grant request is invalid'],
    [
      'with another verifier',
      pkce,
      { code_verifier: 'w'.repeat(43) },
      'invalid_grant',
      'grant request is invalid',
    ],
    [
      'with a verifier that has no challenge',
      {},
      { code_verifier: verifier },
      'invalid_grant',
      'grant request is invalid',
    ],
    [
      'with a short verifier',
      pkce,
      { code_verifier: 'short' },
      'invalid_request',
      'code_verifier must be a string with a minimum length of 43 characters',
    ],
    ['missing', {}, { code: undefined }, 'invalid_request', "missing required parameter 'code'"],
    [
      'without redirect_uri',
      {},
      { redirect_uri: undefined },
      'invalid_request',
      "missing required parameter 'redirect_uri'",
    ],
    [
      'without grant_type',
      {},
      { grant_type: undefined },
      'invalid_request',
      "missing required parameter 'grant_type'",
    ],
    [
      'as a refresh token',
      {},
      { grant_type: 'refresh_token' },
      'invalid_request',
      "missing required parameter 'refresh_token'",
    ],
    [
      'by client_credentials',
      {},
      { grant_type: 'client_credentials' },
      'unsupported_grant_type',
      'unsupported grant_type requested',
    ],
    [
      'by password',
      {},
      { grant_type: 'password' },
      'unsupported_grant_type',
      'unsupported grant_type requested',
    ],
    [
      'without client',
      {},
      { client_id: undefined },
      'invalid_request',
      'no client authentication mechanism provided',
    ],
    [
      'by a client given twice',
      {},
      { client_id: ['rp', 'rp'] },
      'invalid_request',
      "'client_id' parameter must not be provided twice",
    ],
    [
      'by a resource server',
      {},
      { client_id: 'resource-server' },
      'unauthorized_client',
      'requested grant type is not allowed for this client',
    ],
  ])('%s is refused', async (_what, asked, changes, error, error_description) => {
    const response = await exchange(issuer, await codeOf(asked), changes)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ error, error_description })
  })

  test.each<[string, Changes]>([
    ['no secret', { client_secret: undefined }],
    ['another secret', { client_secret: 's'.repeat(40) }],
    ['an unknown client', { client_id: 'unknown' }],
  ])('is refused to %s', async (_who, changes) => {
    const response = await exchange(issuer, await codeOf(), changes)
    expect(response.status).toBe(401)
    expect(response.headers.has('www-authenticate')).toBe(false)
    expect(await response.json()).toEqual({
      error: 'invalid_client',
      error_description: 'client authentication failed',
    })
  })

  test('is exchanged with its verifier, or by Basic authentication, although that is not advertised', async () => {
    expect((await exchange(issuer, await codeOf(pkce), { code_verifier: verifier })).status).toBe(200)
    const fields = { grant_type: 'authorization_code', code: await codeOf(), redirect_uri: callback }
    const right = await post(`${issuer}/token`, fields, {
      authorization: basic(rp.client_id, rp.client_secret),
    })
    expect(right.status).toBe(200)
    const wrong = await post(`${issuer}/token`, fields, { authorization: basic(rp.client_id, 'wrong') })
    expect(wrong.status).toBe(401)
    expect(wrong.headers.get('www-authenticate')).toContain(`Basic realm="${issuer}"`)
    const both = await post(
      `${issuer}/token`,
      { ...fields, ...credentials },
      { authorization: basic('rp', 'x') },
    )
    expect(await both.json()).toMatchObject({
      error_description: 'client authentication must only be provided using one mechanism',
    })
    const mismatch = await post(
      `${issuer}/token`,
      { ...fields, client_id: 'rp' },
      { authorization: basic('other', 'x') },
    )
    expect(await mismatch.json()).toMatchObject({
      error_description: 'mismatch in body and authorization client ids',
    })
  })

  test.each([
    [595, 200],
    [601, 400],
  ])('of %s seconds is answered with %s', async (seconds, status) => {
    const code = (await codeOf()) ?? ''
    await age(doublure.url, { hub: 'proconnect', seconds, code })
    expect((await exchange(issuer, code)).status).toBe(status)
  })

  test('given twice revokes what it bought', async () => {
    const code = await codeOf()
    const { access_token } = (await (await exchange(issuer, code)).json()) as { access_token: string }
    expect((await userinfo(issuer, access_token)).status).toBe(200)
    expect((await exchange(issuer, code)).status).toBe(400)
    expect((await userinfo(issuer, access_token)).status).toBe(401)
  })

  test('is not taken from a script, nor from a JSON body', async () => {
    const script = await post(
      `${issuer}/token`,
      { ...credentials, grant_type: 'x' },
      { origin: 'https://spa.example' },
    )
    expect(script.status).toBe(400)
    expect(await script.json()).toEqual({
      error: 'invalid_request',
      error_description: 'origin https://spa.example not allowed for client: rp',
    })
    const json = await fetch(`${issuer}/token`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect(await json.json()).toEqual({
      error: 'invalid_request',
      error_description:
        'only application/x-www-form-urlencoded content-type bodies are supported on POST /token',
    })
  })
})

test('an error is a page for whoever prefers HTML', async () => {
  const response = await exchange(issuer, 'unknown')
  expect(response.headers.get('content-type')).toContain('application/json')
  const page = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: encode({ ...credentials, grant_type: 'authorization_code', code: 'x', redirect_uri: callback }),
    headers: { accept: 'text/html, application/json;q=0.5' },
  })
  const seen = { body: await page.text(), status: page.status } as Parameters<typeof errorOf>[0]
  expect(errorOf(seen)).toEqual({
    status: 400,
    code: 'oidc-provider-rendered-error:invalid_grant',
    message: 'grant request is invalid',
  })
})
