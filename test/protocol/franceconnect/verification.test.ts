import { afterAll, describe, expect, test } from 'vitest'
import { startDoublure } from '../../support/mock.ts'
import { codeOf, toInformation, toProvider } from './walk.ts'

const doublure = await startDoublure({
  personas: [
    {
      id: 'jean-e010006',
      kind: 'citizen',
      given_name: 'Jean_E010006',
      family_name: 'Martin',
      gender: 'male',
      birthdate: '1981-02-03',
      birthplace: '75112',
      birthcountry: '99100',
      email: 'jean@example.org',
    },
  ],
})
afterAll(() => doublure.close())

const rows: [string, number, string][] = [
  ['rene-perdrix', 403, 'Y010004'],
  ['jean-martinet', 403, 'Y010006'],
  ['sylvie-aumont', 403, 'Y010007'],
  ['alix-vernier', 403, 'Y010008'],
  ['gustave-rejet', 403, 'Y010009'],
  ['lucie-lenteur', 504, 'Y010011'],
  ['victor-coupure', 504, 'Y010012'],
  ['agathe-brouillon', 400, 'Y010013'],
  ['germaine-ledoux', 403, 'Y010015'],
  ['jean-e010006', 403, 'Y010006'],
  ['bruno-carpentier', 403, 'Y180001'],
]

describe.each(['franceconnect', 'franceconnect-plus'] as const)('%s', (hub) => {
  const issuer = doublure.issuer(hub)

  test.each(rows)('%s: %i %s, and the client hears nothing', async (persona, status, code) => {
    const { seen } = await toInformation(issuer, { persona })
    expect([seen.status, codeOf(seen)]).toEqual([status, code])
    expect(seen.body).toContain('<body id="fc-error-page">')
    expect(seen.body).toContain('data-testid="back-to-sp-link"')
    expect(seen.body).toContain('data-testid="doublure-why"')
  })
})

test('the death of a person is told in the words of the hub', async () => {
  const { seen } = await toInformation(doublure.issuer('franceconnect'), { persona: 'germaine-ledoux' })
  expect(seen.body).toContain(
    'Les identifiants utilisés correspondent à une identité qui ne permet plus la connexion.',
  )
})

test('nobody found: FranceConnect+ shows an answer to a frequent question in place of the support', async () => {
  const [low, high] = await Promise.all(
    (['franceconnect', 'franceconnect-plus'] as const).map((hub) =>
      toInformation(doublure.issuer(hub), { persona: 'alix-vernier' }),
    ),
  )
  expect(low?.seen.body).toContain('data-testid="error-support-button"')
  expect(high?.seen.body).not.toContain('data-testid="error-support-button"')
  expect(high?.seen.body).toContain('https://aide.franceconnect.gouv.fr/erreurs/Y010008/etape-1/index.html')
})

test('an account that the person blocked in their preferences: 403 Y100011, and another one works', async () => {
  const issuer = doublure.issuer('franceconnect')
  const blocked = await toInformation(issuer, { persona: 'jeanne-clement' })
  expect([blocked.seen.status, codeOf(blocked.seen)]).toEqual([403, 'Y100011'])
  const other = await toInformation(issuer, { persona: 'jeanne-clement', idp: 'fc-poste' })
  expect(other.seen.status).toBe(200)
})

test.each([
  ['E010004', 403, 'Y010004'],
  ['E010008', 403, 'Y010008'],
  ['E010011', 504, 'Y010011'],
  ['E010016', 403, 'Y010015'],
  ['E010099', 400, 'Y010013'],
])('given names that end with %s ask the test civil register for that answer', async (word, status, code) => {
  const { browser, seen } = await toProvider(doublure.issuer('franceconnect'))
  const form = await browser.open(seen.url.replace('/authorize?', '/identity?'))
  const done = await browser.follow(
    await browser.submit(form.form('given_name'), {
      given_name: `Jean_${word}`,
      family_name: 'Martin',
      gender: 'male',
      birthdate: '1981-02-03',
      birthplace: '75112',
      birthcountry: '99100',
      email: 'jean@example.org',
      acr: 'eidas1',
    }),
  )
  expect([done.status, codeOf(done)]).toEqual([status, code])
})

test('the page of the provider can end a login with any of its codes', async () => {
  const { browser, seen } = await toProvider(doublure.issuer('franceconnect'))
  const sent = await browser.submit(seen.form('persona-'), { persona: 'angela-dubois', outcome: 'Y180002' })
  const done = await browser.follow(sent)
  expect([done.status, codeOf(done)]).toEqual([500, 'Y180002'])
})

test.each([
  ['Y030032', 'invalid_idp_hint'],
  ['Y030030', 'access_denied'],
])('%s, which has no page, is told to the client there too', async (outcome, error) => {
  const { browser, seen } = await toProvider(doublure.issuer('franceconnect'))
  const sent = await browser.submit(seen.form('persona-'), { persona: 'angela-dubois', outcome })
  const done = await browser.follow(sent)
  expect(new URL(done.location ?? 'about:blank').searchParams.get('error')).toBe(error)
})
