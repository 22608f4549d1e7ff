import { decodeJwt } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import { rp, startDoublure } from '../../support/mock.ts'
import { expectError } from './token-request.ts'
import { post, toTokens, userinfo } from './walk.ts'

let offset = 0
const doublure = await startDoublure({ now: () => Date.now() + offset * 1000 })
afterAll(() => doublure.close())
const issuer = doublure.issuer('franceconnect')
const url = `${issuer}/userinfo`

const accessToken = async () => (await toTokens(issuer)).tokens.access_token
const bearer = `Bearer realm="${issuer}"`
const challenge = (error: string, text: string) => `${bearer}, error="${error}", error_description="${text}"`

describe('the answer', () => {
  test('is a signed JWT with the client for audience, until the access token dies', async () => {
    const { tokens } = await toTokens(issuer)
    const response = await userinfo(issuer, tokens.access_token)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/jwt; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-expose-headers')).toBe('WWW-Authenticate')
    const claims = decodeJwt(await response.text())
    expect(claims).toMatchObject({ aud: rp.client_id, iss: issuer })
    expect(Math.abs((claims.exp ?? 0) - (claims.iat ?? 0) - 60)).toBeLessThanOrEqual(1)
  })

  test('is given for a token in the query too', async () => {
    expect((await fetch(`${url}?access_token=${await accessToken()}`)).status).toBe(200)
  })
})

describe('the refusals', () => {
  const unknown = 'invalid token provided (access token not found)'

  test('no token', async () => {
    const response = await fetch(url)
    expect(response.headers.get('www-authenticate')).toBe(
      `${bearer}, DPoP realm="${issuer}", algs="ES256 RS256"`,
    )
    const text = 'no access token provided (no access token provided)'
    await expectError(response, 401, 'invalid_token', text, 'Y04146A2')
  })

  test('an unknown token', async () => {
    const response = await userinfo(issuer, 'unknown')
    expect(response.headers.get('www-authenticate')).toBe(
      challenge('invalid_token', 'invalid token provided'),
    )
    await expectError(response, 401, 'invalid_token', unknown, 'Y040001')
  })

  test.each([
    [
      'another scheme',
      { authorization: 'Basic x' },
      '',
      'authorization header scheme must be `Bearer`',
      'Y043D61A',
    ],
    [
      'a malformed header',
      { authorization: 'Bearer' },
      '',
      'invalid authorization header value format',
      'Y04B729E',
    ],
    [
      'header and query',
      { authorization: 'Bearer x' },
      '?access_token=x',
      'access token must only be provided using one mechanism',
      'Y04514E0',
    ],
  ])('%s', async (_name, headers, query, text, code) => {
    const response = await fetch(`${url}${query}`, { headers })
    expect(response.headers.get('www-authenticate')).toBe(challenge('invalid_request', text))
    await expectError(response, 400, 'invalid_request', `${text} (undefined)`, code)
  })

  test('an Origin, once the client is known', async () => {
    const origin = { origin: 'https://a.example' }
    const text = `origin https://a.example not allowed for client: ${rp.client_id} (undefined)`
    await expectError(
      await userinfo(issuer, await accessToken(), origin),
      400,
      'invalid_request',
      text,
      'Y0489AFE',
    )
    await expectError(await userinfo(issuer, 'unknown', origin), 401, 'invalid_token', unknown, 'Y040001')
  })

  test('a browser reads a page', async () => {
    const response = await userinfo(issuer, 'unknown', { accept: 'text/html' })
    expect([response.status, response.headers.get('content-type')]).toEqual([401, 'text/html; charset=utf-8'])
    expect(await response.text()).toContain('Erreur Y040001')
  })

  test('POST is an unknown route', async () => {
    const response = await post(url, { access_token: 'x' })
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('Erreur Y000404')
  })
})

describe('the thirty seconds of the grant', () => {
  test.each([
    [0, 200],
    [27, 200],
    [31, 401],
  ])('after %i seconds: %i', async (seconds, status) => {
    const access_token = await accessToken()
    offset += seconds
    const response = await userinfo(issuer, access_token)
    if (status === 200) return expect(response.status).toBe(200)
    const text = 'invalid token provided (grant not found)'
    return expectError(response, 401, 'invalid_token', text, 'Y0489D15')
  })

  test('a slow client is let through, and reported', async () => {
    const access_token = await accessToken()
    await userinfo(issuer, access_token)
    expect(doublure.exchanges().at(-1)?.findings).toEqual([])
    offset += 15
    expect((await userinfo(issuer, access_token)).status).toBe(200)
    expect(
      doublure
        .exchanges()
        .at(-1)
        ?.findings.map(({ rule }) => rule),
    ).toEqual(['userinfo/prompt'])
  })

  test('after a minute the access token itself is gone', async () => {
    const access_token = await accessToken()
    offset += 61
    await expectError(
      await userinfo(issuer, access_token),
      401,
      'invalid_token',
      'invalid token provided (access token not found)',
      'Y040001',
    )
  })
})
