import { hash } from 'node:crypto'

/** A person as the civil register (RNIPP) knows them: the pivot identity. */
export type CivilIdentity = {
  given_names: readonly string[]
  family_name: string
  birthdate: string
  gender: string
  /** Code of the commune, empty for a birth abroad. */
  birthplace: string
  birthcountry: string
}

/** INSEE's code of France. */
export const FRANCE = '99100'

/** A commune's or a country's INSEE code. */
export const isCog = (code: unknown): code is string =>
  typeof code === 'string' && /^(2[AB]|\d{2})\d{3}$/.test(code)

/** The pivot identity as claims, in the hub's order. */
export const pivotClaims = (civil: CivilIdentity) => ({
  given_name: civil.given_names.join(' '),
  given_name_array: [...civil.given_names],
  family_name: civil.family_name,
  birthdate: civil.birthdate,
  gender: civil.gender,
  birthplace: civil.birthplace,
  birthcountry: civil.birthcountry,
})

/** What every `sub` of a person is made of: changes with their civil status, never with the identity provider. */
export const identityHash = (civil: CivilIdentity): string => {
  const { given_name, family_name, birthdate, gender, birthplace, birthcountry } = pivotClaims(civil)
  const place = birthcountry === FRANCE ? birthplace : ''
  const text = given_name + family_name + birthdate + gender + place + birthcountry
  return hash('sha256', Buffer.from(text, 'latin1'), 'base64')
}

/** The same for people whom the civil register does not know: the identity provider's own `sub`. */
export const foreignHash = (sub: string): string => hash('sha256', sub, 'base64')

/** The `sub` that a client reads: one per person and sector (`entity_id`), 64 hexadecimal digits and the version. */
export const subOf = (entityId: string, identity: string, secret: string): string =>
  `${hash('sha256', entityId + identity + secret)}v1`
