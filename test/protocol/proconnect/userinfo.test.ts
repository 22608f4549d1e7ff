import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import {
  type Changes,
  exchange,
  inside,
  post,
  received,
  toEmailPage,
  tokensOf,
  toProvider,
  userinfo,
} from './walk.ts'

const everything = {
  ...rp,
  client_id: 'everything',
  scopes: [
    'openid',
    'given_name',
    'usual_name',
    'email',
    'uid',
    'siret',
    'siren',
    'organizational_unit',
    'belonging_population',
    'phone',
    'chorusdt',
    'idp_id',
    'idp_acr',
    'roles',
    'organization_label',
    'groups',
    'custom',
  ],
  userinfo_signed_response_alg: null,
}
const all = { client_id: 'everything', scope: everything.scopes.join(' ') }

const doublure = await startDoublure({
  hubs: ['proconnect', 'proconnect-rie'],
  clients: [
    rp,
    everything,
    {
      ...rp,
      client_id: 'es256',
      id_token_signed_response_alg: 'ES256',
      userinfo_signed_response_alg: 'ES256',
    },
    {
      ...rp,
      client_id: 'hs256',
      id_token_signed_response_alg: 'HS256',
      userinfo_signed_response_alg: 'HS256',
    },
  ],
})
afterAll(() => doublure.close())
const issuer = doublure.issuer('proconnect')

const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`))

const claimsOf = async (persona: string, changes: Changes = all, at = issuer) => {
  const { tokens } = await tokensOf(at, persona, { changes }, { client_id: String(changes.client_id) })
  return (await (await userinfo(at, tokens.access_token)).json()) as Record<string, unknown>
}

describe('userinfo', () => {
  test('gives everything that the provider said, under every scope', async () => {
    expect(await claimsOf('john-doe')).toEqual({
      sub: expect.any(String),
      given_name: 'John',
      usual_name: 'Doe',
      email: 'johndoe@example.com',
      uid: '1',
      siret: '21920023500014',
      siren: '219200235',
      organizational_unit: 'comptabilite',
      belonging_population: 'agent',
      phone_number: '+49 000 000000',
      'chorusdt:matricule': 'USER_AGC',
      'chorusdt:societe': 'CHT',
      idp_id: 'pc-identite',
      idp_acr: 'eidas1',
      roles: ['agent_public', 'agent_public_territorial'],
      organization_label: 'Commune de clamart - Mairie',
      custom: { email_verified: false, phone_number_verified: false },
    })
  })

  test.each<[string, string, unknown]>([
    ['nadia-cherif', 'roles', ['agent_public', 'agent_public_etat']],
    ['julien-prive', 'roles', []],
    ['leon-dissous', 'roles', []],
    ['sophie-garnier', 'roles', ['agent_public']],
    ['paula-telephone', 'phone_number', undefined],
    ['zoe-minimale', 'organizational_unit', undefined],
    ['zoe-minimale', 'siren', undefined],
    ['zoe-minimale', 'custom', {}],
    ['yann-inconnu', 'idp_acr', 'inconnu'],
    ['lou-sansacr', 'idp_acr', 'eidas1'],
    ['iris-siret-prete', 'siret', '21920023500014'],
    ['angela-dubois-agent', 'siret', '81801912700021'],
    ['noemie-o-sullivan', 'usual_name', "O'Sullivan-Bœuf"],
  ])('of %s says %s: %j', async (persona, claim, value) => {
    expect((await claimsOf(persona))[claim]).toEqual(value)
  })

  test('keeps what no claim carries in custom', async () => {
    expect((await claimsOf('fatou-supplement')).custom).toMatchObject({
      grade: 'attachée',
      services: ['finances', 'achats'],
    })
  })

  test('on the RIE calls everyone a public agent, and names no organisation', async () => {
    const claims = await claimsOf('gilles-rie', all, doublure.issuer('proconnect-rie'))
    expect(claims.roles).toEqual(['agent_public'])
    expect(claims).not.toHaveProperty('organization_label')
  })

  test('gives a claim asked one by one, though its scope was never granted', async () => {
    const claims = '{"userinfo":{"belonging_population":null,"unknown":null},"id_token":{"siren":null}}'
    const { tokens } = await tokensOf(issuer, 'john-doe', { changes: { claims } })
    const told = decodeJwt(await (await userinfo(issuer, tokens.access_token)).text())
    expect(told).toMatchObject({ belonging_population: 'agent' })
    expect(decodeJwt(tokens.id_token)).toMatchObject({ siren: '219200235' })
  })

  test.each<[string, string, object]>([
    ['rp', 'application/jwt; charset=utf-8', { alg: 'RS256', typ: 'JWT', kid: expect.any(String) }],
    ['es256', 'application/jwt; charset=utf-8', { alg: 'ES256', typ: 'JWT', kid: 'pkcs11:ES256:hsm' }],
    ['hs256', 'application/jwt; charset=utf-8', { alg: 'HS256', typ: 'JWT' }],
  ])('is signed for %s as it registered', async (client_id, type, header) => {
    const { tokens } = await tokensOf(issuer, 'john-doe', { changes: { client_id } }, { client_id })
    const response = await userinfo(issuer, tokens.access_token)
    const jwt = await response.text()
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(decodeProtectedHeader(jwt)).toEqual(header)
    for (const signed of [jwt, tokens.id_token]) {
      const verified =
        client_id === 'hs256' ? jwtVerify(signed, Buffer.from(rp.client_secret)) : jwtVerify(signed, keys)
      expect((await verified).payload.aud).toBe(client_id)
    }
    expect(decodeJwt(jwt)).toMatchObject({
      aud: client_id,
      iss: issuer,
      exp: expect.any(Number),
      iat: expect.any(Number),
    })
  })

  test('takes the token in a header, a form or the query', async () => {
    const { tokens } = await tokensOf(issuer, 'john-doe')
    const { access_token } = tokens
    expect((await post(`${issuer}/userinfo`, { access_token })).status).toBe(200)
    expect((await fetch(`${issuer}/userinfo?access_token=${access_token}`)).status).toBe(200)
  })

  test.each<[string, Record<string, string>, number, string, string]>([
    ['no token', {}, 400, 'invalid_request', 'no access token provided'],
    ['another token', { authorization: 'Bearer x' }, 401, 'invalid_token', 'invalid token provided'],
    [
      'another scheme',
      { authorization: 'Basic x' },
      400,
      'invalid_request',
      'authorization header scheme must be `Bearer`',
    ],
    [
      'the scheme of DPoP',
      { authorization: 'DPoP x' },
      400,
      'invalid_request',
      'authorization header scheme must be `Bearer`',
    ],
    [
      'a malformed header',
      { authorization: 'Bearer' },
      400,
      'invalid_request',
      'invalid authorization header value format',
    ],
  ])('refuses %s', async (_what, headers, status, error, error_description) => {
    const response = await fetch(`${issuer}/userinfo`, { headers })
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual({ error, error_description })
    expect(response.headers.get('www-authenticate')).toMatch(
      headers.authorization === undefined
        ? new RegExp(`^Bearer realm="${issuer}"$`)
        : new RegExp(`^Bearer realm="${issuer}", error="${error}", error_description="${error_description}"`),
    )
  })

  test('refuses a script of another origin', async () => {
    const { tokens } = await tokensOf(issuer, 'john-doe')
    const response = await userinfo(issuer, tokens.access_token, { origin: 'https://spa.example' })
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      error: 'invalid_request',
      error_description: 'origin https://spa.example not allowed for client: rp',
    })
  })
})

describe('sub', () => {
  const subOf = async (persona: string, idp: string, client_id = 'rp', double = doublure) => {
    const at = double.issuer('proconnect')
    const headers = { 'doublure-idp': idp }
    const browser = new Browser(headers)
    const { tokens } = await tokensOf(at, persona, { browser, changes: { client_id } }, { client_id })
    return decodeJwt(tokens.id_token).sub
  }

  test('is the same for every client, and after a restart', async () => {
    const sub = await subOf('marc-olivet', 'fia1')
    expect(await subOf('marc-olivet', 'fia1', 'es256')).toBe(sub)
    const restarted = await startDoublure({ hubs: ['proconnect'] })
    expect(await subOf('marc-olivet', 'fia1', 'rp', restarted)).toBe(sub)
    await restarted.close()
  })

  test('is another for another provider, unless the default one knew the address', async () => {
    expect(await subOf('nadia-cherif', 'fia1')).not.toBe(await subOf('nadia-cherif', 'fia2'))
    const sub = await subOf('thierry-lopez', 'pc-identite')
    expect(await subOf('thierry-lopez', 'fia2')).toBe(sub)
  })

  test('joins an address whatever its capitals', async () => {
    const typeAt = async (email: string, idp_hint: string, sub: string) => {
      const { browser, seen } = await toEmailPage(issuer, { changes: { idp_hint } })
      const href =
        /data-testid="idp-type-identity"[^>]*href="([^"]*)"|href="([^"]*)"[^>]*data-testid="idp-type-identity"/
      const chooser = await browser.open(seen.location ?? '')
      const [, one, two] = href.exec(chooser.body) ?? []
      const form = await browser.open(new URL((one ?? two ?? '').replaceAll('&amp;', '&'), issuer).href)
      const end = await inside(browser, await browser.submit(form.form('name="sub"'), { email, sub }))
      const tokens = (await (await exchange(issuer, received(end).code)).json()) as { id_token: string }
      return decodeJwt(tokens.id_token).sub
    }
    const sub = await typeAt('minerva@example.com', 'pc-identite', 'minerva-mcp-sub')
    expect(await typeAt('MINERVA@example.com', 'fia1', 'minerva-fia1-sub')).toBe(sub)
  })

  test('is one for two providers that name the same account', async () => {
    expect(await subOf('chloe-deux-comptes', 'fia2')).toBe(await subOf('chloe-deux-comptes', 'fia1'))
  })
})

test('an identity typed by hand goes through, its magic words too', async () => {
  const { browser, seen } = await toProvider(issuer, { email: 'test@fia1.fr', changes: all })
  const form = await browser.open((seen.location ?? '').replace('/authorize?', '/identity?'))
  const sent = await browser.submit(form.form('name="sub"'), {
    given_name: 'Ada',
    phone_number: 'null',
    amr: 'pwd, otp',
    acr: 'eidas2',
  })
  const { code } = received(await inside(browser, sent))
  const { access_token } = (await (await exchange(issuer, code, { client_id: 'everything' })).json()) as {
    access_token: string
  }
  expect(await (await userinfo(issuer, access_token)).json()).toMatchObject({
    given_name: 'Ada',
    usual_name: 'Doe',
    email: 'test@fia1.fr',
    idp_acr: 'eidas2',
    siren: '219200235',
  })
})
