import { decodeJwt } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import {
  authorizeUrl,
  type Changes,
  codeOf,
  exchange,
  received,
  type Tokens,
  toChooser,
  toTokens,
  userinfo,
} from './walk.ts'

const doublure = await startDoublure({
  clients: [
    rp,
    { ...rp, client_id: 'post-alone', idp_filter: { mode: 'include', list: ['fc-poste'] } },
    { ...rp, client_id: 'no-hint', allowed_idp_hints: [] },
  ],
})
afterAll(() => doublure.close())
const low = doublure.issuer('franceconnect')
const high = doublure.issuer('franceconnect-plus')

/** One authorize request that says who logs in. */
const login = async (headers: Record<string, string>, changes: Changes = {}, issuer = low) => {
  const browser = new Browser()
  const acr_values = issuer === low ? 'eidas1' : 'eidas2'
  return { browser, seen: await browser.open(authorizeUrl(issuer, { acr_values, ...changes }), { headers }) }
}

const angela = { 'doublure-persona': 'angela-dubois' }

describe('a login that shows no page', () => {
  test.each([low, high])('answers one redirect to the client, with tokens behind it: %s', async (issuer) => {
    const { seen } = await login(angela, {}, issuer)
    expect(seen.status).toBe(303)
    expect(Object.keys(received(seen))).toEqual(['code', 'state', 'iss'])
    const tokens = (await (await exchange(issuer, received(seen).code ?? '')).json()) as Tokens
    expect(decodeJwt(tokens.id_token)).toMatchObject({
      acr: issuer === low ? 'eidas1' : 'eidas2',
      aud: rp.client_id,
    })
    expect(decodeJwt(await (await userinfo(issuer, tokens.access_token)).text())).toMatchObject({
      family_name: 'DUBOIS',
    })
  })

  test('leaves the session that a login through the pages leaves', async () => {
    const { browser } = await login(angela)
    expect([...browser.cookies.keys()].map((key) => key.split(';')[0])).toContain('_session')
    const { seen } = await toChooser(low, { browser })
    expect(seen.body).toContain('fc-consent-page')
  })

  test('gives the sub and the claims that the pages give', async () => {
    const { seen } = await login(angela)
    const tokens = (await (await exchange(low, received(seen).code ?? '')).json()) as Tokens
    const pages = await toTokens(low)
    expect(decodeJwt(tokens.id_token).sub).toBe(decodeJwt(pages.tokens.id_token).sub)
  })

  test.each([
    ['the provider asked for', { ...angela, 'doublure-idp': 'fc-poste' }, 'rp', 'fc-poste'],
    ['the first that the client offers', angela, 'post-alone', 'fc-poste'],
    ['the first of all', angela, 'rp', 'fc-impots'],
    [
      'one that the person has not blocked',
      { 'doublure-persona': 'jeanne-clement' },
      'post-alone',
      'fc-poste',
    ],
  ])('goes through %s', async (_name, headers, client_id, idp_id) => {
    const { seen } = await login(headers, { client_id, scope: 'openid idp_id' })
    const tokens = (await (await exchange(low, received(seen).code ?? '', { client_id })).json()) as Tokens
    expect(decodeJwt(await (await userinfo(low, tokens.access_token)).text()).idp_id).toBe(idp_id)
  })

  test('goes through the provider of the request', async () => {
    const changes = { scope: 'openid idp_id', idp_hint: 'fc-poste' }
    const { seen } = await login(angela, changes)
    const tokens = (await (await exchange(low, received(seen).code ?? '')).json()) as Tokens
    expect(decodeJwt(await (await userinfo(low, tokens.access_token)).text()).idp_id).toBe('fc-poste')
  })
})

describe('what the pages would refuse is refused', () => {
  test.each([
    ['alix-vernier', 403, 'Y010008'],
    ['lucie-lenteur', 504, 'Y010011'],
    ['bruno-carpentier', 403, 'Y180001'],
    ['denise-colas', 400, 'Y600006'],
    ['gaspard-sansnom', 500, 'Y020029'],
  ])('%s: %i %s', async (persona, status, code) => {
    const { seen } = await login({ 'doublure-persona': persona })
    expect([seen.status, seen.location, codeOf(seen)]).toEqual([status, undefined, code])
    expect(seen.body).toContain('back-to-sp-link')
    expect(seen.body).toContain('doublure-why')
  })

  test.each([
    ['a person of too low a level', { 'doublure-persona': 'odette-faure' }, {}, high, 500, 'Y100001'],
    [
      'a provider that the client leaves out',
      { ...angela, 'doublure-idp': 'fc-impots' },
      { client_id: 'post-alone' },
      low,
      403,
      'Y020023',
    ],
    ['an inactive provider', { ...angela, 'doublure-idp': 'fc-mutualite-agricole' }, {}, low, 500, 'Y020017'],
    [
      'a provider that the person blocked',
      { 'doublure-persona': 'jeanne-clement', 'doublure-idp': 'fc-impots' },
      {},
      low,
      403,
      'Y100011',
    ],
    ['an empty state', angela, { state: '' }, low, 409, 'Y190004'],
    ['identity asked through claims', angela, { claims: '{"userinfo":{"email":null}}' }, low, 409, 'Y190004'],
    [
      'an essential acr of another value',
      angela,
      { claims: '{"id_token":{"acr":{"essential":true,"value":"eidas3"}}}' },
      low,
      409,
      'Y190004',
    ],
    ['a parameter that the gate refuses', angela, { max_age: '0' }, low, 400, 'Y030007'],
    ['an unknown client', angela, { client_id: 'nobody' }, low, 400, 'Y04EA6EF'],
  ] as const)('%s', async (_name, headers, changes, issuer, status, code) => {
    const { seen } = await login(headers, changes, issuer)
    expect([seen.status, seen.location, codeOf(seen)]).toEqual([status, undefined, code])
  })

  test.each([
    ['a level that the hub cannot give', { acr_values: 'eidas2' }, 'invalid_acr'],
    [
      'a hint that the client may not send',
      { client_id: 'no-hint', idp_hint: 'fc-poste' },
      'invalid_idp_hint',
    ],
    ['a scope that is not granted', { scope: 'email' }, 'invalid_request'],
  ])('%s: the client receives %s', async (_name, changes, error) => {
    const { seen } = await login(angela, changes)
    expect(received(seen)).toMatchObject({ error, iss: low })
    expect(Object.keys(received(seen))).toEqual(['error', 'error_description', 'state', 'iss'])
  })
})

describe('an ending that is asked for', () => {
  test('cancel is what leaving the chooser is', async () => {
    const { seen } = await login({ ...angela, 'doublure-outcome': 'cancel' })
    expect(received(seen)).toMatchObject({ error: 'access_denied', error_description: 'User auth aborted' })
  })

  test.each([
    ['Y010008', 403],
    ['Y180001', 403],
    ['Y020026', 502],
    ['Y000000', 500],
  ])('%s is its page, with its way back', async (code, status) => {
    const { browser, seen } = await login({ ...angela, 'doublure-outcome': code })
    expect([seen.status, codeOf(seen)]).toEqual([status, code])
    const [, href = ''] = /data-testid="back-to-sp-link" href="([^"]+)"/.exec(seen.body) ?? []
    const back = await browser.follow(await browser.open(new URL(href.replaceAll('&amp;', '&'), low).href))
    expect(received(back)).toHaveProperty('error')
  })

  test('Y030032 is told to the client at once', async () => {
    const { seen } = await login({ ...angela, 'doublure-outcome': 'Y030032' })
    expect(received(seen).error).toBe('invalid_idp_hint')
  })

  test.each([
    [{ 'doublure-persona': 'nobody' }],
    [{ ...angela, 'doublure-idp': 'nobody' }],
    [{ ...angela, 'doublure-outcome': 'Y999999' }],
  ])('%j does not exist: 400, with the names that do', async (headers) => {
    const { seen } = await login(headers)
    expect([seen.status, seen.headers.get('content-type')]).toEqual([400, 'application/problem+json'])
  })
})
