import { decodeJwt } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import {
  type Changes,
  errorOf,
  exchange,
  inside,
  loginAs,
  providerOf,
  received,
  type Tokens,
  toEmailPage,
  toEnd,
  tokensOf,
  toProvider,
  userinfo,
} from '../proconnect/walk.ts'

const doublure = await startDoublure({
  hubs: ['agentconnect', 'agentconnect-rie'],
  personas: [
    {
      id: 'no-sub',
      kind: 'agent',
      given_name: 'Sans',
      usual_name: 'Sub',
      uid: 'sans-sub',
      email: 'sans.sub@fia1.fr',
      siret: '21920023500014',
      identity_provider_answer: 'no_sub',
    },
  ],
  clients: [
    rp,
    { ...rp, client_id: 'other' },
    { ...rp, client_id: 'not-fia1', idp_filter: { mode: 'exclude', list: ['fia1v2'] } },
    { ...rp, client_id: 'public-only', type: 'public' },
  ],
})
afterAll(() => doublure.close())
const issuer = doublure.issuer('agentconnect')
const rie = doublure.issuer('agentconnect-rie')
const asked = { acr_values: 'eidas1' }
const walk = (more: Changes = {}) => ({ changes: { ...asked, ...more } })

describe('the first page', () => {
  test('bears the name of the hub and a link back to the client', async () => {
    const { browser, seen } = await toEmailPage(issuer, walk())
    expect(seen.body).toContain('<title>Choix du compte - AgentConnect</title>')
    const [, href = ''] = /data-testid="back-to-sp-link" href="([^"]*)"/.exec(seen.body) ?? []
    const back = await inside(
      browser,
      await browser.open(new URL(href.replaceAll('&amp;', '&'), issuer).href),
    )
    expect(received(back)).toMatchObject({
      error: 'access_denied',
      error_description: 'User auth aborted',
    })
    expect([...browser.cookies.keys()]).toContain('fc_session_id;/agentconnect')
  })

  test.each([
    ['test@fia1.fr', 'fia1v2'],
    ['TEST@FIA2.FR', 'fia2v2'],
    ['test@example.com', 'ac-moncompte'],
    ['test@fi-rie.fr', 'ac-hybride'],
  ])('%s leads to %s', async (email, provider) => {
    expect(providerOf((await toProvider(issuer, { email, ...walk() })).seen)).toBe(provider)
  })

  test('offers a choice where several serve a domain, with its own way back', async () => {
    const { seen } = await toProvider(issuer, { email: 'test@polyfi.fr', ...walk() })
    expect(seen.body).toContain('Choisir votre accès')
    expect(seen.body).toContain('data-testid="back-to-sp-link"')
  })

  test('never offers what the client may not use', async () => {
    const choice = await toProvider(issuer, { email: 'test@polyfi2.fr', ...walk({ client_id: 'not-fia1' }) })
    expect(providerOf(choice.seen)).toBe('fia2v2')
    const barred = await toProvider(issuer, { email: 'test@abcd.com', ...walk({ client_id: 'not-fia1' }) })
    expect(errorOf(barred.seen)).toMatchObject({ status: 403, code: 'Y020023' })
  })
})

describe('the bridge between the networks', () => {
  test('takes a person of the Internet to a provider of the RIE that it serves', async () => {
    const { seen } = await toEnd(issuer, {
      email: 'gilles.reseau@fi-rie.fr',
      persona: 'gilles-rie',
      ...walk(),
    })
    expect(received(seen)).toHaveProperty('code')
  })

  test('does not serve every provider of the RIE: that one cannot be reached', async () => {
    const { seen } = await toProvider(issuer, { email: 'a@injoignable.example', ...walk() })
    expect(seen.status).toBe(502)
    expect(seen.body).toContain('data-testid="idp-unreachable"')
    expect(seen.body).toContain('réseau interministériel')
  })

  test('never takes a person of the RIE to the Internet', async () => {
    const { seen } = await toProvider(rie, { email: 'test@fia1.fr', ...walk() })
    expect(errorOf(seen)).toMatchObject({ status: 400, code: 'Y500001' })
  })
})

describe('a login that cannot end', () => {
  test.each([
    ['eva-eidas0', 'a@fia1.fr', 400, 'Y020001'],
    ['yann-inconnu', 'a@fia1.fr', 400, 'Y020001'],
    ['mona-eidas2', 'a@fia2.fr', 400, 'Y020018'],
    ['lou-sansacr', 'a@fia1.fr', 500, 'Y020030'],
    ['julie-jeton', 'a@fia1.fr', 500, 'Y020030'],
    ['no-sub', 'a@fia1.fr', 502, 'Y020029'],
    ['piotr-panne', 'a@fia1.fr', 400, 'Y020026'],
    ['emile-malecrit', 'a@fia1.fr', 400, 'Y500006'],
    ['denis-bloque', 'a@fia1.fr', 400, 'Y500024'],
    ['john-doe', 'a@fia3.fr', 500, 'Y020017'],
  ])('%s at %s: %s %s', async (persona, email, status, code) => {
    const { browser, seen } = await toProvider(issuer, { email, ...walk() })
    if (seen.location === undefined) return expect(errorOf(seen)).toMatchObject({ status, code })
    const chooser = await browser.open(seen.location)
    const end = await inside(browser, await browser.submit(chooser.form('persona-'), { persona }))
    return expect(errorOf(end)).toMatchObject({ status, code })
  })

  test('because the client takes public agents alone', async () => {
    const { seen } = await toEnd(issuer, { persona: 'julien-prive', ...walk({ client_id: 'public-only' }) })
    expect(errorOf(seen).code).toBe('Y500015')
  })

  test('because the person gives up goes back to the client', async () => {
    const { seen } = await loginAs(issuer, 'john-doe', {
      ...walk(),
      headers: { 'doublure-outcome': 'cancel' },
    })
    expect(received(seen)).toMatchObject({ error: 'access_denied', error_description: 'User auth aborted' })
  })

  test('because its session, or its interaction, is lost', async () => {
    const { browser, seen } = await toEmailPage(issuer, walk())
    browser.cookies.delete('fc_session_id;/agentconnect')
    const sent = await browser.submit(seen.form('email'), { email: 'test@fia1.fr' })
    expect(errorOf(sent)).toMatchObject({ status: 401, code: 'Y190001' })
    const lost = await new Browser().open(seen.url)
    expect(errorOf(lost)).toMatchObject({ status: 400, code: 'Y030110' })
  })
})

describe.each([
  [undefined, [500, 'Y020017', 'server_error'], [403, 'Y020023', 'access_denied']],
  ['2024-05-17', [400, 'Y500017', 'server_error'], [400, 'Y500023', 'access_denied']],
  ['2024-07-24', [400, 'Y500017', 'server_error'], [400, 'Y500023', 'access_denied']],
])('an identity provider that cannot be used, as of %s', async (as_of, disabled, excluded) => {
  const dated = await startDoublure({
    hubs: [as_of ? { id: 'agentconnect', as_of } : 'agentconnect'],
    clients: [
      rp,
      { ...rp, client_id: 'few', idp_filter: { mode: 'exclude', list: ['fia1v2', 'ac-desactive'] } },
    ],
  })
  afterAll(() => dated.close())
  const at = dated.issuer('agentconnect')

  test.each([
    ['disabled', 'rp', 'a@fia3.fr', disabled],
    ['left out by the client', 'few', 'test@fia1.fr', excluded],
    ['both', 'few', 'a@fia3.fr', excluded],
  ])('because it is %s', async (_what, client_id, email, [status, code, error]) => {
    const { browser, seen } = await toProvider(at, { email, ...walk({ client_id }) })
    expect(errorOf(seen)).toMatchObject({ status, code })
    const [, href = ''] = /href="([^"]*\/error\?[^"]*)"/.exec(seen.body) ?? []
    const back = await inside(browser, await browser.open(new URL(href.replaceAll('&amp;', '&'), at).href))
    expect(received(back)).toMatchObject({ error })
    const [exchange] = dated.exchanges().filter(({ refusal }) => refusal?.code === code)
    expect(exchange?.refusal?.why?.[0]?.expected).toMatch(
      /identity provider (of this hub that is active|that this client may use)/,
    )
  })
})

describe('a session', () => {
  const againAt = async (client_id: string) => {
    const { browser, tokens } = await tokensOf(issuer, 'john-doe', {
      browser: new Browser({ 'doublure-idp': 'fia1v2' }),
      ...walk(),
    })
    const paged = Object.assign(new Browser(), { cookies: browser.cookies })
    const { seen } = await toEmailPage(issuer, { browser: paged, ...walk({ client_id }) })
    return { browser: paged, seen, former: decodeJwt(tokens.id_token).sub }
  }

  test('is used again without a page, and names the person to another client as a login there would', async () => {
    const { seen, former } = await againAt('other')
    const response = await exchange(issuer, received(seen).code, { client_id: 'other' })
    const { id_token, access_token } = (await response.json()) as Tokens
    const { sub } = decodeJwt(id_token)
    const login = await tokensOf(
      issuer,
      'john-doe',
      { browser: new Browser({ 'doublure-idp': 'fia1v2' }), ...walk({ client_id: 'other' }) },
      { client_id: 'other' },
    )
    expect(sub).toBe(decodeJwt(login.tokens.id_token).sub)
    expect(sub).not.toBe(former)
    expect(decodeJwt(await (await userinfo(issuer, access_token)).text()).sub).toBe(sub)
  })

  test('does not let in whom the client would refuse: the e-mail page is shown', async () => {
    const { seen } = await againAt('not-fia1')
    expect([seen.status, seen.body]).toEqual([200, expect.stringContaining('name="email"')])
  })

  test('stays for the clients that it still serves, until the browser leaves for another provider', async () => {
    const { browser, seen } = await againAt('not-fia1')
    const again = await toEmailPage(issuer, { browser, ...walk({ client_id: 'other' }) })
    expect(received(again.seen)).toHaveProperty('code')
    expect(seen.status).toBe(200)

    const barred = await toEmailPage(issuer, { browser, ...walk({ client_id: 'not-fia1' }) })
    const left = await browser.submit(barred.seen.form('email'), { email: 'test@fia2.fr' })
    expect(providerOf(left)).toBe('fia2v2')
    const verify = await inside(browser, await browser.open(`${barred.seen.url}/verify`))
    expect([verify.status, verify.body]).toEqual([200, expect.stringContaining('name="email"')])
    const last = await toEmailPage(issuer, { browser, ...walk({ client_id: 'other' }) })
    expect([last.seen.status, last.seen.body]).toEqual([200, expect.stringContaining('name="email"')])
  })
})

describe('sub', () => {
  const subAt = async (as_of: string | undefined, persona: string, client_id = 'rp', idp = 'fia1v2') => {
    const dated = as_of
      ? await startDoublure({
          hubs: [{ id: 'agentconnect', as_of }],
          clients: [rp, { ...rp, client_id: 'other' }],
        })
      : doublure
    const at = dated.issuer('agentconnect')
    const browser = new Browser({ 'doublure-idp': idp })
    const { tokens } = await tokensOf(at, persona, { browser, ...walk({ client_id }) }, { client_id })
    if (as_of) await dated.close()
    return decodeJwt(tokens.id_token).sub
  }

  test('is 64 hexadecimal characters, another for each client and each provider', async () => {
    const sub = await subAt(undefined, 'john-doe')
    expect(sub).toMatch(/^[\da-f]{64}$/)
    expect(await subAt(undefined, 'john-doe')).toBe(sub)
    expect(await subAt(undefined, 'john-doe', 'other')).not.toBe(sub)
    expect(await subAt(undefined, 'john-doe', 'rp', 'fia2v2')).not.toBe(sub)
  })

  test('is a UUID for every client from May 2024, another for each provider', async () => {
    const sub = await subAt('2024-06-01', 'john-doe')
    expect(sub).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    expect(await subAt('2024-06-01', 'john-doe', 'other')).toBe(sub)
    expect(await subAt('2024-06-01', 'john-doe', 'rp', 'fia2v2')).not.toBe(sub)
  })
})

test('a code of pages and one without buy the same person', async () => {
  const { seen } = await toEnd(issuer, { email: 'johndoe@example.com', persona: 'john-doe', ...walk() })
  const paged = (await (await exchange(issuer, received(seen).code)).json()) as { id_token: string }
  const { tokens } = await tokensOf(issuer, 'john-doe', walk())
  expect(decodeJwt(tokens.id_token).sub).toBe(decodeJwt(paged.id_token).sub)
})
