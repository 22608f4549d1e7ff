import { always } from '../../conformance/builders.ts'
import type { Criterion } from '../../conformance/criterion.ts'
import { commonCriteria } from '../../conformance/stock/common.ts'
import { discoveryRead } from '../../conformance/stock/discovery.ts'
import { errorCriteria } from '../../conformance/stock/failures.ts'
import { levelAsked } from '../../conformance/stock/grant.ts'
import { levelCriteria } from '../../conformance/stock/provoked.ts'
import type { Words } from '../../lib/words.ts'
import { declaredCriteria } from './declared-criteria.ts'
import { passages } from './passages.ts'
import { nonceRandom, promptUserinfo, secretInBody, stateRandom } from './rules/advice.ts'

const random = {
  document: 'FranceConnect, qualification',
  section: 'Vérifications techniques',
  url: 'https://docs.partenaires.franceconnect.gouv.fr/devenir-fs/projet-qualification-fs',
}

/** Errors that a person can come back with, beside giving up (access_denied), which a login shows by itself. */
const returnedErrors = ['invalid_scope', 'invalid_request', 'server_error', 'temporarily_unavailable']

/** What FranceConnect asks of a service before production; `brand` is the name on the button. */
export const criteriaFor = ({
  brand,
  levels,
  session,
}: {
  brand: string
  /** Levels that a service can be granted on this hub. */
  levels: readonly string[]
  /** How long the hub keeps its own session. */
  session: Words
}): readonly Criterion[] => [
  ...commonCriteria({
    references: {
      technical: passages.technical,
      random,
      scopes: passages.scope,
      logout: passages.logoutRequest,
      security: random,
    },
    bits: 96,
    nonce: 'required',
    codeSeconds: 30,
    session,
    logout: ['id_token_hint', 'state', 'post_logout_redirect_uri'],
  }),
  discoveryRead(passages.technical),
  levelAsked(levels, passages.technical),
  ...levelCriteria(),
  ...errorCriteria(returnedErrors, passages.errors),
  always(
    stateRandom,
    { fr: 'state a au moins 32 caractères', en: 'state has at least 32 characters' },
    { severity: 'advised' },
  ),
  always(
    nonceRandom,
    { fr: 'nonce a au moins 32 caractères', en: 'nonce has at least 32 characters' },
    { severity: 'advised' },
  ),
  always(secretInBody, {
    fr: 'Le secret est envoyé dans le corps (client_secret_post)',
    en: 'The secret is sent in the body (client_secret_post)',
  }),
  always(
    promptUserinfo,
    { fr: 'userinfo est appelé aussitôt après le jeton', en: 'userinfo is called right after the token' },
    { unspoilt: true },
  ),
  ...declaredCriteria(brand),
]

/** The recette of FranceConnect. */
export const criteria = criteriaFor({
  brand: 'FranceConnect',
  levels: ['eidas1'],
  session: {
    fr: 'FranceConnect ferme la sienne après 30 minutes.',
    en: 'FranceConnect ends its own after 30 minutes.',
  },
})
