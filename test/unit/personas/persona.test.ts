import { describe, expect, test } from 'vitest'
import { personaSchema } from '../../../src/personas/persona.ts'

const citizen = { id: 'someone', kind: 'citizen', given_name: 'Alma', family_name: 'MARIN' }
const agent = { id: 'someone', kind: 'agent', given_name: 'Alma', usual_name: 'Marin' }

/** `path: message` of every issue. */
const issuesOf = (value: unknown): string[] => {
  const { error } = personaSchema.safeParse(value)
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}

describe('a person', () => {
  test('needs an id and a kind, no claim', () => {
    expect(issuesOf({ id: 'nobody', kind: 'citizen' })).toEqual([])
    expect(issuesOf({ id: 'nobody', kind: 'agent' })).toEqual([])
    expect(issuesOf({ kind: 'agent' })).toEqual(['id: is missing, text is expected'])
  })

  test('of another kind is told the kinds there are', () => {
    expect(issuesOf({ id: 'x', kind: 'user' })).toEqual([
      expect.stringMatching(/^kind: received "user".*citizen.*agent/),
    ])
  })

  test('is a mapping', () => {
    expect(issuesOf('alma')).toEqual([expect.stringContaining('received "alma", expected a mapping')])
  })

  test('is labelled by their names, or by their id', () => {
    expect(personaSchema.parse(citizen).label).toBe('Alma MARIN')
    expect(personaSchema.parse(agent).label).toBe('Alma Marin')
    expect(personaSchema.parse({ id: 'nobody', kind: 'agent' }).label).toBe('nobody')
    expect(personaSchema.parse({ ...agent, label: 'The boss' }).label).toBe('The boss')
  })

  test.each(['', 'with space', 'é', '-a', 'a'.repeat(65), 'a/b'])('cannot have the id %j', (id) => {
    expect(issuesOf({ ...citizen, id })).toHaveLength(1)
  })

  test('with several problems hears them all at once, wrong types and unknown keys included', () => {
    const issues = issuesOf({
      ...citizen,
      birthplace: 75107,
      gender: 'F',
      birthdate: '2001-02-30',
      zip: '75007',
    })
    expect(issues).toHaveLength(4)
    expect(issues.join('\n')).toMatch(/birthplace: received the number 75107.*quotes/)
    expect(issues.join('\n')).toMatch(/gender: received "F"/)
    expect(issues.join('\n')).toMatch(/birthdate: received "2001-02-30"/)
    expect(issues.join('\n')).toMatch(/zip/)
  })

  test('of one kind cannot have the claims of the other, but where a platform alone sees them', () => {
    const platforms = { proconnect: { usual_name: 'Marin', siret: '21920023500014' } }
    expect(issuesOf({ ...citizen, platforms })).toEqual([])
    expect(issuesOf({ ...citizen, platforms: { proconnect: { siret: '1' } } })).toHaveLength(1)
    expect(issuesOf({ ...citizen, siret: '21920023500014' })).toHaveLength(1)
    expect(issuesOf({ ...agent, birthdate: '1990-01-01' })).toHaveLength(1)
  })
})

describe('what is wrong on purpose', () => {
  test('is let through when unchecked names it, and nothing else is', () => {
    const wrong = { ...agent, phone_number: 'incorrect', siret: 'incorrect' }
    expect(issuesOf({ ...wrong, unchecked: ['phone_number', 'siret'] })).toEqual([])
    expect(issuesOf({ ...wrong, unchecked: ['siret'] })).toEqual([expect.stringContaining('phone_number: ')])
  })

  test('must name claims that exist', () => {
    expect(issuesOf({ ...agent, unchecked: ['telephone'] })).toEqual([expect.stringContaining('unchecked.0')])
  })
})

describe('what one platform sees', () => {
  test('is checked there, with the path of the override', () => {
    expect(issuesOf({ ...agent, platforms: { proconnect: { email: 'x', zip: 1 } } })).toEqual([
      expect.stringMatching(/^platforms\.proconnect: .*zip/),
      expect.stringMatching(/^platforms\.proconnect\.email: received "x"/),
    ])
  })

  test('is judged together with the rest of the person', () => {
    const siren = { ...agent, siret: '21920023500014', siren: '219200235' }
    expect(issuesOf({ ...siren, platforms: { proconnect: { siret: '41816609600069' } } })).toEqual([
      expect.stringMatching(/^platforms\.proconnect\.siren: received "219200235", expected "418166096"/),
    ])
  })

  test('may be wrong on purpose on that platform alone', () => {
    const override = { phone_number: 'incorrect', unchecked: ['phone_number'] }
    expect(issuesOf({ ...agent, platforms: { proconnect: override } })).toEqual([])
    expect(
      issuesOf({ ...agent, phone_number: 'incorrect', platforms: { proconnect: override } }),
    ).toHaveLength(1)
  })
})

test('what is left out gets its default', () => {
  expect(personaSchema.parse(citizen)).toMatchObject({
    civil_register: 'found',
    blocked: false,
    identity_provider_answer: 'ok',
    blocked_identity_providers: [],
    platforms: {},
  })
  expect(personaSchema.parse(agent)).toMatchObject({
    custom: {},
    organisations: [],
    identities: [],
    blocked: false,
  })
})

test('an agent may answer no acr and no amr, which is not the same as leaving them out', () => {
  expect(personaSchema.parse({ ...agent, acr: null, amr: null })).toMatchObject({ acr: null, amr: null })
  expect(personaSchema.parse(agent)).not.toHaveProperty('acr')
})

test('the example of the documentation is a person', () => {
  const example = {
    id: 'camille-moreau',
    kind: 'citizen',
    label: 'Camille Moreau',
    given_name: 'Camille Jeanne',
    family_name: 'MOREAU',
    birthdate: '1962-08-24',
    gender: 'female',
    birthcountry: '99352',
    email: 'camille.moreau@example.org',
    levels: ['eidas1', 'eidas2'],
    acr: 'eidas1',
    amr: ['pwd'],
    civil_register: 'found',
    blocked: false,
    custom: {},
    platforms: { proconnect: { idp_id: 'fia1', usual_name: 'Moreau' } },
  }
  expect(issuesOf(example)).toEqual([])
})
