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
  providerOf,
  received,
  request,
  toEmailPage,
} from '../proconnect/walk.ts'

const doublure = await startDoublure({
  hubs: ['agentconnect'],
  clients: [
    rp,
    { ...rp, client_id: 'no-amr', claims: [] },
    { ...rp, client_id: 'few', scopes: ['openid', 'email'] },
    { ...rp, client_id: 'hints', allowed_idp_hints: ['fia2v2', 'ac-cache', 'nobody'] },
  ],
})
const late = await startDoublure({
  hubs: [{ id: 'agentconnect', as_of: '2024-08-01' }],
  clients: [rp, { ...rp, client_id: 'not-fia1', idp_filter: { mode: 'exclude', list: ['fia1v2'] } }],
})
afterAll(async () => {
  await doublure.close()
  await late.close()
})
const issuer = doublure.issuer('agentconnect')

const asked = { acr_values: 'eidas1' }
const ask = (changes: Changes = {}, at = issuer) =>
  new Browser().open(authorizeUrl(at, { ...asked, ...changes }))

/** The same, up to the client's address. */
const askToEnd = async (changes: Changes = {}) => {
  const browser = new Browser()
  return inside(browser, await browser.open(authorizeUrl(issuer, { ...asked, ...changes })))
}

describe('the gate of authorize', () => {
  test.each<[string, Changes, string]>([
    ['PKCE', { code_challenge: 'c'.repeat(43) }, 'property code_challenge should not exist'],
    ['max_age', { max_age: '60' }, 'property max_age should not exist'],
    ['ui_locales', { ui_locales: 'fr' }, 'property ui_locales should not exist'],
    ['response_mode', { response_mode: 'query' }, 'property response_mode should not exist'],
    ['display', { display: 'page' }, 'property display should not exist'],
    ['id_token_hint', { id_token_hint: 'x' }, 'property id_token_hint should not exist'],
    ['idp_hint, twice', { idp_hint: ['fia1v2', 'fia1v2'] }, 'idp_hint must be a string'],
    ['login_hint that is no address', { login_hint: 'a' }, 'login_hint must be an email'],
    ['no acr_values', { acr_values: undefined }, 'acr_values must be a string'],
    ['no nonce', { nonce: undefined }, 'nonce must be longer than or equal to 1 characters'],
    ['no state', { state: undefined }, 'state must be a string'],
    ['a silent login', { prompt: 'none' }, 'prompt must match'],
    ['another prompt', { prompt: 'select_account' }, 'prompt must match'],
  ])('refuses %s with a page', async (_what, changes, message) => {
    const seen = await ask(changes)
    expect(errorOf(seen)).toEqual({
      status: 400,
      code: 'Y000400',
      message: expect.stringContaining(message),
    })
    expect(seen.body).toContain('data-testid="doublure-why"')
  })

  test('names every parameter too many', async () => {
    expect(errorOf(await ask({ one: '1', two: '2' })).message).toBe(
      'property one should not exist, property two should not exist',
    )
  })

  test('takes login_hint and makes nothing of it, with and without pages', async () => {
    const changes = { ...asked, login_hint: 'a@fia3.fr' }
    expect((await toEmailPage(issuer, { changes })).seen.body).toContain('name="email"')
    expect(received((await loginAs(issuer, 'john-doe', { changes })).seen)).toHaveProperty('code')
  })

  test.each(['login', 'consent', 'login consent'])('takes prompt=%s', async (prompt) => {
    expect((await ask({ prompt })).status).toBe(303)
  })
})

describe('errors', () => {
  test.each<[Changes, string, string]>([
    [{ response_type: undefined }, 'invalid_request', "missing required parameter 'response_type'"],
    [{ response_type: 'none' }, 'unsupported_response_type', 'unsupported response_type requested'],
    [
      { scope: 'email' },
      'invalid_request',
      'openid scope must be requested when using the acr_values parameter',
    ],
    [{ client_id: 'few', scope: 'openid siret' }, 'invalid_scope', 'requested scope is not allowed'],
    [
      { acr_values: 'eidas2' },
      'invalid_acr',
      'acr_value is not valid, should be equal one of these values, expected eidas1, got eidas2',
    ],
    [
      { acr_values: 'eidas3' },
      'invalid_acr',
      'acr_value is not valid, should be equal one of these values, expected eidas1, got eidas3',
    ],
  ])('%j reach the client', async (changes, error, error_description) => {
    const seen = await askToEnd(changes)
    expect(seen.status).toBe(303)
    expect(received(seen)).toMatchObject({ error, error_description, state: request.state, iss: issuer })
    expect(seen.location).toContain(encodeURIComponent(error_description.slice(0, 20)).replaceAll("'", '%27'))
  })

  test.each<[string, Changes, number, string]>([
    ['an unknown client', { client_id: 'unknown' }, 500, 'Y030106'],
    ['another redirect_uri', { redirect_uri: `${callback}/` }, 500, 'Y030118'],
    [
      'amr that the registration does not allow',
      { client_id: 'no-amr', claims: '{"id_token":{"amr":{"essential":true}}}' },
      400,
      'Y030009',
    ],
    [
      'amr asked of userinfo, which the registration does not allow either',
      { client_id: 'no-amr', claims: '{"userinfo":{"amr":null}}' },
      400,
      'Y030009',
    ],
  ])('of %s are pages', async (_what, changes, status, code) => {
    expect(errorOf(await ask(changes))).toMatchObject({ status, code })
  })

  test('of levels are the same without pages', async () => {
    const { seen } = await loginAs(issuer, 'john-doe', { changes: { acr_values: 'eidas2' } })
    expect(received(seen)).toHaveProperty('error', 'invalid_acr')
  })

  test('an unknown level is taken for eidas1', async () => {
    const { seen } = await loginAs(issuer, 'john-doe', { changes: { acr_values: 'unknown' } })
    expect(received(seen)).toHaveProperty('code')
  })
})

describe('idp_hint', () => {
  test.each([
    ['rp', 'fia1v2'],
    ['hints', 'ac-cache'],
  ])('of %s leads to %s, with and without pages', async (client_id, idp_hint) => {
    const changes = { ...asked, client_id, idp_hint }
    expect(providerOf((await toEmailPage(issuer, { changes })).seen)).toBe(idp_hint)
    expect(received((await loginAs(issuer, 'john-doe', { changes })).seen)).toHaveProperty('code')
  })

  test.each([
    ['rp', 'nobody'],
    ['rp', 'ac-cache'],
    ['hints', 'fia1v2'],
    ['hints', 'nobody'],
  ])('of %s may not be %s, with or without pages', async (client_id, idp_hint) => {
    const changes = { ...asked, client_id, idp_hint }
    const refusal = {
      error: 'invalid_idp_hint',
      error_description: 'An idp_hint was provided but is not allowed',
      state: request.state,
      iss: issuer,
    }
    expect(received(await askToEnd(changes))).toEqual(refusal)
    expect(received((await loginAs(issuer, 'john-doe', { changes })).seen)).toEqual(refusal)
  })
})

describe('from July 2024', () => {
  const at = late.issuer('agentconnect')

  test.each<[string, Changes]>([
    ['acr_values', { acr_values: undefined }],
    ['nonce', { nonce: undefined }],
  ])('%s may be left out', async (_what, changes) => {
    expect((await ask(changes, at)).location).toContain('/interaction/')
  })

  test.each<[Changes, string, string]>([
    [{ prompt: 'none' }, 'login_required', 'End-User authentication is required'],
    [{ prompt: 'none login' }, 'invalid_request', 'prompt none must only be used alone'],
    [{ prompt: 'select_account' }, 'invalid_request', 'unsupported prompt value requested'],
  ])('%j is answered to the client', async (changes, error, error_description) => {
    expect(received(await ask(changes, at))).toMatchObject({ error, error_description })
  })

  test('a silent login is refused where the session comes from a provider that the client leaves out', async () => {
    const { browser } = await loginAs(at, 'john-doe', {
      changes: asked,
      headers: { 'doublure-idp': 'fia1v2' },
    })
    const silent = { ...asked, client_id: 'not-fia1', prompt: 'none' }
    const { seen } = await toEmailPage(at, { browser, changes: silent })
    expect(received(seen)).toMatchObject({
      error: 'login_required',
      error_description: 'End-User authentication is required',
    })
  })

  test.each([{ max_age: '1' }, { login_hint: 'a@fia1.fr' }])('%j is still refused', async (changes) => {
    expect(errorOf(await ask(changes, at)).code).toBe('Y000400')
  })
})

test.each<[Changes, string]>([
  [{ acr_values: 'eidas2' }, 'acr_values=eidas1'],
  [{ idp_hint: 'nobody' }, 'in idp_hint, an identity provider of the hub that this client may name'],
])('%j is explained in the journal, with and without pages', async (changes, expected) => {
  await askToEnd(changes)
  await loginAs(issuer, 'john-doe', { changes: { ...asked, ...changes } })
  const whys = doublure.exchanges().flatMap(({ refusal }) => (refusal?.why ? [refusal.why] : []))
  const explained = [expect.objectContaining({ expected })]
  expect(whys.slice(-2)).toEqual([explained, explained])
})

test('what the documentation asks and the hub does not is reported', async () => {
  await ask({ state: 'short', nonce: 'short' })
  const [exchange] = doublure.exchanges({ endpoint: 'authorization' }).slice(-1)
  expect(exchange?.findings.map(({ rule }) => rule)).toEqual([
    'authorization/state-length',
    'authorization/nonce-length',
  ])
})
