import { afterAll, describe, expect, test } from 'vitest'
import { startDoublure } from '../../support/mock.ts'
import { codeOf, toCallback, toInformation, toProvider } from './walk.ts'

const doublure = await startDoublure()
afterAll(() => doublure.close())
const issuer = doublure.issuer('franceconnect')

/** Comes back from the provider with a query of one's own; `{state}` is the right one. */
const comeBack = async (query: string) => {
  const { browser, left } = await toProvider(issuer)
  const state = new URL(left.location ?? '').searchParams.get('state') ?? ''
  const back = await browser.open(`${issuer}/oidc-callback?${query.replace('{state}', state)}`)
  return { browser, back }
}

test.each([
  [{ persona: 'nobody' }, 'angela-dubois'],
  [{ persona: 'angela-dubois', outcome: 'Y999999' }, 'Y010008'],
])('the page of the provider refuses %o, and names those that exist', async (fields, known) => {
  const { browser, seen } = await toProvider(issuer)
  const answer = await browser.submit(seen.form('persona-'), fields)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'application/problem+json'])
  expect(JSON.parse(answer.body).known).toContain(known)
})

describe('the return from the identity provider', () => {
  test.each([
    ['state absent', 'code=x', 400, 'Y020021'],
    ['state empty', 'code=x&state=', 400, 'Y020021'],
    ['state wrong', 'code=x&state=y', 403, 'Y020022'],
    ['code absent', 'state={state}', 400, 'Y020025'],
    ['code empty', 'code=&state={state}', 400, 'Y020025'],
    ['both absent: the code is missed first', '', 400, 'Y020025'],
    ['a code that the provider refuses', 'code=x&state={state}', 502, 'Y020026'],
    ['an error without state', 'error=server_error', 400, 'Y020021'],
    ['an error with a wrong state', 'error=server_error&state=y', 403, 'Y020022'],
  ])('%s', async (_name, query, status, code) => {
    const { back } = await comeBack(query)
    expect([back.status, codeOf(back)]).toEqual([status, code])
  })

  test.each(['error=access_denied&state={state}', 'error=x&error_description=y&state={state}'])(
    '%s leads back to the chooser, with a banner, and the client sees nothing',
    async (query) => {
      const { browser, back } = await comeBack(query)
      const chooser = await browser.follow(back)
      expect(chooser.status).toBe(200)
      expect(chooser.body).toContain('<title>Erreur lors du choix du compte - FranceConnect</title>')
      expect(chooser.body).toContain('La connexion à Impôts de démonstration n’a pas été possible.')
      const left = await browser.submit(chooser.form('value="fc-poste"'))
      expect(left.location).toContain('/fc-poste/authorize')
    },
  )

  test('the way back of the provider page is such an error', async () => {
    const { browser, seen } = await toProvider(issuer)
    const [, href = ''] = /data-testid="idp-cancel" href="([^"]+)"/.exec(seen.body) ?? []
    const chooser = await browser.follow(await browser.open(href.replaceAll('&amp;', '&')))
    expect(chooser.body).toContain('n’a pas été possible')
  })

  test.each([
    ['gaspard-sansnom', 500, 'Y020029'],
    ['flora-panne', 502, 'Y020027'],
    ['denise-colas', 400, 'Y600006'],
    ['dominique-artaud', 400, 'Y600006'],
    ['remi-savignac', 400, 'Y600006'],
    ['carole-faux', 400, 'Y600006'],
  ])('%s', async (persona, status, code) => {
    const { seen } = await toInformation(issuer, { persona })
    expect([seen.status, codeOf(seen)]).toEqual([status, code])
    expect(seen.body).toContain('doublure-why')
  })

  test('leads to the verification under a new session', async () => {
    const { browser, seen } = await toCallback(issuer)
    const sessionOf = () => [...browser.cookies].find(([key]) => key.startsWith('fc_session_id'))?.[1].value
    const before = sessionOf()
    const back = await browser.open(seen.location ?? '')
    expect([back.status, back.location]).toEqual([
      302,
      expect.stringMatching(/\/interaction\/[\w-]{43}\/verify$/),
    ])
    expect(sessionOf()).not.toBe(before)
  })
})

describe('an identity typed by hand', () => {
  const ada = {
    given_name: 'Ada',
    family_name: 'Byron',
    gender: 'female',
    birthdate: '1815-12-10',
    birthcountry: '99132',
    email: 'ada@example.org',
    acr: 'eidas1',
  }

  const type = async (changes: Record<string, string>) => {
    const { browser, seen } = await toProvider(issuer)
    const form = await browser.open(seen.url.replace('/authorize?', '/identity?'))
    return browser.follow(await browser.submit(form.form('given_name'), { ...ada, ...changes }))
  }

  test.each([
    ['no given name', { given_name: '' }],
    ['no family name', { family_name: '' }],
    ['a name of 257 characters', { family_name: 'x'.repeat(257) }],
    ['no gender', { gender: '' }],
    ['another gender', { gender: 'other' }],
    ['no birth date', { birthdate: '' }],
    ['a month 00 with a day', { birthdate: '1977-00-03' }],
    ['a day that does not exist', { birthdate: '1977-02-30' }],
    ['a French date', { birthdate: '10/12/1815' }],
    ['a country that is no code', { birthcountry: 'AZERTY' }],
    ['born in France without a place', { birthcountry: '' }],
    ['born in France in a place that is no code', { birthcountry: '99100', birthplace: 'AAAAA' }],
    ['no e-mail', { email: '' }],
    ['an e-mail that is none', { email: 'ada' }],
  ])('%s: 400 Y600006', async (_name, changes) => {
    const seen = await type(changes)
    expect([seen.status, codeOf(seen)]).toEqual([400, 'Y600006'])
  })

  test.each([
    ['born abroad', {}],
    ['an unknown day', { birthdate: '1992-11-00' }],
    ['an unknown month', { birthdate: '1992-00-00' }],
    ['born in Corsica', { birthcountry: '', birthplace: '2A004' }],
    ['gender unspecified', { gender: 'unspecified' }],
    ['a place in free text abroad', { birthplace: 'London' }],
  ])('%s is accepted', async (_name, changes) => {
    expect((await type(changes)).body).toContain('fc-consent-page')
  })

  test('a mandate that the client does not accept: 400 Y600020', async () => {
    const seen = await type({ rep_scope: 'argent' })
    expect([seen.status, codeOf(seen)]).toEqual([400, 'Y600020'])
  })
})
