import { SignJWT } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { authorizeUrl, codeOf, toChooser, toTokens, userinfo, type Walk } from './walk.ts'

const OUT = 'http://localhost:3000/logout-callback'
let offset = 0
const doublure = await startDoublure({
  now: () => Date.now() + offset * 1000,
  clients: [
    { ...rp, post_logout_redirect_uris: [OUT, `${OUT}?from=hub`] },
    { ...rp, client_id: 'other' },
    { ...rp, client_id: 'hmac', id_token_signed_response_alg: 'HS256' },
  ],
})
afterAll(() => doublure.close())
const issuer = doublure.issuer('franceconnect')

const end = (params: Record<string, string>) => `${issuer}/session/end?${new URLSearchParams(params)}`
const token = (await toTokens(issuer)).tokens.id_token
const foreign = await new SignJWT({ aud: 'nobody' })
  .setProtectedHeader({ alg: 'HS256' })
  .sign(new Uint8Array(32))
const titleOf = (body: string) => /<title>([^<]*)<\/title>/.exec(body)?.[1]

describe('the request', () => {
  const [header = '', payload = ''] = token.split('.')
  const forged = `${header}.${payload}.${'A'.repeat(86)}`
  const jwe = 'eyJhbGciOiJFQ0RILUVTIn0.a.b.c.d'

  test.each<[string, Record<string, string>, string]>([
    ['no hint', {}, 'Y000400'],
    ['an empty hint', { id_token_hint: '' }, 'Y000400'],
    ['an unknown parameter', { id_token_hint: token, foo: 'bar' }, 'Y000400'],
    ['an address that is none', { id_token_hint: token, post_logout_redirect_uri: 'out' }, 'Y000400'],
    ['a hint that is no JWT', { id_token_hint: 'x' }, 'Y04FEDB9'],
    ['a hint that is still encrypted', { id_token_hint: jwe }, 'Y04FEDB9'],
    ['a hint for an unknown client', { id_token_hint: foreign }, 'Y0429C91'],
    ['another client_id', { id_token_hint: token, client_id: 'other' }, 'Y0467882'],
    ['a hint with a wrong signature', { id_token_hint: forged }, 'Y045AFAE'],
    [
      'an address that is not registered',
      { id_token_hint: token, post_logout_redirect_uri: `${OUT}/x` },
      'Y04CFAEF',
    ],
  ])('%s: a page 400', async (_name, params, code) => {
    const seen = await new Browser().open(end(params))
    expect([seen.status, codeOf(seen)]).toEqual([400, code])
    expect(seen.headers.get('content-type')).toMatch(/^text\/html/)
  })

  test.each(['*/*', ''])('a library error is a page for who does not say: Accept "%s"', async (accept) => {
    const response = await fetch(end({ id_token_hint: 'x' }), { headers: { accept } })
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8'])
    expect(await response.text()).toMatch(/data-testid="error-code">Erreur Y04FEDB9</)
  })

  test('a library error is JSON for who asks JSON', async () => {
    const response = await fetch(end({ id_token_hint: 'x' }), { headers: { accept: 'application/json' } })
    const body = (await response.json()) as Record<string, string>
    expect([response.status, Object.keys(body), body.error]).toEqual([
      400,
      ['error', 'error_description', 'error_uri'],
      'invalid_request',
    ])
    expect(body.error_description).toMatch(/^could not decode id_token_hint \(.+\)$/)
    expect(body.error_uri).toContain('?code=Y04FEDB9&id=')
  })

  test('an expired hint is accepted', async () => {
    offset += 3600
    expect((await new Browser().open(end({ id_token_hint: token }))).status).toBe(200)
  })

  test.each(['POST', 'DELETE'])('%s is an unknown route', async (method) => {
    const seen = await new Browser().open(`${issuer}/session/end`, { method })
    expect([seen.status, codeOf(seen)]).toEqual([404, 'Y000404'])
  })
})

/** Logs in, then asks for the logout; each hop is a page whose form is submitted. */
const logout = async (params: Record<string, string>, walk: Walk = {}) => {
  const { browser, tokens } = await toTokens(issuer, walk)
  const first = await browser.open(end({ id_token_hint: tokens.id_token, ...params }))
  return { browser, tokens, first }
}

describe('the hops of a browser that has logged in', () => {
  test('go through the provider, the hub and the library, and come back with the state', async () => {
    const { browser, tokens, first } = await logout({ post_logout_redirect_uri: OUT, state: 'bye' })
    expect([first.status, titleOf(first.body)]).toEqual([200, 'Déconnexion du FI'])
    expect(first.form()).toMatchObject({ method: 'post', action: `${issuer}/client/disconnect-from-idp` })

    const atProvider = await browser.submit(first.form())
    expect([atProvider.status, atProvider.location]).toEqual([
      302,
      expect.stringContaining('/fc-impots/session/end?'),
    ])
    const returned = await browser.open(atProvider.location ?? '')
    expect(returned.location).toContain(`${issuer}/client/logout-callback`)

    const last = await browser.open(returned.location ?? '')
    expect(last.status).toBe(200)
    expect(last.form()).toMatchObject({ method: 'post', action: `${issuer}/session/end/confirm` })
    expect(Object.keys(last.form().fields)).toEqual(['xsrf'])
    expect([...browser.cookies.keys()].some((key) => key.startsWith('fc_session_id'))).toBe(false)

    const done = await browser.submit(last.form())
    expect([done.status, done.location]).toEqual([303, `${OUT}?state=bye`])
    expect((await userinfo(issuer, tokens.access_token)).status).toBe(401)
    expect((await toChooser(issuer, { browser })).seen.body).toContain('fc-interaction-page')
  })

  test('skip a provider that has no logout address', async () => {
    const { browser, first } = await logout({ post_logout_redirect_uri: OUT }, { idp: 'fc-sans-deconnexion' })
    expect(titleOf(first.body)).toBe('Déconnexion FC')
    expect(first.form()).toMatchObject({ method: 'get', action: `${issuer}/client/logout-callback` })
    const last = await browser.submit(first.form())
    expect((await browser.submit(last.form())).location).toBe(OUT)
    const forced = await browser.open(`${issuer}/client/disconnect-from-idp`, { method: 'POST' })
    expect(codeOf(forced)).toBe('Y190001')
  })

  test('keep the query that the client registered', async () => {
    const { browser, first } = await logout({ post_logout_redirect_uri: `${OUT}?from=hub`, state: 's' })
    const atProvider = await browser.follow(await browser.submit(first.form()))
    expect((await browser.submit(atProvider.form())).location).toBe(`${OUT}?from=hub&state=s`)
  })

  test('end on a page of the hub when no address was given', async () => {
    const { browser, first } = await logout({})
    const last = await browser.follow(await browser.submit(first.form()))
    const done = await browser.submit(last.form())
    expect([done.status, done.location]).toEqual([
      303,
      `${issuer}/session/end/success?client_id=${rp.client_id}`,
    ])
    const page = await browser.open(done.location ?? '')
    expect(page.status).toBe(200)
    expect(page.body).toContain('Vous êtes bien déconnecté, vous pouvez fermer votre navigateur.')
  })

  test('leave the tokens of other clients alone', async () => {
    const { browser, tokens, first } = await logout({})
    const second = await browser.open(authorizeUrl(issuer, { client_id: 'other' }))
    expect(second.location).toMatch(/\/verify$/)
    expect((await userinfo(issuer, tokens.access_token)).status).toBe(200)
    expect(first.status).toBe(200)
  })
})

describe('a browser that the library does not know', () => {
  test('confirms at once, with logout=yes', async () => {
    const browser = new Browser()
    const first = await browser.open(end({ id_token_hint: token, post_logout_redirect_uri: OUT, state: 's' }))
    expect([first.status, titleOf(first.body)]).toEqual([200, 'Submitting Callback'])
    expect(first.form().fields).toEqual({ xsrf: expect.any(String), logout: 'yes' })
    const done = await browser.submit(first.form())
    expect([done.status, done.location]).toEqual([303, `${OUT}?state=s`])
  })
})

describe('the confirmation', () => {
  test('with a wrong xsrf: 400 Y04976CE', async () => {
    const browser = new Browser()
    const first = await browser.open(end({ id_token_hint: token }))
    const seen = await browser.submit(first.form(), { xsrf: 'x' })
    expect([seen.status, codeOf(seen)]).toEqual([400, 'Y04976CE'])
  })

  test('of no logout: 400 Y047B9D9', async () => {
    const seen = await new Browser().open(`${issuer}/session/end/confirm`, { method: 'POST' })
    expect([seen.status, codeOf(seen)]).toEqual([400, 'Y047B9D9'])
  })

  test('for an unknown client: 400 Y04FE3C9', async () => {
    const seen = await new Browser().open(`${issuer}/session/end/success?client_id=nobody`)
    expect([seen.status, codeOf(seen)]).toEqual([400, 'Y04FE3C9'])
  })
})

describe('a session that is not what the library thinks', () => {
  const forget = (browser: Browser) => {
    for (const key of browser.cookies.keys()) if (key.startsWith('fc_session_id')) browser.cookies.delete(key)
  }

  test('gone while that of the library lives: 401 Y190001', async () => {
    const { browser, tokens } = await toTokens(issuer)
    forget(browser)
    const seen = await browser.open(end({ id_token_hint: tokens.id_token }))
    expect([seen.status, codeOf(seen)]).toEqual([401, 'Y190001'])
  })

  test('without a complete login: 400 Y100019', async () => {
    const { browser, tokens } = await toTokens(issuer)
    const library = [...browser.cookies].filter(([key]) => key.startsWith('_session'))
    forget(browser)
    await toChooser(issuer, { browser })
    for (const [key, cookie] of library) browser.cookies.set(key, cookie)
    const seen = await browser.open(end({ id_token_hint: tokens.id_token }))
    expect([seen.status, codeOf(seen)]).toEqual([400, 'Y100019'])
  })
})
