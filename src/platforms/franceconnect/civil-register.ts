import type { PersonFacts } from '../../journey/identity-provider-answer.ts'
import { own } from '../../lib/own.ts'
import { type CivilIdentity, FRANCE, isCog } from './civil-identity.ts'
import type { Code } from './errors.ts'

/** What the civil register answers: an identity, or the code of the hub's refusal. */
export type RegisterAnswer = { civil: CivilIdentity } | { code: Code; answer: string }

/** Answer of the civil register → refusal of the hub. */
const refusals: Readonly<Record<string, Code>> = {
  deceased: 'Y010015',
  one_echo: 'Y010004',
  several_echoes: 'Y010006',
  marital_name_only: 'Y010007',
  none: 'Y010008',
  rejected: 'Y010009',
  timeout: 'Y010011',
  unreachable: 'Y010012',
  unusable: 'Y010013',
}

/** Words that the test civil register looks for at the end of given names typed by hand. */
const triggers: Readonly<Record<string, string>> = {
  E010004: 'one_echo',
  E010006: 'several_echoes',
  E010007: 'marital_name_only',
  E010008: 'none',
  E010009: 'rejected',
  E010011: 'timeout',
  E010012: 'unreachable',
  E010013: 'unusable',
  E010015: 'deceased',
  E010016: 'deceased',
  E010099: 'unusable',
}

/** People that the test civil register answers in place of the one asked. */
const others: Readonly<Record<string, Partial<CivilIdentity>>> = {
  E010014: {
    given_names: ['Arthur', 'Philip'],
    family_name: 'DENT',
    birthdate: '2001-03-08',
    birthplace: '95277',
    birthcountry: FRANCE,
  },
  PrénomComposéAvecEspace: {
    given_names: ['Jean Philippe', 'Pierre', 'Louis'],
    family_name: 'DUBOIS',
    birthdate: '1962-08-24',
    gender: 'male',
    birthplace: '75107',
    birthcountry: FRANCE,
  },
}

/** The commune 27161 asks three different questions. */
const byBirthplace: Readonly<Record<string, readonly [there: string, elsewhere: string]>> = {
  multiCog: ['found', 'none'],
  multiCogEcho: ['one_echo', 'none'],
  multiCogError: ['none', 'none'],
}

/**
 * Asks the civil register about a person. What a persona says of it comes first; without a word of theirs, the last part
 * of the given names decides, as in FranceConnect's own test register.
 */
export const askCivilRegister = (
  identity: Readonly<Record<string, unknown>>,
  facts: PersonFacts,
): RegisterAnswer => {
  const trigger =
    String(identity.given_name ?? '')
      .split('_')
      .at(-1) ?? ''
  const [there, elsewhere] = own(byBirthplace, trigger) ?? []
  const byPlace = identity.birthplace === '27161' ? there : elsewhere
  const answer = facts.civil_register ?? own(triggers, trigger) ?? byPlace ?? 'found'
  const code = refusals[answer]
  if (code) return { code, answer }
  return { civil: { ...echo(identity), ...own(others, trigger), ...differences(facts.civil_identity) } }
}

/** The register finds the very person, and writes them its own way. */
const echo = (identity: Readonly<Record<string, unknown>>): CivilIdentity => {
  const { given_name, given_name_array, family_name, birthdate, gender, birthplace, birthcountry } = identity
  const place = isCog(birthplace) ? birthplace : String(birthcountry ?? FRANCE)
  return {
    given_names: Array.isArray(given_name_array)
      ? given_name_array.map(String)
      : String(given_name ?? '').split(' '),
    family_name: String(family_name ?? '').toUpperCase(),
    birthdate: settled(String(birthdate ?? '')),
    gender: String(gender ?? ''),
    ...(place.startsWith('99')
      ? { birthplace: '', birthcountry: place }
      : { birthplace: place, birthcountry: FRANCE }),
  }
}

/** A day or a month that nobody knows becomes the first. */
const settled = (birthdate: string): string => birthdate.replaceAll('-00', '-01')

const differences = (given: Readonly<Record<string, unknown>> = {}): Partial<CivilIdentity> => {
  const { birthdate, family_name, birthcountry, birthplace } = given
  return {
    ...given,
    ...(typeof family_name === 'string' && { family_name: family_name.toUpperCase() }),
    ...(typeof birthdate === 'string' && { birthdate: settled(birthdate) }),
    ...(birthcountry !== undefined &&
      birthcountry !== FRANCE &&
      birthplace === undefined && { birthplace: '' }),
  }
}
