import { decodeJwt, type JWTPayload } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { authorizeUrl, exchange, received, type Tokens, userinfo } from './walk.ts'

const doublure = await startDoublure({
  clients: [rp, { ...rp, client_id: 'other' }, { ...rp, client_id: 'sibling', entity_id: 'rp' }],
})
afterAll(() => doublure.close())
const low = doublure.issuer('franceconnect')
const high = doublure.issuer('franceconnect-plus')

const login = async (
  issuer: string,
  persona: string,
  scope: string,
  client_id = 'rp',
): Promise<JWTPayload> => {
  const acr_values = issuer === low ? 'eidas1' : 'eidas2'
  const seen = await new Browser().open(authorizeUrl(issuer, { scope, acr_values, client_id }), {
    headers: { 'doublure-persona': persona },
  })
  const tokens = (await (await exchange(issuer, received(seen).code ?? '', { client_id })).json()) as Tokens
  return decodeJwt(await (await userinfo(issuer, tokens.access_token)).text())
}

const envelope = ['aud', 'exp', 'iat', 'iss']
const namesIn = (claims: JWTPayload) => Object.keys(claims).filter((name) => !envelope.includes(name))

const profile = ['given_name', 'family_name', 'birthdate', 'gender', 'preferred_username']
const array = ['given_name_array']
const birth = ['birthplace', 'birthcountry']
const pivot = ['given_name', 'family_name', 'birthdate', 'gender', ...birth]
const rnippNames = ['rnipp_given_name', 'rnipp_given_name_array']

const lowScopes: [string, string[]][] = [
  ['profile', [...profile, ...array]],
  ['birth', birth],
  ['identite_pivot', [...pivot, ...array]],
  ['given_name', ['given_name', ...array]],
  ...['family_name', 'gender', 'birthdate', 'birthplace', 'birthcountry', 'email'].map(
    (name): [string, string[]] => [name, [name]],
  ),
  ['preferred_username', ['preferred_username']],
  ['idp_birthdate', ['idp_birthdate']],
  ['idp_id', ['idp_id']],
  ['amr', []],
  ['dgfip_rfr cnam_caisse', []],
  ['unknown', []],
]
const highScopes: [string, string[]][] = [
  ['profile', profile],
  ['birth', birth],
  ['identite_pivot', pivot],
  ['given_name', ['given_name']],
  ['email', ['email']],
  ['idp_birthdate', []],
  ['idp_id', []],
  ['rnipp_given_name', ['given_name', ...rnippNames]],
  ...['family_name', 'gender', 'birthdate', 'birthplace', 'birthcountry'].map((name): [string, string[]] => [
    `rnipp_${name}`,
    [name, `rnipp_${name}`],
  ]),
  ['rnipp_profile', [...profile, ...rnippNames, 'rnipp_family_name', 'rnipp_birthdate', 'rnipp_gender']],
  ['rnipp_birth', [...birth, 'rnipp_birthplace', 'rnipp_birthcountry']],
  [
    'rnipp_identite_pivot',
    [
      ...pivot,
      ...rnippNames,
      ...['rnipp_family_name', 'rnipp_birthdate', 'rnipp_gender', 'rnipp_birthplace', 'rnipp_birthcountry'],
    ],
  ],
]

describe.each([
  ['FranceConnect', low, lowScopes],
  ['FranceConnect+', high, highScopes],
] as const)('scopes of %s', (_title, issuer, rows) => {
  test.each(rows)('%s', async (scope, expected) => {
    const claims = await login(issuer, 'nathalie-bertin', `openid ${scope}`)
    expect(namesIn(claims).sort()).toEqual(['sub', ...expected].sort())
  })
})

test.each([
  [low, 15, 'openid profile birth email idp_birthdate'],
  [high, 13, 'openid profile birth email'],
])('%s gives every identity claim: %i members', async (issuer, count, scope) => {
  const claims = await login(issuer, 'nathalie-bertin', scope)
  expect(Object.keys(claims)).toHaveLength(count)
})

const scope = 'openid identite_pivot preferred_username idp_birthdate email'
const scopePlus = 'openid rnipp_identite_pivot preferred_username email'

describe('formats', () => {
  test.each([
    ['samira-belkacem', { birthplace: '', birthcountry: '99352' }],
    ['alia-mansouri', { birthplace: '' }],
    ['lea-santoni', { birthplace: expect.stringMatching(/^2A\d{3}$/), birthcountry: '99100' }],
    [
      'yusuf-adan',
      { birthdate: expect.stringMatching(/-01$/), idp_birthdate: expect.stringMatching(/-00$/) },
    ],
    [
      'mariama-sidibe',
      { birthdate: expect.stringMatching(/-01-01$/), idp_birthdate: expect.stringMatching(/-00-00$/) },
    ],
    ['sacha-lemaire', { gender: 'unspecified' }],
    ['aymeric-de-la-breteche', { family_name: 'DE LA BRETÈCHE' }],
    [
      'jean-philippe-vasseur',
      { given_name: 'Jean Philippe Pierre Louis', given_name_array: ['Jean Philippe', 'Pierre', 'Louis'] },
    ],
    ['elio-brunel', { given_name: 'Hélio Marc', given_name_array: ['Hélio', 'Marc'] }],
  ])('FranceConnect gives %s what the civil register says', async (persona, expected) => {
    expect(await login(low, persona, scope)).toMatchObject(expected)
  })

  test.each([
    [
      'yusuf-adan',
      { birthdate: expect.stringMatching(/-00$/), rnipp_birthdate: expect.stringMatching(/-01$/) },
    ],
    [
      'elio-brunel',
      { given_name: 'Elio', rnipp_given_name: 'Hélio Marc', rnipp_given_name_array: ['Hélio', 'Marc'] },
    ],
    ['alia-mansouri', { birthplace: expect.stringMatching(/\D+/), rnipp_birthplace: '' }],
  ])('FranceConnect+ gives %s what both say', async (persona, expected) => {
    expect(await login(high, persona, scopePlus)).toMatchObject(expected)
  })

  test('a usage name that the provider does not send is left out', async () => {
    expect(await login(low, 'paul-dumontel', scope)).not.toHaveProperty('preferred_username')
  })
})

describe('sub', () => {
  const subOf = async (issuer: string, persona: string, client_id?: string) =>
    (await login(issuer, persona, 'openid', client_id)).sub

  test('has 64 hexadecimal digits and a version', async () => {
    expect(await subOf(low, 'angela-dubois')).toMatch(/^[0-9a-f]{64}v1$/)
  })

  test('is the same at each login, and survives a restart', async () => {
    const first = await subOf(low, 'angela-dubois')
    expect(await subOf(low, 'angela-dubois')).toBe(first)
    const other = await startDoublure()
    const seen = await new Browser().open(authorizeUrl(other.issuer('franceconnect')), {
      headers: { 'doublure-persona': 'angela-dubois' },
    })
    const response = await exchange(other.issuer('franceconnect'), received(seen).code ?? '')
    expect(decodeJwt(((await response.json()) as Tokens).id_token).sub).toBe(first)
    await other.close()
  })

  test('differs by person, by entity_id and by hub, and is shared by one entity_id', async () => {
    const [one, person, client, hub, sibling] = await Promise.all([
      subOf(low, 'angela-dubois'),
      subOf(low, 'zoe-lambert'),
      subOf(low, 'angela-dubois', 'other'),
      subOf(high, 'angela-dubois'),
      subOf(low, 'angela-dubois', 'sibling'),
    ])
    expect(new Set([one, person, client, hub]).size).toBe(4)
    expect(sibling).toBe(one)
  })
})
