import { afterAll, describe, expect, test } from 'vitest'
import { rp, startDoublure } from '../../support/mock.ts'
import { codeOf, toChooser, toProvider } from './walk.ts'

const filtered = (client_id: string, mode: 'exclude' | 'include', list: string[]) => ({
  ...rp,
  client_id,
  idp_filter: { mode, list },
})
const doublure = await startDoublure({
  clients: [
    rp,
    filtered('without-post', 'exclude', ['fc-poste', 'fcp-poste', 'eidas-bridge']),
    filtered('post-alone', 'include', ['fc-poste', 'fcp-poste']),
  ],
})
afterAll(() => doublure.close())
const low = doublure.issuer('franceconnect')
const high = doublure.issuer('franceconnect-plus')

/** Ids of the buttons, those that cannot be pressed between brackets. */
const buttons = (body: string): string[] =>
  [...body.matchAll(/<button class="choice" id="idp-([^"]+)"([^>]*)>/g)].map(([, id, attributes]) =>
    attributes?.includes('disabled') ? `(${id})` : `${id}`,
  )

const lowButtons = (change: (id: string) => string = (id) => id) =>
  [
    'fc-impots',
    'fc-assurance-maladie',
    'fc-poste',
    'fc-identite-numerique',
    'fc-famille',
    'fc-sans-deconnexion',
  ]
    .map(change)
    .concat('(fc-mutualite-agricole)')

describe('the chooser', () => {
  test('bears the ids, the fields and the words of the real one', async () => {
    const { seen } = await toChooser(low)
    expect(seen.status).toBe(200)
    expect(seen.headers.get('cache-control')).toBe('no-store')
    expect(seen.body).toContain('<body id="fc-interaction-page">')
    expect(seen.body).toContain('<title>Connexion - Choix du compte - FranceConnect</title>')
    expect(seen.body).toContain(`Connexion en cours sur ${rp.client_name}`)
    expect(seen.body).toContain('Choisissez un compte pour vous connecter :')
    expect(seen.body).toContain('data-testid="main-providers"')
    expect(seen.body).toContain(`Revenir sur ${rp.client_name}`)
    const { action, method, fields } = seen.form('fc-impots')
    expect([new URL(action).pathname, method]).toEqual(['/franceconnect/api/v2/redirect-to-idp', 'post'])
    expect(Object.keys(fields)).toEqual(['providerUid', 'csrfToken'])
    expect(fields.providerUid).toBe('fc-impots')
  })

  test('disables what is inactive, hides what is not displayed, marks what is in trial', async () => {
    const { seen } = await toChooser(low)
    expect(buttons(seen.body)).toEqual(lowButtons())
    expect(seen.body).toMatch(/Indisponible/)
    expect(seen.body).toMatch(/BETA/)
    expect(seen.body).toContain('Ce compte est en cours d’essai')
  })

  test.each([
    ['without-post', lowButtons((id) => (id === 'fc-poste' ? '(fc-poste)' : id))],
    ['post-alone', lowButtons((id) => (id === 'fc-poste' ? id : `(${id})`))],
  ])('on FranceConnect, what %s leaves out is disabled', async (client_id, expected) => {
    const { seen } = await toChooser(low, { changes: { client_id } })
    expect(buttons(seen.body)).toEqual(expected)
  })

  test.each([
    [
      'rp',
      ['fcp-identite-numerique', 'fcp-poste', 'fcp-sante', 'fcp-banque', '(fcp-telephone)', 'eidas-bridge'],
    ],
    ['without-post', ['fcp-identite-numerique', 'fcp-sante', 'fcp-banque', '(fcp-telephone)']],
    ['post-alone', ['fcp-poste']],
  ])('on FranceConnect+, what %s leaves out is hidden', async (client_id, expected) => {
    const { seen } = await toChooser(high, { changes: { client_id } })
    expect(buttons(seen.body)).toEqual(expected)
  })

  test('disables the accounts that cannot give the level', async () => {
    const { seen } = await toChooser(high, { changes: { acr_values: 'eidas3' } })
    expect(buttons(seen.body)).toEqual([
      'fcp-identite-numerique',
      '(fcp-poste)',
      'fcp-sante',
      '(fcp-banque)',
      '(fcp-telephone)',
      'eidas-bridge',
    ])
  })

  test('says that nothing will be known when the scope is openid alone', async () => {
    const anonymous = 'Vous allez continuer de façon anonyme'
    expect((await toChooser(low, { changes: { scope: 'openid' } })).seen.body).toContain(anonymous)
    expect((await toChooser(low)).seen.body).not.toContain(anonymous)
  })

  test('offers the European bridge in English, and advice, on FranceConnect+ alone', async () => {
    const { seen } = await toChooser(high)
    expect(seen.body).toContain('Sign in with a digital identity from another European country')
    expect(seen.body).toContain('Première connexion ?')
    expect((await toChooser(low)).seen.body).not.toContain('Première connexion ?')
  })
})

describe('a choice that the hub refuses', () => {
  test.each([
    ['excluded', 'without-post', 'fc-poste', 403, 'Y020023'],
    ['not among those included', 'post-alone', 'fc-impots', 403, 'Y020023'],
    ['inactive', 'rp', 'fc-mutualite-agricole', 500, 'Y020017'],
    ['unknown', 'rp', 'nobody', 500, 'Y020019'],
    ['none', 'rp', '', 500, 'Y020019'],
  ])('%s', async (_name, client_id, providerUid, status, code) => {
    const { browser, seen } = await toChooser(low, { changes: { client_id } })
    const refused = await browser.submit(seen.form('csrfToken'), { providerUid })
    expect([refused.status, codeOf(refused)]).toEqual([status, code])
  })
})

test('the browser leaves for the provider with what the real hub sends', async () => {
  const { left } = await toProvider(low)
  expect(left.status).toBe(302)
  const { searchParams } = new URL(left.location ?? '')
  expect(searchParams.get('redirect_uri')).toBe(`${low}/oidc-callback`)
  expect([...searchParams.keys()]).toEqual(
    expect.arrayContaining(['state', 'nonce', 'acr_values', 'scope', 'response_type']),
  )
})
