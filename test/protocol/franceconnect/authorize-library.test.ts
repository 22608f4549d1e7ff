import { afterAll, describe, expect, test } from 'vitest'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { authorizeUrl, type Changes, callback, codeOf, request } from './walk.ts'

const doublure = await startDoublure({
  clients: [
    { ...rp, claims: [], scopes: ['openid', 'profile', 'birth', 'email'] },
    { ...rp, client_id: 'inactive', active: false },
    { ...rp, client_id: 'entitled', claims: undefined },
    { ...rp, client_id: 'several-hosts', redirect_uris: [callback, 'https://elsewhere.example/callback'] },
    { ...rp, client_id: 'with-query', redirect_uris: [`${callback}?tenant=a%20b`] },
  ],
})
afterAll(() => doublure.close())
const issuer = doublure.issuer('franceconnect')

const open = (changes: Changes) => new Browser().open(authorizeUrl(issuer, changes))

const communication =
  'Une erreur de communication avec le fournisseur de service est survenue. Veuillez réessayer ultérieurement.'
const byDefault = 'Une erreur s&#39;est produite, veuillez réessayer ultérieurement'

describe('refusals that stay on a page', () => {
  const elsewhere = 'http://localhost:3000/elsewhere'
  const cases: [string, Changes, string, string][] = [
    ['an unknown client', { client_id: 'nobody' }, 'Y04EA6EF', communication],
    ['an inactive client', { client_id: 'inactive' }, 'Y04EA6EF', communication],
    ['several hosts without sector_identifier_uri', { client_id: 'several-hosts' }, 'Y043310B', byDefault],
    ['an address that is not registered', { redirect_uri: elsewhere }, 'Y04C013C', communication],
    ['the same with another query', { redirect_uri: `${callback}?x=1` }, 'Y04C013C', communication],
    ['that and response_type empty', { redirect_uri: elsewhere, response_type: '' }, 'Y040001', byDefault],
    [
      'that and another response_type',
      { redirect_uri: elsewhere, response_type: 'token' },
      'Y040001',
      byDefault,
    ],
    [
      'that and a scope not granted',
      { redirect_uri: elsewhere, scope: 'openid dgfip_rfr' },
      'Y040001',
      byDefault,
    ],
    ['that and no openid', { redirect_uri: elsewhere, scope: 'email' }, 'Y040001', byDefault],
    [
      'that and wrong claims: the address comes first',
      { redirect_uri: elsewhere, claims: '{' },
      'Y04C013C',
      communication,
    ],
  ]

  test.each(cases)('%s', async (_name, changes, code, message) => {
    const seen = await open(changes)
    expect([seen.status, seen.location, codeOf(seen)]).toEqual([400, undefined, code])
    expect(seen.headers.get('content-type')).toMatch(/^text\/html/)
    expect(seen.body).toContain(message)
    expect(seen.body).not.toContain('back-to-sp-link')
    expect(seen.body).toContain('doublure-why')
  })

  const amr = { userinfo: '{"userinfo":{"amr":null}}', id_token: '{"id_token":{"amr":{"essential":true}}}' }

  test.each(Object.entries(amr))('amr asked in %s without the right to it', async (_member, claims) => {
    const seen = await open({ claims })
    expect([seen.status, seen.location, codeOf(seen)]).toEqual([400, undefined, 'Y100009'])
  })

  test.each(Object.values(amr))('amr asked with the right to it goes on: %s', async (claims) => {
    expect((await open({ claims, client_id: 'entitled' })).status).toBe(303)
  })
})

describe('refusals that the client receives', () => {
  const missing = "missing required parameter 'response_type'"
  const openid = 'openid scope must be requested when using the acr_values parameter'
  const cases: [string, Changes, string, string, string?][] = [
    ['response_type empty', { response_type: '' }, 'invalid_request', missing],
    [
      'response_type unknown',
      { response_type: 'x' },
      'unsupported_response_type',
      'unsupported response_type requested',
    ],
    [
      'response_type none',
      { response_type: 'none' },
      'unsupported_response_type',
      'unsupported response_type requested',
    ],
    [
      'a scope not granted',
      { scope: 'openid dgfip_rfr' },
      'invalid_scope',
      'requested scope is not allowed',
      'dgfip_rfr',
    ],
    ['scope without openid', { scope: 'email' }, 'invalid_request', openid],
    ['scope empty', { scope: '' }, 'invalid_request', openid],
    ['claims not JSON', { claims: '{' }, 'invalid_request', 'could not parse the claims parameter JSON'],
    ['claims a list', { claims: '[]' }, 'invalid_request', 'claims parameter should be a JSON object'],
    [
      'claims without members',
      { claims: '{}' },
      'invalid_request',
      'claims parameter should have userinfo or id_token properties',
    ],
    [
      'claims.userinfo a text',
      { claims: '{"userinfo":"x"}' },
      'invalid_request',
      'claims.userinfo should be an object',
    ],
    [
      'claims.id_token a text',
      { claims: '{"id_token":"x"}' },
      'invalid_request',
      'claims.id_token should be an object',
    ],
  ]

  test.each(cases)('%s', async (_name, changes, error, error_description, scope) => {
    const seen = await open(changes)
    const expected = new URLSearchParams({
      error,
      error_description,
      ...(scope !== undefined && { scope }),
      state: request.state,
      iss: issuer,
    })
    expect(seen.status).toBe(303)
    expect(seen.headers.get('location')).toBe(`${callback}?${expected}`)
    expect(seen.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(seen.headers.get('cache-control')).toBe('no-store')
    expect(seen.body).toMatch(/^Redirecting to /)
  })

  test.each(['token', 'id_token', 'code id_token'])(
    'response_type %s is answered in the fragment',
    async (response_type) => {
      const { location = '' } = await open({ response_type })
      expect(location.startsWith(`${callback}#error=unsupported_response_type&error_description=`)).toBe(true)
      expect(new URLSearchParams(new URL(location).hash.slice(1)).get('iss')).toBe(issuer)
    },
  )

  test('the query that the client registered is kept', async () => {
    const redirect_uri = `${callback}?tenant=a%20b`
    const { location = '' } = await open({ client_id: 'with-query', redirect_uri, response_type: '' })
    expect([...new URL(location).searchParams.keys()]).toEqual([
      'tenant',
      'error',
      'error_description',
      'state',
      'iss',
    ])
  })

  test('the first error hides the others: an unknown response_type comes before a scope', async () => {
    const { location } = await open({ response_type: 'x', scope: 'email' })
    expect(location).toContain('error=unsupported_response_type')
  })
})

describe('what the library lets through', () => {
  test.each([
    ['scopes that the hub does not know', { scope: 'openid unknown offline_access phone' }],
    ['claims that the hub does not know', { claims: '{"id_token":{"rep_scope":null,"unknown":null}}' }],
    ['spaces too many between scopes', { scope: 'openid  email ' }],
    ['the host in capitals', { redirect_uri: 'http://LOCALHOST:3000/callback' }],
  ])('%s', async (_name, changes) => {
    expect((await open(changes)).status).toBe(303)
    expect((await open(changes)).location).toContain('/interaction/')
  })

  test('POST, as documented, is answered like GET', async () => {
    const { search } = new URL(authorizeUrl(issuer))
    const seen = await new Browser().open(`${issuer}/authorize`, {
      method: 'POST',
      body: new URLSearchParams(search),
    })
    expect(seen.status).toBe(303)
    expect(seen.headers.get('location')).toMatch(/\/interaction\/[\w-]{43}$/)
    expect(
      doublure
        .exchanges()
        .at(-1)
        ?.findings.map(({ rule }) => rule),
    ).toEqual(['authorization/get'])
  })
})
