import { dataProviders, scopesOf } from '../franceconnect/data-providers.ts'
import { eachItself, otherClaims } from '../franceconnect/scopes.ts'

const profile = ['given_name', 'family_name', 'birthdate', 'gender', 'preferred_username']
const birth = ['birthplace', 'birthcountry']
const pivot = ['given_name', 'family_name', 'birthdate', 'gender', ...birth]

const rnippBirth = ['rnipp_birthplace', 'rnipp_birthcountry']
const rnippNames = ['rnipp_given_name', 'rnipp_given_name_array']
const rnippPivot = ['rnipp_gender', 'rnipp_family_name', ...rnippNames, 'rnipp_birthdate', ...rnippBirth]

const dataScopes = scopesOf(dataProviders)

/** Scope → claims, in the order of discovery; the civil register's claims come beside the identity provider's. */
export const scopes: Readonly<Record<string, readonly string[]>> = {
  openid: ['sub'],
  profile,
  birth,
  identite_pivot: pivot,
  ...eachItself(['gender', 'birthdate', 'birthcountry', 'birthplace', 'given_name', 'family_name']),
  ...eachItself(['email', 'preferred_username']),
  rnipp_identite_pivot: [...pivot, ...rnippPivot],
  rnipp_gender: ['gender', 'rnipp_gender'],
  rnipp_family_name: ['family_name', 'rnipp_family_name'],
  rnipp_given_name: ['given_name', ...rnippNames],
  rnipp_birthdate: ['birthdate', 'rnipp_birthdate'],
  rnipp_birthplace: ['birthplace', 'rnipp_birthplace'],
  rnipp_birthcountry: ['birthcountry', 'rnipp_birthcountry'],
  rnipp_profile: [...profile, ...rnippNames, 'rnipp_family_name', 'rnipp_birthdate', 'rnipp_gender'],
  rnipp_birth: [...birth, ...rnippBirth],
  amr: ['amr'],
  ...eachItself(dataScopes),
}

/** `claims_supported`, in the order of discovery. */
export const claimsSupported: readonly string[] = [
  'sub',
  ...profile,
  ...birth,
  'email',
  ...rnippPivot,
  'amr',
  ...dataScopes,
  ...otherClaims,
]
