import { afterAll, describe, expect, test } from 'vitest'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import {
  authorizeUrl,
  type Changes,
  callback,
  errorOf,
  inside,
  loginAs,
  received,
  request,
  toEmailPage,
  tokensOf,
  toProvider,
  userinfo,
} from './walk.ts'

const doublure = await startDoublure({
  hubs: ['proconnect', 'proconnect-rie'],
  clients: [
    rp,
    { ...rp, client_id: 'fia-only', allowed_email_domains: ['fia1.fr'] },
    { ...rp, client_id: 'public', type: 'public' },
  ],
})
afterAll(() => doublure.close())
const issuer = doublure.issuer('proconnect')

/** One request, told how to end. */
const told = (headers: Record<string, string>, changes: Changes = {}) =>
  new Browser().open(authorizeUrl(issuer, changes), { headers })

const retryOf = (body: string) =>
  /data-testid="error-retry-link"[^>]*href="([^"]*)"|href="([^"]*)"[^>]*data-testid="error-retry-link"/
    .exec(body)
    ?.slice(1)
    .find((href) => href !== undefined)
    ?.replaceAll('&amp;', '&')

describe('a login without pages', () => {
  test('is one redirect, and leaves the session that pages would leave', async () => {
    const { browser, seen } = await loginAs(issuer, 'john-doe')
    expect(seen.status).toBe(303)
    expect(received(seen)).toEqual({ code: expect.any(String), state: request.state, iss: issuer })
    expect([...browser.cookies.keys()]).toContain('pc_session_id;/proconnect')
    const again = await toEmailPage(issuer, { browser, changes: { prompt: 'none' } })
    expect(received(again.seen)).toHaveProperty('code')
  })

  test.each<[string, Record<string, string>, Changes, string]>([
    ['where the address leads', {}, {}, 'pc-identite'],
    ['where the test says', { 'doublure-idp': 'fia2' }, { idp_hint: 'fia1' }, 'fia2'],
    ['where the client says', {}, { idp_hint: 'fia1' }, 'fia1'],
  ])('goes %s', async (_where, headers, changes, idp_id) => {
    const browser = new Browser(headers)
    const asked = { scope: 'openid idp_id', ...changes }
    const { tokens } = await tokensOf(issuer, 'john-doe', { browser, changes: asked })
    const claims = await (await userinfo(issuer, tokens.access_token)).text()
    expect(JSON.parse(Buffer.from(claims.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({
      idp_id,
    })
  })

  test.each<Record<string, string>>([{}, { 'doublure-idp': 'fia1' }, { 'doublure-outcome': 'Y500006' }])(
    'goes back to a client whose idp_hint names nobody, with %j',
    async (headers) => {
      const seen = await told({ 'doublure-persona': 'john-doe', ...headers }, { idp_hint: 'nobody' })
      expect(received(seen)).toMatchObject({ error: 'idp_hint_not_found', state: request.state })
    },
  )

  test('follows the domain of a login_hint, as the page does', async () => {
    const browser = new Browser()
    const asked = { scope: 'openid idp_id', login_hint: 'marie@fia2.fr' }
    const { tokens } = await tokensOf(issuer, 'john-doe', { browser, changes: asked })
    const claims = await (await userinfo(issuer, tokens.access_token)).text()
    expect(JSON.parse(Buffer.from(claims.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({
      idp_id: 'fia2',
    })
  })

  test('takes the domain of a login_hint for that of whoever comes', async () => {
    const asked = { client_id: 'fia-only', login_hint: 'marie@fia2.fr' }
    const seen = await told({ 'doublure-persona': 'fatou-supplement' }, asked)
    expect(errorOf(seen).code).toContain('Y500025')
  })

  test.each<[string, Changes]>([
    ['a login_hint of a domain that does not exist', { login_hint: 'marie@nowhere.invalid' }],
    ['an empty state', { state: '' }],
    [
      'a level that a code by mail does not reach either, which it asks for again and again',
      { claims: '{"id_token":{"acr":{"essential":true,"values":["eidas1-mfa"]}}}' },
    ],
  ])('shows the pages, which nobody leaves, for %s', async (_what, changes) => {
    const seen = await told({ 'doublure-persona': 'mona-eidas2' }, changes)
    expect(seen.location).toMatch(/\/interaction\//)
  })

  test('finds a provider where no domain leads to one', async () => {
    const { seen } = await loginAs(doublure.issuer('proconnect-rie'), 'john-doe')
    expect(received(seen)).toHaveProperty('code')
  })

  test('finds none for an address that the client does not take either, as the page does', async () => {
    const rie = doublure.issuer('proconnect-rie')
    const changes = { client_id: 'fia-only' }
    const typed = await toProvider(rie, { email: 'johndoe@example.com', changes })
    expect(errorOf(typed.seen).code).toContain('Y500001')
    expect(errorOf((await loginAs(rie, 'john-doe', { changes })).seen).code).toContain('Y500001')
    const headers = { 'doublure-idp': 'rie-fia1' }
    const sent = await loginAs(rie, 'john-doe', { changes, headers })
    expect(errorOf(sent.seen).code).toContain('Y500025')
  })

  test.each<[string, Record<string, string>, Changes, string]>([
    ['a blocked account', { 'doublure-persona': 'denis-bloque' }, {}, 'Y500024'],
    ['a disabled provider', { 'doublure-persona': 'john-doe', 'doublure-idp': 'fia3' }, {}, 'Y020017'],
    [
      'a silent provider',
      { 'doublure-persona': 'john-doe', 'doublure-idp': 'pc-injoignable' },
      {},
      'Y020031',
    ],
    [
      'a domain that the client refuses',
      { 'doublure-persona': 'john-doe' },
      { client_id: 'fia-only' },
      'Y500025',
    ],
    [
      'a person who gives up',
      { 'doublure-persona': 'john-doe', 'doublure-outcome': 'cancel' },
      {},
      'Y020032',
    ],
    [
      'nobody in particular who gives up, of a client for some domains',
      { 'doublure-outcome': 'cancel' },
      { client_id: 'fia-only' },
      'Y020032',
    ],
    ['a code asked for', { 'doublure-outcome': 'Y500015' }, {}, 'Y500015'],
    [
      'a code asked for of a person',
      { 'doublure-persona': 'john-doe', 'doublure-outcome': 'Y020027' },
      {},
      'Y020027',
    ],
  ])('meets the same refusals as the pages: %s', async (_what, headers, changes, code) => {
    const seen = await told(headers, changes)
    expect(errorOf(seen).code).toContain(code)
    expect(seen.body).toContain('data-testid="doublure-why"')
    const href = retryOf(seen.body) ?? ''
    expect(href.startsWith(`${callback}?error=`)).toBe(true)
    const { searchParams } = new URL(href)
    expect(Object.fromEntries(searchParams)).toMatchObject({
      error: expect.any(String),
      error_description: expect.any(String),
      state: request.state,
      iss: issuer,
    })
  })

  test.each<[Changes, string]>([
    [{ prompt: 'none' }, 'login_required'],
    [{ scope: 'openid siren' }, 'invalid_scope'],
    [{ claims: '{"id_token":{"acr":{"essential":true,"value":"eidas3"}}}' }, 'access_denied'],
  ])('meets the same errors as the pages: %j', async (changes, error) => {
    expect(received(await told({ 'doublure-persona': 'ivan-eidas1' }, changes))).toHaveProperty(
      'error',
      error,
    )
  })

  test.each([
    ['doublure-persona', 'nobody'],
    ['doublure-idp', 'nowhere'],
    ['doublure-outcome', 'Y999999'],
  ])('does not ignore a name that does not exist: %s', async (header, value) => {
    const seen = await told({ 'doublure-persona': 'john-doe', [header]: value })
    expect(seen.status).toBe(400)
    expect(seen.headers.get('content-type')).toContain('application/problem+json')
  })

  test('leaves the pages of the next login their own way back', async () => {
    const { browser } = await loginAs(issuer, 'julien-prive')
    const seen = await browser.follow(await browser.open(authorizeUrl(issuer, { client_id: 'public' })))
    expect(errorOf(seen).code).toContain('Y500015')
    expect(retryOf(seen.body)).toMatch(/\/interaction\/[\w-]+\/error\?/)
  })

  test('never shows the person of a former login', async () => {
    const { browser } = await loginAs(issuer, 'john-doe')
    const { tokens } = await tokensOf(issuer, 'nadia-cherif', { browser })
    const told = await (await userinfo(issuer, tokens.access_token)).text()
    const [, payload = ''] = told.split('.')
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({ given_name: 'Nadia' })
    const { seen } = await toEmailPage(issuer, { browser })
    expect(received(await inside(browser, seen))).toHaveProperty('code')
  })
})
