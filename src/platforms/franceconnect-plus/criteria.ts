import { always, declared } from '../../conformance/builders.ts'
import type { Criterion } from '../../conformance/criterion.ts'
import { tokenRevoked } from '../../conformance/stock/revocation.ts'
import { criteriaFor } from '../franceconnect/criteria.ts'
import { publicRedirectUri } from '../franceconnect/rules/advice.ts'

const technical = {
  document: 'FranceConnect+, documentation partenaires',
  section: 'Documentation technique',
  url: 'https://docs.partenaires.franceconnect.gouv.fr/fs/fs-technique/',
}

/** The recette of FranceConnect+: FranceConnect's, and what the higher levels add. */
export const criteria: readonly Criterion[] = [
  ...criteriaFor({
    brand: 'FranceConnect+',
    levels: ['eidas2', 'eidas3'],
    session: {
      fr: 'FranceConnect+ redemande à chaque connexion de prouver son identité.',
      en: 'FranceConnect+ asks for a proof of identity again at each login.',
    },
  }),
  tokenRevoked(technical),
  always(
    publicRedirectUri,
    {
      fr: 'redirect_uri commence par https et porte un nom public',
      en: 'redirect_uri begins with https and names a public domain',
    },
    { severity: 'advised' },
  ),
  declared({
    id: 'encryption/keys-published',
    title: {
      fr: 'Le service publie ses clés de chiffrement en https (jwks_uri)',
      en: 'The service publishes its encryption keys over https (jwks_uri)',
    },
    reference: technical,
    how: {
      fr: 'Ouvrez l’adresse déclarée dans jwks_uri depuis une autre machine.',
      en: 'Open the address registered as jwks_uri from another machine.',
    },
  }),
]
