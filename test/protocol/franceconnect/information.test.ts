import { afterAll, describe, expect, test } from 'vitest'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { received, toCallback, toClient, toInformation } from './walk.ts'

const doublure = await startDoublure({
  clients: [
    rp,
    { ...rp, client_id: 'private', type: 'private', identity_consent: true },
    { ...rp, client_id: 'private-without-consent', type: 'private' },
    { ...rp, client_id: 'public-with-consent', type: 'public', identity_consent: true },
    { ...rp, client_id: 'may-skip', allowed_prompts: ['login'] },
    { ...rp, client_id: 'may-both', allowed_prompts: ['login', 'consent'] },
  ],
})
afterAll(() => doublure.close())
const low = doublure.issuer('franceconnect')
const high = doublure.issuer('franceconnect-plus')

const labelsIn = (body: string): string[] =>
  [...body.matchAll(/<li>([^<]+)<\/li>/g)].map(([, label = '']) => label)

describe('the information page', () => {
  test('bears the ids, the fields and the words of the real one', async () => {
    const { seen } = await toInformation(low)
    expect(seen.status).toBe(200)
    expect(seen.headers.get('cache-control')).toBe('no-store')
    expect(seen.body).toContain('<body id="fc-consent-page">')
    expect(seen.body).toContain(
      `<title>Connexion - Continuer sur Service ${rp.client_name} - FranceConnect</title>`,
    )
    expect(seen.body).toContain('Vous allez vous connecter en tant que :')
    expect(seen.body).toMatch(/data-testid="identity-fullname-label">Angela Claire Louise DUBOIS</)
    expect(seen.body).toMatch(new RegExp(`data-testid="consent-continue">Continuer sur ${rp.client_name}<`))
    const { action, fields } = seen.form('csrfToken')
    expect(new URL(action).pathname).toBe('/franceconnect/api/v2/login')
    expect(Object.keys(fields)).toEqual(['csrfToken'])
  })

  test('lists what is sent in the order of the hub, one label per claim, none twice', async () => {
    const { seen } = await toInformation(low, {
      changes: { scope: 'openid email profile birth identite_pivot' },
    })
    expect(labelsIn(seen.body)).toEqual([
      'Nom de naissance',
      'Nom d’usage',
      'Prénom(s)',
      'Sexe',
      'Date de naissance',
      'Lieu de naissance',
      'Pays de naissance',
      'Adresse email',
    ])
    expect(seen.body).toContain('Informations récupérées depuis FranceConnect')
    expect(seen.body).toContain('Données transmises')
  })

  test('counts one piece of data as one, and leaves out what has no label', async () => {
    const { seen } = await toInformation(low, { changes: { scope: 'openid email idp_id idp_birthdate' } })
    expect(labelsIn(seen.body)).toEqual(['Adresse email'])
    expect(seen.body).toMatch(/>Donnée transmise</)
  })

  test('groups what data providers will give under their names', async () => {
    const { seen } = await toInformation(low, { changes: { scope: 'openid gender dgfip_rfr cnam_caisse' } })
    expect(labelsIn(seen.body)).toEqual(['Sexe', 'Revenu fiscal de référence', 'Caisse gestionnaire'])
    expect(seen.body).toContain('Informations récupérées depuis la Direction générale des Finances publiques')
  })

  test('on FranceConnect+, the claims of the civil register have no label of their own', async () => {
    const { seen } = await toInformation(high, { changes: { scope: 'openid rnipp_given_name rnipp_birth' } })
    expect(labelsIn(seen.body)).toEqual(['Prénom(s)', 'Lieu de naissance', 'Pays de naissance'])
  })

  test('names nobody when the scope is openid alone', async () => {
    const { seen } = await toInformation(low, { changes: { scope: 'openid' } })
    expect(seen.body).toContain('Vous allez vous connecter de façon anonyme')
    expect(seen.body).toContain('Aucune donnée personnelle ne sera transmise')
    expect(seen.body).not.toContain('DUBOIS')
  })
})

describe('the consent box', () => {
  test.each([
    ['private', 'openid email', true],
    ['private', 'openid', false],
    ['private-without-consent', 'openid email', false],
    ['public-with-consent', 'openid email', false],
    ['rp', 'openid email', false],
  ])('%s with scope "%s": %s', async (client_id, scope, shown) => {
    const { browser, seen } = await toInformation(low, { changes: { client_id, scope } })
    expect(seen.body.includes('data-testid="checkbox-consent"')).toBe(shown)
    expect(seen.form('csrfToken').fields.accept).toBe(shown ? '1' : undefined)
    const done = await browser.follow(await browser.submit(seen.form('csrfToken')))
    expect(received(done)).toHaveProperty('code')
  })
})

describe('skipping the information page', () => {
  test.each([
    ['may-skip', 'login', true],
    ['may-skip', 'consent', false],
    ['may-skip', 'login consent', false],
    ['may-both', 'login', true],
    ['may-both', 'login consent', false],
    ['may-skip', undefined, false],
    ['rp', 'login', false],
  ])('%s with prompt %s: %s', async (client_id, prompt, skipped) => {
    const { browser, seen } = await toCallback(low, { changes: { client_id, prompt } })
    const verify = await browser.open(seen.location ?? '')
    const after = await browser.open(verify.location ?? '')
    expect([after.status, after.location]).toEqual([
      302,
      expect.stringMatching(skipped ? /\/api\/v2\/auto-login$/ : /\/consent$/),
    ])
    if (skipped) expect(received(await browser.follow(after))).toHaveProperty('code')
  })
})

test('the last answer brings a code of 43 characters, the state and the issuer', async () => {
  const { seen } = await toClient(low)
  expect(seen.status).toBe(303)
  expect(Object.keys(received(seen))).toEqual(['code', 'state', 'iss'])
  expect(received(seen)).toEqual({
    code: expect.stringMatching(/^[\w-]{43}$/),
    state: 'state-of-thirty-two-characters-00',
    iss: low,
  })
})

test('an English browser reads English, with the same ids', async () => {
  const { seen } = await toInformation(low, { browser: new Browser({ 'accept-language': 'en' }) })
  expect(seen.body).toContain('You are about to log in as:')
  expect(seen.body).toContain('data-testid="consent-continue"')
})
