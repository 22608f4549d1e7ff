import type { IdentityProvider } from '../../identity-providers/identity-provider.ts'
import type { Refusal } from '../../journey/answer.ts'
import type { Interaction } from '../../journey/visit.ts'
import { type AcrFamily, acrValuesOf } from '../proconnect/acr.ts'
import { refuse } from '../proconnect/journey/refuse.ts'

const ASKABLE = 'eidas1'

/** Levels of identity providers, lowest first; clients may ask the lowest alone. */
export const levels: AcrFamily = {
  supported: ['eidas1', 'eidas2', 'eidas3'],
  raised: {},
  neverReused: [],
}

/** What the request asks once unknown levels are taken for the only one that may be asked. */
export const askedLevels = (acr_values: string | undefined): string =>
  acrValuesOf({ acr_values }).find((acr) => levels.supported.includes(acr) && acr !== ASKABLE) ?? ASKABLE

/** A level that exists but may not be asked. */
export const levelObjection = ({ params }: Interaction) => {
  const asked = askedLevels(params.acr_values)
  if (asked === ASKABLE) return undefined
  return {
    error: 'invalid_acr',
    error_description: `acr_value is not valid, should be equal one of these values, expected ${ASKABLE}, got ${asked}`,
  }
}

/** What is wrong in the level that an identity provider answered: absent, unknown or too low, too high. */
export const levelRefusal = (acr: string | undefined, provider: IdentityProvider): Refusal | undefined => {
  if (acr === undefined || acr === '')
    return refuse('Y020030', {
      fr: 'aucun acr du fournisseur d’identité',
      en: 'no acr from the identity provider',
    })
  const rank = levels.supported.indexOf(acr)
  if (rank < 0)
    return refuse('Y020001', {
      fr: `acr ${acr} du fournisseur d’identité`,
      en: `acr ${acr} from the identity provider`,
    })
  const highest = provider.levels.reduce((top, one) => Math.max(top, levels.supported.indexOf(one)), -1)
  const isTooHigh = highest >= 0 && rank > highest
  return isTooHigh
    ? refuse('Y020018', {
        fr: `acr ${acr} d’un fournisseur d’identité de niveau inférieur`,
        en: `acr ${acr} from an identity provider of lower level`,
      })
    : undefined
}
