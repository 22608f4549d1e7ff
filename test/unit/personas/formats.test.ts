import { describe, expect, test } from 'vitest'
import { personaDefects } from '../../../src/personas/defects.ts'

const messages = (defects: { path: (string | number)[]; message: string }[]) =>
  defects.map(({ path, message }) => `${path.join('.')}: ${message}`)

describe('a birthdate', () => {
  test.each(['1962-08-24', '2000-02-29', '1992-11-00', '1992-00-00'])('%s is accepted', (birthdate) => {
    expect(personaDefects({ birthdate })).toEqual([])
  })

  test.each(['1900-02-29', '2001-02-30', '1992-13-00', '1977-00-03', '1962-8-24', '24/08/1962', '1992', ''])(
    '%j is refused',
    (birthdate) => {
      expect(messages(personaDefects({ birthdate }))).toEqual([expect.stringContaining('YYYY-MM-DD')])
    },
  )
})

describe('a birthplace', () => {
  test.each(['75107', '2A004', '2B033', '97411', '98735', '02408'])(
    '%s looks like a commune',
    (birthplace) => {
      expect(personaDefects({ birthplace, birthcountry: '99100' })).toEqual([])
    },
  )

  test.each(['', 'Paris', 'AAAAA', '2C001', '7510', '2a004'])(
    '%j is refused for a birth in France',
    (birthplace) => {
      expect(messages(personaDefects({ birthplace, birthcountry: '99100' }))).toEqual([
        expect.stringMatching(/^birthplace: .*INSEE/),
      ])
    },
  )

  test('is taken as French when no country is given', () => {
    expect(personaDefects({ birthplace: 'Paris' })).toHaveLength(1)
  })

  test('may be free text or empty abroad', () => {
    expect(personaDefects({ birthplace: 'Alger', birthcountry: '99352' })).toEqual([])
    expect(personaDefects({ birthplace: '', birthcountry: '99352' })).toEqual([])
  })
})

test.each(['FR', 'AZERTY', '75107', '9910', ''])('%j is no country', (birthcountry) => {
  expect(messages(personaDefects({ birthcountry }))).toEqual([
    expect.stringMatching(/^birthcountry: .*99100/),
  ])
})

test.each(['Male', 'F', ''])('%j is no gender', (gender) => {
  expect(messages(personaDefects({ gender }))).toEqual([expect.stringContaining('unspecified')])
})

test('given names one by one must say what given_name says', () => {
  const given_name = 'Jean Philippe Pierre'
  expect(personaDefects({ given_name, given_names: ['Jean Philippe', 'Pierre'] })).toEqual([])
  expect(messages(personaDefects({ given_name, given_names: ['Jean', 'Pierre'] }))).toEqual([
    expect.stringMatching(/^given_names: .*"Jean Pierre".*"Jean Philippe Pierre"/),
  ])
})

test('what the civil register knows is checked too, and only that', () => {
  const fields = { birthcountry: 'XX', civil_identity: { birthdate: '1992', gender: 'male' } }
  expect(messages(personaDefects(fields))).toEqual([
    expect.stringMatching(/^birthcountry: /),
    expect.stringMatching(/^civil_identity\.birthdate: /),
  ])
})

test.each(['a@b.fr', "o'brien+tag@sub.example.org", 'A.B@EXAMPLE.FR'])('%s is an e-mail', (email) => {
  expect(personaDefects({ email })).toEqual([])
})

test.each(['incorrect', 'a@b', '@b.fr', 'a b@c.fr', 'a@-b.fr', 'a@b..fr', ''])('%j is no e-mail', (email) => {
  expect(messages(personaDefects({ email }))).toEqual([expect.stringMatching(/^email: received/)])
})

test.each(['+331-12-44-45-23', '+49 000 000000', '0612345678'])(
  '%s is a telephone number',
  (phone_number) => {
    expect(personaDefects({ phone_number })).toEqual([])
  },
)

test.each(['incorrect', '123456', '+33 (0)6 12 34 56 78', '01.99.00.10.01', '0'.repeat(16)])(
  '%j is no telephone number that ProConnect lets through',
  (phone_number) => {
    expect(messages(personaDefects({ phone_number }))).toEqual([expect.stringMatching(/^phone_number: /)])
  },
)

test('a SIREN is the beginning of its SIRET', () => {
  expect(personaDefects({ siret: '21920023500014', siren: '219200235' })).toEqual([])
  expect(messages(personaDefects({ siret: '21920023500014', siren: '418166096' }))).toEqual([
    expect.stringMatching(/^siren: .*expected "219200235"/),
  ])
  expect(personaDefects({ siren: '418166096' })).toEqual([])
})

test('a SIREN that is only the beginning of a SIREN is refused', () => {
  expect(messages(personaDefects({ siret: '21920023500014', siren: '2192' }))).toEqual([
    expect.stringMatching(/^siren: .*9 digits/),
  ])
})

test('each further organisation is a SIRET', () => {
  expect(messages(personaDefects({ organisations: ['41816609600069', '41816609600060'] }))).toEqual([
    expect.stringMatching(/^organisations\.1: .*41816609600069/),
  ])
})

test('a name has 1 to 256 characters, a uid only ASCII', () => {
  expect(personaDefects({ family_name: 'é'.repeat(256) })).toEqual([])
  expect(personaDefects({ family_name: 'é'.repeat(257) })).toHaveLength(1)
  expect(personaDefects({ given_name: '' })).toHaveLength(1)
  expect(personaDefects({ uid: 'é' })).toHaveLength(1)
})
