import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import { platformOf } from '../../../src/platforms/index.ts'
import { Browser } from '../../support/browser.ts'
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
} from '../proconnect/walk.ts'

const doublure = await startDoublure({
  hubs: ['agentconnect', 'agentconnect-rie'],
  clients: [
    rp,
    {
      ...rp,
      client_id: 'hs256',
      id_token_signed_response_alg: 'HS256',
      userinfo_signed_response_alg: 'HS256',
    },
    { ...rp, client_id: 'json', userinfo_signed_response_alg: null },
    { ...rp, client_id: 'nowhere', post_logout_redirect_uris: [] },
  ],
})
afterAll(() => doublure.close())
const issuer = doublure.issuer('agentconnect')
const asked = { acr_values: 'eidas1' }
const [after = ''] = rp.post_logout_redirect_uris

const scope =
  'openid given_name usual_name email uid siret siren organizational_unit belonging_population phone chorusdt idp_id idp_acr'

const login = (persona: string, changes: Changes = {}) =>
  tokensOf(
    issuer,
    persona,
    { changes: { ...asked, ...changes } },
    { client_id: String(changes.client_id ?? 'rp') },
  )

describe.each(['agentconnect', 'agentconnect-rie'] as const)('discovery of %s', (hub) => {
  test('says what the hub knew then', async () => {
    const at = doublure.issuer(hub)
    const document = (await (await fetch(`${at}/.well-known/openid-configuration`)).json()) as object
    expect(document).toMatchObject({
      issuer: at,
      acr_values_supported: ['eidas1'],
      grant_types_supported: ['authorization_code'],
      subject_types_supported: ['pairwise'],
      scopes_supported: expect.arrayContaining(scope.split(' ')),
      claims_supported: expect.arrayContaining(['amr', 'sub', 'chorusdt:matricule']),
      authorization_response_iss_parameter_supported: true,
    })
    const members = Object.keys(document)
    expect(members).toContain('introspection_endpoint')
    expect(members.filter((name) => /encryption|introspection_signing/.test(name))).toEqual([])
    const { keys } = (await (await fetch(`${at}/jwks`)).json()) as { keys: { alg: string }[] }
    expect(keys.map(({ alg }) => alg)).toEqual(['ES256', 'RS256'])
  })
})

describe('the token endpoint', () => {
  test('answers five members, which live a minute', async () => {
    const { tokens } = await login('john-doe')
    expect(Object.keys(tokens).toSorted()).toEqual([
      'access_token',
      'expires_in',
      'id_token',
      'scope',
      'token_type',
    ])
    expect(tokens.expires_in).toBe(60)
    const claims = decodeJwt(tokens.id_token)
    expect(Object.keys(claims).toSorted()).toEqual([
      'acr',
      'at_hash',
      'aud',
      'auth_time',
      'exp',
      'iat',
      'iss',
      'nonce',
      'sub',
    ])
    expect(Number(claims.exp) - Number(claims.iat)).toBe(60)
    expect(decodeProtectedHeader(tokens.id_token)).toMatchObject({ alg: 'ES256', typ: 'JWT' })
  })

  test.each([
    [25, 200],
    [31, 400],
  ])('answers a code of %s seconds with %s', async (seconds, status) => {
    const { code = '' } = received((await loginAs(issuer, 'john-doe', { changes: asked })).seen)
    await age(doublure.url, { hub: 'agentconnect', seconds, code })
    expect((await exchange(issuer, code)).status).toBe(status)
  })

  test('adds amr when it is asked', async () => {
    const { tokens } = await login('john-doe', { claims: '{"id_token":{"amr":{"essential":true}}}' })
    expect(decodeJwt(tokens.id_token)).toMatchObject({ amr: ['pwd'], acr: 'eidas1' })
  })

  test('does not take Basic authentication', async () => {
    const { seen } = await loginAs(issuer, 'john-doe', { changes: asked })
    const fields = { grant_type: 'authorization_code', code: received(seen).code, redirect_uri: callback }
    const authorization = `Basic ${Buffer.from(`rp:${rp.client_secret}`).toString('base64')}`
    const response = await post(`${issuer}/token`, fields, { authorization })
    expect([response.status, await response.json()]).toEqual([
      401,
      { error: 'invalid_client', error_description: 'client authentication failed' },
    ])
    expect((await exchange(issuer, received(seen).code)).status).toBe(200)
  })
})

describe('userinfo', () => {
  test('is a JWT, whatever was registered, of all that the provider said', async () => {
    for (const [client_id, alg] of [
      ['rp', 'ES256'],
      ['hs256', 'HS256'],
      ['json', 'ES256'],
    ]) {
      const { tokens } = await login('angela-dubois-agent', { client_id, scope })
      const response = await userinfo(issuer, tokens.access_token)
      const jwt = await response.text()
      expect(response.headers.get('content-type')).toBe('application/jwt; charset=utf-8')
      expect(decodeProtectedHeader(jwt).alg).toBe(alg)
      expect(decodeJwt(jwt)).toMatchObject({
        given_name: 'Angela Claire Louise',
        usual_name: 'DUBOIS',
        email: 'test@abcd.com',
        uid: '1',
        siret: '34329377500037',
        siren: '343293775',
        organizational_unit: 'comptabilite',
        belonging_population: 'agent',
        phone_number: '+331-12-44-45-23',
        'chorusdt:matricule': 'USER_AGC',
        'chorusdt:societe': 'CHT',
        idp_id: 'fia1v2',
        idp_acr: 'eidas1',
        aud: client_id,
        iss: issuer,
      })
    }
  })

  test('passes on a number that is wrong, and gives no role', async () => {
    const { tokens } = await login('paula-telephone', { scope })
    const claims = decodeJwt(await (await userinfo(issuer, tokens.access_token)).text())
    expect(claims.phone_number).toBeDefined()
    expect(claims).not.toHaveProperty('roles')
    expect(claims).not.toHaveProperty('custom')
  })

  test('ends with its token, after a minute', async () => {
    const { tokens } = await login('john-doe')
    const token = tokens.access_token
    await age(doublure.url, { hub: 'agentconnect', seconds: 61, token })
    expect((await userinfo(issuer, token)).status).toBe(401)
    const page = await userinfo(issuer, token, { accept: 'text/html' })
    expect([page.status, await page.text()]).toEqual([401, expect.stringContaining(': Y030025<')])
    expect(platformOf('agentconnect')?.errors.Y030025?.status).toBe(401)
  })

  test.each<[string, RequestInit]>([
    ['no token', {}],
    ['a token given twice', { headers: { authorization: 'Bearer x' } }],
  ])('refuses %s with 400 and JSON', async (_what, init) => {
    const query = Object.keys(init).length > 0 ? '?access_token=x' : ''
    const response = await fetch(`${issuer}/userinfo${query}`, init)
    expect([response.status, response.headers.get('content-type')]).toEqual([
      400,
      expect.stringContaining('application/json'),
    ])
  })

  test('takes the token in the query, with anything beside it', async () => {
    const { tokens } = await login('john-doe')
    const query = encode({ access_token: tokens.access_token, schema: 'openid' })
    expect((await fetch(`${issuer}/userinfo?${query}`)).status).toBe(200)
  })
})

test('introspection answers JSON, even to who asks for a JWT', async () => {
  const { tokens } = await login('john-doe')
  const response = await post(
    `${issuer}/token/introspection`,
    { ...credentials, token: tokens.access_token },
    { accept: 'application/token-introspection+jwt' },
  )
  expect(response.headers.get('content-type')).toContain('application/json')
  expect(await response.json()).toMatchObject({ active: true, client_id: 'rp' })
})

describe('logout', () => {
  const end = (browser: Browser, params: Changes) => browser.open(`${issuer}/session/end?${encode(params)}`)

  const walkOut = async (browser: Browser, params: Changes) => {
    const hops: string[] = []
    let seen = await end(browser, params)
    while (seen.location !== undefined) {
      hops.push(new URL(seen.location).pathname)
      seen = await browser.open(seen.location)
    }
    return { seen, hops }
  }

  test('goes by the provider and ends at the client; the provider is then asked again', async () => {
    const { browser, tokens } = await login('john-doe')
    const asked = { id_token_hint: tokens.id_token, post_logout_redirect_uri: after, state: 'a:b=c d-e' }
    const { seen, hops } = await walkOut(browser, asked)
    expect(hops).toEqual([
      '/agentconnect/api/v2/client/disconnect-from-idp',
      '/_doublure/identity-provider/agentconnect/ac-moncompte/session/end',
      '/agentconnect/api/v2/client/logout-callback',
      '/agentconnect/api/v2/session/end',
    ])
    const done = await browser.submit(seen.form('op.logoutForm'), { logout: 'yes' })
    expect(new URL(done.location ?? '').searchParams.get('state')).toBe('a:b=c d-e')
  })

  test('asks before it ends where the client has no address to go back to', async () => {
    const { browser, tokens } = await login('john-doe', { client_id: 'nowhere' })
    const { seen } = await walkOut(browser, { id_token_hint: tokens.id_token })
    expect(seen.body).toContain('Voulez-vous fermer votre session AgentConnect ?')
  })

  test('is accepted from a back end, without cookies', async () => {
    const { tokens } = await login('john-doe')
    const seen = await end(new Browser(), { id_token_hint: tokens.id_token, post_logout_redirect_uri: after })
    expect(seen.form().fields).toHaveProperty('xsrf')
  })

  test('refuses a hint that has no at_hash, and an address that is not registered', async () => {
    const { tokens } = await login('john-doe')
    const [header = '', payload = '', signature = ''] = tokens.id_token.split('.')
    const { at_hash: _, ...rest } = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const bare = [header, Buffer.from(JSON.stringify(rest)).toString('base64url'), signature].join('.')
    expect(errorOf(await end(new Browser(), { id_token_hint: bare }))).toMatchObject({
      status: 400,
      code: 'Y000002',
    })
    const other = { id_token_hint: tokens.id_token, post_logout_redirect_uri: `${after}/` }
    expect(errorOf(await end(new Browser(), other))).toMatchObject({ status: 400, code: 'Y030111' })
  })
})
