import { pivotClaims } from './civil-identity.ts'
import type { Edition } from './edition.ts'
import { claimsSupported } from './scopes.ts'

/** FranceConnect gives the civil register's identity, and the identity provider's birth date, e-mail and usage name. */
export const edition: Edition = {
  brand: 'FranceConnect',
  acrValues: ['eidas1'],
  claimsSupported,
  ssoAcrs: ['eidas1'],
  showsExcluded: true,
  suspects: true,
  mandates: true,
  tutorial: false,
  supportName: 'fclow',
  help: {},
  claims: ({ idp_id, identity, civil }) => ({
    ...(civil && pivotClaims(civil)),
    preferred_username: identity.preferred_username,
    email: identity.email,
    idp_birthdate: identity.birthdate,
    idp_id,
  }),
}
