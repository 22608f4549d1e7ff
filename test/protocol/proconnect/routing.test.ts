import { afterAll, describe, expect, test } from 'vitest'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import {
  authorizeUrl,
  type Changes,
  errorOf,
  inside,
  providerOf,
  received,
  toEmailPage,
  toEnd,
  toProvider,
} from './walk.ts'

const doublure = await startDoublure({
  hubs: ['proconnect', 'proconnect-rie'],
  clients: [rp, { ...rp, client_id: 'fia-only', allowed_email_domains: ['fia1.fr', 'fia2.fr'] }],
})
afterAll(() => doublure.close())
const issuer = doublure.issuer('proconnect')
const rie = doublure.issuer('proconnect-rie')

const choices = (body: string) =>
  [...body.matchAll(/<label for="idp-[^>]*>([^<]*)</g)].map(([, title]) => title)

describe('the first page', () => {
  test('has the hooks of the real one', async () => {
    const { seen } = await toEmailPage(issuer)
    expect(seen.status).toBe(200)
    expect(seen.body).toContain('<title>Choix du compte - ProConnect</title>')
    expect(seen.body).toContain('Se connecter ou s&#39;inscrire à Service d’essai')
    expect(seen.body).toContain('id="email-input" name="email"')
    expect(seen.body).toContain('name="rememberMe"')
    expect(seen.body).toContain('data-testid="interaction-connection-button"')
    expect(seen.form('email').action).toBe(`${issuer}/redirect-to-idp`)
    expect(seen.form('email').fields).toHaveProperty('csrfToken')
  })

  test.each<[string, Changes, number, string]>([
    ['no csrfToken', { csrfToken: undefined }, 500, 'Y470002 (CsrfMissingTokenException)'],
    ['another csrfToken', { csrfToken: 'forged' }, 500, 'Y470001 (CsrfBadTokenException)'],
    ['no address', { email: 'nobody' }, 400, 'Y000400'],
  ])('refuses a form with %s', async (_what, changes, status, code) => {
    const { browser, seen } = await toEmailPage(issuer)
    const { action, method, fields } = seen.form('email')
    const sent = Object.entries({ ...fields, email: 'test@fia1.fr', ...changes }).filter(([, value]) => value)
    const refused = await browser.submit({ action, method, fields: Object.fromEntries(sent) as never })
    expect(errorOf(refused)).toMatchObject({ status, code })
  })

  test('takes a person whose session is lost back to where the login began', async () => {
    const { browser, seen } = await toEmailPage(issuer)
    for (const name of browser.cookies.keys()) if (name.startsWith('pc_session')) browser.cookies.delete(name)
    const back = await browser.submit(seen.form('email'), { email: 'test@fia1.fr' })
    expect(back).toMatchObject({ status: 302, location: expect.stringContaining('/interaction/') })
  })

  test('takes back, each time, a person whose client sent no state', async () => {
    const { browser, seen } = await toEmailPage(issuer, { changes: { state: '' } })
    const back = await browser.submit(seen.form('email'), { email: 'test@fia1.fr' })
    expect(back.location).toContain('/interaction/')
  })
})

describe('an address leads to', () => {
  test.each([
    ['test@fia1.fr', 'fia1'],
    ['iknowthisemail@FIA1.fr', 'fia1'],
    ['test@fia2.fr', 'fia2'],
    ['test@example.com', 'pc-identite'],
    ['test@fi-rie.fr', 'pc-fia-rie'],
    ['user@test-routing.fr', 'pc-identite'],
    ['user+proconnect@test-routing.fr', 'pc-raccordement'],
  ])('%s → %s', async (email, provider) => {
    const { seen } = await toProvider(issuer, { email })
    expect(providerOf(seen)).toBe(provider)
  })

  test.each([
    [
      'test@polyfi.fr',
      ['Fournisseur d’identité 1', 'Fournisseur d’identité 2', 'Autre (via ProConnect Identité)'],
    ],
    ['many@polyfi2.fr', ['Fournisseur d’identité 1', 'Fournisseur d’identité 2']],
  ])('%s → a choice', async (email, titles) => {
    const { browser, seen } = await toProvider(issuer, { email })
    expect(seen.url).toContain('/identity-provider-selection')
    expect(seen.body).toContain('Choisir votre accès')
    expect(choices(seen.body)).toEqual(titles)
    const left = await browser.submit(seen.form('providerUid'), { providerUid: 'fia2' })
    expect(left.status).toBe(302)
    expect(providerOf(left)).toBe('fia2')
  })

  test.each([
    ['test@fia3.fr', 400, 'Y020017 (OidcClientIdpDisabledException)'],
    ['test@injoignable.example', 502, 'Y020031 (OidcClientIssuerDiscoveryFailedException)'],
  ])('%s → the page %s %s', async (email, status, code) => {
    const { seen } = await toProvider(issuer, { email })
    expect(errorOf(seen)).toMatchObject({ status, code })
    expect(seen.body).toContain('data-testid="error-retry-link"')
  })

  test('an error on the RIE, which has no default provider', async () => {
    const { seen } = await toProvider(rie, { email: 'test@unknown.fr' })
    expect(errorOf(seen)).toMatchObject({ status: 400, code: 'Y500001 (CoreFcaAgentNoIdpException)' })
    expect(providerOf((await toProvider(rie, { email: 'x@prefecture.example' })).seen)).toBe('rie-prefecture')
  })

  test('an error when a forged choice names nobody', async () => {
    const { browser, seen } = await toProvider(issuer, { email: 'test@polyfi.fr' })
    const forged = await browser.submit(seen.form('providerUid'), { providerUid: 'nobody' })
    expect(errorOf(forged)).toMatchObject({ status: 500, code: 'Y020019 (OidcClientIdpNotFoundException)' })
  })
})

describe('an address that cannot exist', () => {
  test.each([
    ['test@gendramerie.gouv.fr', undefined],
    ['test@polyfi.rf', 'test@polyfi.fr'],
    ['test@gendramerie.interieur.gouv.fr', 'test@gendarmerie.interieur.gouv.fr'],
    ['test@gmial.com', 'test@gmail.com'],
  ])('%s is refused, %s is suggested', async (email, suggestion) => {
    const { seen } = await toProvider(issuer, { email })
    expect(seen.url).toContain(`error=invalid_email&user_email=${encodeURIComponent(email)}`)
    expect(seen.body).toContain('Adresse e-mail invalide.')
    expect(seen.body).toContain(`value="${email}"`)
    expect(/Vouliez-vous dire ([^ ]*) \?/.exec(seen.body)?.[1]).toBe(suggestion)
  })
})

describe('login_hint', () => {
  test('stands for an address typed: no page is shown', async () => {
    const { seen } = await toEmailPage(issuer, { changes: { login_hint: 'marie@fia2.fr' } })
    expect(providerOf(seen)).toBe('fia2')
    const { searchParams } = new URL(seen.location ?? '')
    expect(searchParams.get('login_hint')).toBe('marie@fia2.fr')
    expect(searchParams.get('remember_me')).toBe('false')
  })

  test('shows the choice, or the page with an error', async () => {
    const choice = await toEmailPage(issuer, { changes: { login_hint: 'marie@polyfi.fr' } })
    expect(choice.seen.url).toContain('/identity-provider-selection')
    const wrong = await toEmailPage(issuer, { changes: { login_hint: 'marie@polyfi.rf' } })
    expect(wrong.seen.body).toContain('Vouliez-vous dire marie@polyfi.fr ?')
  })
})

describe('idp_hint', () => {
  test('leads straight to its provider, wins over login_hint, and sends none', async () => {
    const { seen } = await toEmailPage(issuer, { changes: { idp_hint: 'pc-cache', login_hint: 'a@fia2.fr' } })
    expect(providerOf(seen)).toBe('pc-cache')
    const { searchParams } = new URL(seen.location ?? '')
    expect([...searchParams.keys()]).not.toContain('login_hint')
    expect([...searchParams.keys()]).not.toContain('remember_me')
  })

  test('of an unknown provider reaches the client', async () => {
    const { seen } = await toEmailPage(issuer, { changes: { idp_hint: 'nobody' } })
    expect(received(seen)).toMatchObject({
      error: 'idp_hint_not_found',
      error_description: 'provided idp_hint could not be found',
    })
  })

  test('of a disabled provider is a page', async () => {
    const { seen } = await toEmailPage(issuer, { changes: { idp_hint: 'fia3' } })
    expect(errorOf(seen)).toMatchObject({ status: 400, code: 'Y020017 (OidcClientIdpDisabledException)' })
  })
})

test('an identity provider receives the request of the real hub', async () => {
  const { seen } = await toProvider(issuer, { changes: { siret_hint: '21340126800130' } })
  const params = Object.fromEntries(new URL(seen.location ?? '').searchParams)
  expect(params).toMatchObject({
    response_type: 'code',
    scope:
      'openid uid given_name usual_name email siren siret organizational_unit belonging_population phone chorusdt',
    acr_values: 'eidas1',
    claims: '{"id_token":{"amr":null,"acr":null}}',
    login_hint: 'test@fia1.fr',
    siret_hint: '21340126800130',
    sp_id: 'rp',
    sp_name: 'Service d’essai',
    remember_me: 'false',
  })
  expect(params.state).toMatch(/^[\w-]{43}$/)
  expect(params.nonce).toMatch(/^[\w-]{43}$/)
})

describe('a client that takes some domains alone', () => {
  const changes = { client_id: 'fia-only' }

  test('lets their people in', async () => {
    const { seen } = await toEnd(issuer, {
      email: 'domaine-autorise@fia1.fr',
      persona: 'denis-bloque',
      changes,
    })
    expect(errorOf(seen).code).toContain('Y500024')
    const nominal = await new Browser().open(authorizeUrl(issuer, changes), {
      headers: { 'doublure-persona': 'fatou-supplement' },
    })
    expect(received(nominal)).toHaveProperty('code')
  })

  test.each<[string, Changes]>([
    ['before they leave', { login_hint: 'test@example.com' }],
    ['whoever comes by idp_hint', { idp_hint: 'fia1' }],
  ])('stops the others %s', async (_when, more) => {
    const { seen } = await toEmailPage(issuer, { changes: { ...changes, ...more } })
    expect(errorOf(seen)).toMatchObject({ status: 400, code: 'Y500025 (CoreFcaUnauthorizedEmailException)' })
  })

  test('stops the others when they return', async () => {
    const { browser, seen } = await toProvider(issuer, { email: 'test@fia1.fr', changes })
    const chooser = await browser.open(seen.location ?? '')
    const end = await inside(browser, await browser.submit(chooser.form('persona-'), { persona: 'john-doe' }))
    expect(errorOf(end).code).toContain('Y500025')
  })
})
