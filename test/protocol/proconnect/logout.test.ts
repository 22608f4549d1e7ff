import { afterAll, describe, expect, test } from 'vitest'
import { Browser, type Seen } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import {
  type Changes,
  credentials,
  encode,
  errorOf,
  exchange,
  loginAs,
  post,
  received,
  toEmailPage,
  tokensOf,
  userinfo,
} from './walk.ts'

const doublure = await startDoublure({ hubs: ['proconnect'], clients: [rp, { ...rp, client_id: 'other' }] })
afterAll(() => doublure.close())
const issuer = doublure.issuer('proconnect')
const [after = ''] = rp.post_logout_redirect_uris

const logoutUrl = (params: Changes) => `${issuer}/session/end?${encode(params)}`

/** Follows redirects up to a page or the client, and tells where it went. */
const walkOut = async (browser: Browser, first: Seen) => {
  const hops: string[] = []
  let seen = first
  while (seen.location !== undefined && !seen.location.startsWith(after)) {
    hops.push(new URL(seen.location).pathname)
    seen = await browser.open(seen.location)
  }
  return { seen, hops }
}

const control = (method: string, path: string, body: object) =>
  fetch(`${doublure.url}/_doublure/api/v1/${path}`, {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })

describe('a logout', () => {
  test('goes by the identity provider, comes back, and ends at the client', async () => {
    const { browser, tokens } = await tokensOf(issuer, 'john-doe')
    const asked = { id_token_hint: tokens.id_token, post_logout_redirect_uri: after, state: 'bye now' }
    const { seen, hops } = await walkOut(browser, await browser.open(logoutUrl(asked)))
    expect(hops).toEqual([
      '/_doublure/identity-provider/proconnect/pc-identite/session/end',
      '/proconnect/api/v2/client/logout-callback',
      '/proconnect/api/v2/session/end',
    ])
    expect(seen.url).toContain('from_idp=true')
    expect(seen.body).toContain('<title>Déconnexion</title>')
    const form = seen.form('op.logoutForm')
    expect(form).toEqual({
      action: `${issuer}/session/end/confirm`,
      method: 'post',
      fields: { xsrf: expect.any(String) },
    })
    const end = await browser.submit(form, { logout: 'yes' })
    expect([end.status, end.location]).toEqual([303, `${after}?state=bye%20now`])
    expect([...browser.cookies.keys()].filter((name) => /^(pc_session_id|_session);/.test(name))).toEqual([])
  })

  test('skips a provider that has no logout', async () => {
    const { browser, tokens } = await tokensOf(issuer, 'sophie-garnier')
    const asked = { id_token_hint: tokens.id_token, post_logout_redirect_uri: after }
    const { seen, hops } = await walkOut(browser, await browser.open(logoutUrl(asked)))
    expect([seen.status, hops]).toEqual([200, []])
    const end = await browser.submit(seen.form('op.logoutForm'), { logout: 'yes' })
    expect(end.location).toBe(after)
  })

  test.each([
    ['disabled', { active: false }, 400, 'Y020017 (OidcClientIdpDisabledException)'],
    ['unreachable', { reachable: false }, 502, 'Y020031 (OidcClientIssuerDiscoveryFailedException)'],
  ])('stops on a page when the provider is %s', async (_what, change, status, code) => {
    const { browser } = await tokensOf(issuer, 'john-doe', {
      browser: new Browser({ 'doublure-idp': 'fia2' }),
    })
    await control('PATCH', 'identity-providers/fia2', { hub: 'proconnect', ...change })
    const seen = await browser.open(logoutUrl({}))
    await doublure.reset()
    expect(errorOf(seen)).toMatchObject({ status, code })
  })

  test('is global: the next login of any client shows the page, and other clients’ tokens break', async () => {
    const { browser, tokens } = await tokensOf(issuer, 'john-doe')
    const next = await toEmailPage(issuer, { browser, changes: { client_id: 'other' } })
    const last = (await (
      await exchange(issuer, received(next.seen).code, { client_id: 'other' })
    ).json()) as typeof tokens
    const { seen } = await walkOut(browser, await browser.open(logoutUrl({ id_token_hint: last.id_token })))
    await browser.submit(seen.form('op.logoutForm'), { logout: 'yes' })
    expect((await toEmailPage(issuer, { browser })).seen.body).toContain('id="email-input"')
    expect((await userinfo(issuer, last.access_token)).status).toBe(401)
    const broken = await userinfo(issuer, tokens.access_token)
    expect(broken.status).toBe(500)
    expect(await broken.json()).toEqual({
      error: 'server_error',
      error_description: 'oops! something went wrong',
    })
    const refresh = { grant_type: 'refresh_token', ...credentials }
    expect((await post(`${issuer}/token`, { ...refresh, refresh_token: tokens.refresh_token })).status).toBe(
      500,
    )
    const dead = { ...refresh, client_id: 'other', refresh_token: last.refresh_token }
    expect(await (await post(`${issuer}/token`, dead)).json()).toMatchObject({ error: 'invalid_grant' })
  })

  test('before the code was exchanged makes the exchange fail', async () => {
    const { browser, seen } = await loginAs(issuer, 'john-doe')
    await walkOut(browser, await browser.open(logoutUrl({ client_id: 'rp' })))
    const response = await exchange(issuer, received(seen).code)
    expect(response.status).toBe(500)
    expect(await response.json()).toMatchObject({ error: 'server_error' })
  })

  test('without a session posts its form by itself', async () => {
    const { tokens } = await tokensOf(issuer, 'john-doe')
    const browser = new Browser()
    const asked = { id_token_hint: tokens.id_token, post_logout_redirect_uri: after }
    const seen = await browser.open(logoutUrl(asked))
    expect(seen.body).toContain('<title>Submitting Callback</title>')
    expect(seen.form().fields).toEqual({ xsrf: expect.any(String), logout: 'yes' })
    expect((await browser.submit(seen.form())).location).toBe(after)
  })

  test.each<[string, Changes]>([
    ['nothing at all', {}],
    ['an address, but neither hint nor client_id', { post_logout_redirect_uri: after }],
  ])('asked with %s ends on the hub’s own page', async (_what, asked) => {
    const browser = new Browser()
    const seen = await browser.open(logoutUrl(asked))
    const end = await browser.submit(seen.form())
    expect(end.location).toBe(`${issuer}/session/end/success`)
    const page = await browser.open(end.location ?? '')
    expect(page.body).toContain('<title>Déconnexion</title>')
    expect(page.body).toContain('Vous êtes bien déconnecté, vous pouvez fermer votre navigateur.')
  })

  test('takes client_id in place of the hint', async () => {
    const browser = new Browser()
    const seen = await browser.open(logoutUrl({ client_id: 'rp', post_logout_redirect_uri: after }))
    expect((await browser.submit(seen.form())).location).toBe(after)
  })
})

const valid = (await tokensOf(issuer, 'john-doe')).tokens.id_token
const [header, payload] = valid.split('.')

describe('a logout is refused', () => {
  test.each<[string, Changes, string, string]>([
    [
      'to another address',
      { id_token_hint: valid, post_logout_redirect_uri: `${after}/` },
      'invalid_request',
      'post_logout_redirect_uri not registered',
    ],
    ['with garbage', { id_token_hint: 'garbage' }, 'invalid_request', 'could not decode id_token_hint'],
    [
      'with another signature',
      { id_token_hint: `${header}.${payload}.c2lnbmF0dXJl` },
      'invalid_request',
      'could not validate id_token_hint',
    ],
    [
      'with another client_id',
      { id_token_hint: valid, client_id: 'other' },
      'invalid_request',
      'client_id does not match the provided id_token_hint',
    ],
    ['to an unknown client', { client_id: 'unknown' }, 'invalid_client', 'client is invalid'],
  ])('%s', async (_what, asked, error, error_description) => {
    const json = await fetch(logoutUrl(asked), { headers: { accept: '*/*' } })
    expect([json.status, await json.json()]).toEqual([400, { error, error_description }])
    const page = await new Browser().open(logoutUrl(asked))
    expect(errorOf(page)).toEqual({
      status: 400,
      code: `oidc-provider-rendered-error:${error}`,
      message: error_description,
    })
  })

  test.each([[''], ['not-an-address']])('when its address is "%s"', async (post_logout_redirect_uri) => {
    const page = await new Browser().open(logoutUrl({ post_logout_redirect_uri }))
    expect(errorOf(page)).toEqual({
      status: 400,
      code: 'Y000400',
      message: 'post_logout_redirect_uri must match /^https?:\\/\\/[^/].+$/ regular expression',
    })
  })

  test('when it is confirmed without having been asked', async () => {
    const response = await post(`${issuer}/session/end/confirm`, { logout: 'yes' })
    expect([response.status, await response.json()]).toEqual([
      400,
      { error: 'invalid_request', error_description: 'could not find logout details' },
    ])
  })

  test('by POST, which the hub does not serve', async () => {
    const response = await post(`${issuer}/session/end`, {})
    expect(response.status).toBe(404)
  })
})
