import { z } from 'zod'
import { seconds } from '../../lib/seconds.ts'
import { inARow, type Words } from '../../lib/words.ts'
import { ageFault, redirectFault } from '../fault.ts'
import { passages } from '../references.ts'

const REFUSE: Words = {
  fr: 'Refuse le retour : n’envoie aucun code au point d’accès token, et dit à la personne que la connexion a échoué.',
  en: 'Refuses the callback: sends no code to the token endpoint, and tells the person that the login failed.',
}

/** The address with other parameters; `undefined` takes one away. */
const changed = (to: URL, changes: Readonly<Record<string, string | undefined>>): URL => {
  const copy = new URL(to)
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) copy.searchParams.delete(name)
    else copy.searchParams.set(name, value)
  }
  return copy
}

/** The person comes back with an error, in place of what the hub meant to answer. */
const failed = (to: URL, error: string, error_description?: string): URL =>
  changed(to, { code: undefined, error, error_description })

/** What OAuth 2.0, OpenID Connect and RFC 9207 put in a callback. */
const known = 'code state iss error error_description error_uri access_token token_type id_token'.split(' ')

/** Parameters that no client knows: one that it reads would be another fault, under a name that says the contrary. */
const unknownParameters = z.record(z.string(), z.string()).superRefine((parameters, { addIssue }) => {
  for (const name of Object.keys(parameters).filter((one) => known.includes(one)))
    addIssue({
      code: 'custom',
      path: [name],
      message: `a client reads this parameter of a callback; expected a name other than ${known.join(', ')}`,
    })
})

const error = z.string().min(1).default('server_error')

/** What the browser brings back to the client. */
export const callbackFaults = [
  redirectFault({
    id: 'invalid-state',
    title: {
      fr: 'Le retour porte un state que le client n’a pas envoyé',
      en: 'The callback carries a state that the client did not send',
    },
    module: 'fapi2-security-profile-final-client-test-ensure-authorization-response-with-invalid-state-fails',
    seam: 'authorization_response',
    ends: true,
    reference: passages.csrf,
    reaction: REFUSE,
    params: z.strictObject({ state: z.string().default('not-the-state-that-you-sent') }),
    apply: (to, { state }) => changed(to, { state }),
  }),
  redirectFault({
    id: 'missing-state',
    title: { fr: 'Le retour est sans state', en: 'The callback has no state' },
    module:
      'fapi2-security-profile-final-client-test-ensure-authorization-response-with-invalid-missing-state-fails',
    seam: 'authorization_response',
    ends: true,
    reference: passages.state,
    reaction: REFUSE,
    apply: (to) => changed(to, { state: undefined }),
  }),
  redirectFault({
    id: 'invalid-authorization-response-iss',
    title: {
      fr: 'Le retour dit venir d’un autre émetteur',
      en: 'The callback says that it comes from another issuer',
    },
    module: 'fapi2-security-profile-final-client-test-invalid-authorization-response-iss',
    seam: 'authorization_response',
    ends: true,
    reference: passages.callbackIss,
    reaction: REFUSE,
    params: z.strictObject({ iss: z.string().default('https://another-issuer.example.org') }),
    apply: (to, { iss }) => changed(to, { iss }),
  }),
  redirectFault({
    id: 'remove-authorization-response-iss',
    title: {
      fr: 'Le retour est sans iss, alors que la découverte en promet un',
      en: 'The callback has no iss although discovery promises one',
    },
    module: 'fapi2-security-profile-final-client-test-remove-authorization-response-iss',
    seam: 'authorization_response',
    ends: true,
    reference: passages.callbackIss,
    reaction: inARow(REFUSE, {
      fr: 'Un client qui ne connaît qu’un hub peut se passer de cette vérification.',
      en: 'A client that knows one hub only may do without this check.',
    }),
    apply: (to) => changed(to, { iss: undefined }),
  }),
  redirectFault({
    id: 'missing-code',
    title: { fr: 'Le retour n’apporte ni code ni erreur', en: 'The callback has neither code nor error' },
    seam: 'authorization_response',
    ends: true,
    reference: passages.state,
    reaction: REFUSE,
    apply: (to) => changed(to, { code: undefined, error: undefined, error_description: undefined }),
  }),
  redirectFault({
    id: 'code-given-twice',
    title: { fr: 'Le retour porte deux codes', en: 'The callback has two codes' },
    seam: 'authorization_response',
    ends: true,
    reference: passages.parameters,
    reaction: REFUSE,
    params: z.strictObject({ code: z.string().default('another-code') }),
    apply: (to, { code }) => {
      const copy = new URL(to)
      copy.searchParams.append('code', code)
      return copy
    },
  }),
  redirectFault({
    id: 'error-with-description',
    title: {
      fr: 'Le retour apporte une erreur et son explication',
      en: 'The callback brings an error and what it means',
    },
    seam: 'authorization_response',
    ends: true,
    reference: passages.authorizationError,
    reaction: {
      fr: 'N’envoie rien au point d’accès token, dit à la personne que la connexion a échoué et propose de recommencer.',
      en: 'Sends nothing to the token endpoint, tells the person that the login failed, and offers to try again.',
    },
    params: z.strictObject({
      error,
      error_description: z
        .string()
        .default('authentication aborted due to a technical error on the authorization server'),
    }),
    apply: (to, params) => failed(to, params.error, params.error_description),
  }),
  redirectFault({
    id: 'error-without-description',
    title: { fr: 'Le retour apporte une erreur sans explication', en: 'The callback brings a bare error' },
    seam: 'authorization_response',
    ends: true,
    reference: passages.authorizationError,
    reaction: {
      fr: 'Agit comme avec une explication : error_description est facultatif, et n’est jamais affiché tel quel.',
      en: 'The same as with a description: error_description is optional, and is never shown as it comes.',
    },
    params: z.strictObject({ error }),
    apply: (to, params) => failed(to, params.error),
  }),
  redirectFault({
    id: 'unknown-parameters',
    title: {
      fr: 'Le retour porte des paramètres que personne ne connaît',
      en: 'The callback carries parameters that nobody knows',
    },
    seam: 'authorization_response',
    reference: passages.extensions,
    reaction: { fr: 'Les ignore et connecte la personne.', en: 'Ignores them and lets the person in.' },
    params: z.strictObject({
      parameters: unknownParameters.default({
        session_state: 'of-another-time',
        'unknown-parameter': '<b>"\'&',
      }),
    }),
    apply: (to, { parameters }) => changed(to, parameters),
  }),
  ageFault({
    id: 'code-expired',
    title: {
      fr: 'Le code a déjà expiré quand le client le reçoit',
      en: 'The code has already expired when the client receives it',
    },
    seam: 'code',
    reference: passages.tokenErrors,
    reaction: {
      fr: 'Tient l’erreur invalid_grant pour la fin de cette connexion, ne renvoie pas le code et propose une nouvelle connexion.',
      en: 'Takes the invalid_grant for the end of this login, does not send the code again, and offers a new one.',
    },
    params: z.strictObject({ seconds: seconds.default(3600).describe('Since when it has expired.') }),
    apply: (_, { seconds }) => seconds,
  }),
]
