import { pivotClaims } from '../franceconnect/civil-identity.ts'
import type { Edition } from '../franceconnect/edition.ts'
import { claimsSupported } from './scopes.ts'

/** What the identity provider says that becomes a claim. */
const own = [
  ...['given_name', 'family_name', 'birthdate', 'gender', 'preferred_username'],
  ...['birthplace', 'birthcountry', 'email'],
]

/** FranceConnect+ gives the identity provider's identity, and the civil register's beside it. */
export const edition: Edition = {
  brand: 'FranceConnect+',
  acrValues: ['eidas2', 'eidas3'],
  claimsSupported,
  ssoAcrs: ['eidas2'],
  showsExcluded: false,
  suspects: false,
  mandates: false,
  tutorial: true,
  supportName: 'fcplus',
  help: { Y010008: 'https://aide.franceconnect.gouv.fr/erreurs/Y010008/etape-1/index.html' },
  claims: ({ identity, civil }) => ({
    ...Object.fromEntries(own.map((claim) => [claim, identity[claim]])),
    ...(civil &&
      Object.fromEntries(
        Object.entries(pivotClaims(civil)).map(([claim, value]) => [`rnipp_${claim}`, value]),
      )),
  }),
}
