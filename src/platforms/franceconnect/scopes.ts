import { dataProviders, lowDataProviders, scopesOf } from './data-providers.ts'

/** What the person is known by, without the place of birth. */
const profile = ['given_name', 'given_name_array', 'family_name', 'birthdate', 'gender', 'preferred_username']
const birth = ['birthplace', 'birthcountry']
const pivot = ['given_name', 'given_name_array', 'family_name', 'birthdate', 'gender', ...birth]

/** One scope, one claim of the same name. */
export const eachItself = (names: readonly string[]): Record<string, readonly string[]> =>
  Object.fromEntries(names.map((name) => [name, [name]]))

/** Scopes of the data providers that FranceConnect knows, in the order of discovery. */
export const dataScopes: readonly string[] = scopesOf({ ...dataProviders, ...lowDataProviders })

/** Scope → claims, in the order of discovery; `amr` and the scopes of data providers value nothing in userinfo. */
export const scopes: Readonly<Record<string, readonly string[]>> = {
  openid: ['sub'],
  profile,
  birth,
  identite_pivot: pivot,
  gender: ['gender'],
  birthdate: ['birthdate'],
  birthcountry: ['birthcountry'],
  birthplace: ['birthplace'],
  given_name: ['given_name', 'given_name_array'],
  family_name: ['family_name'],
  email: ['email'],
  preferred_username: ['preferred_username'],
  idp_birthdate: ['idp_birthdate'],
  amr: ['amr'],
  idp_id: ['idp_id'],
  ...eachItself(dataScopes),
}

/** Claims that no scope gives, last in discovery. */
export const otherClaims = ['acr', 'sid', 'auth_time', 'iss'] as const

/** `claims_supported`, in the order of discovery. */
export const claimsSupported: readonly string[] = [
  'sub',
  ...profile,
  ...birth,
  'email',
  'idp_birthdate',
  'amr',
  'idp_id',
  ...dataScopes,
  ...otherClaims,
]
