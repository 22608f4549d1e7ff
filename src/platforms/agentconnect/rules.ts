import { hintPayload } from '../../oidc/id-token-hint.ts'
import { single } from '../../oidc/params.ts'
import type { Rule } from '../../rules/rule.ts'
import { authorizeRules } from '../proconnect/authorize-rules.ts'
import { logoutGiven } from '../proconnect/documented-rules.ts'
import { type Constraint, parameterRule } from '../proconnect/parameter-rule.ts'
import { passages } from './passages.ts'

const authorize = (given: Omit<Constraint, 'endpoint' | 'reference'>): Rule =>
  parameterRule({ endpoint: 'authorization', reference: passages.source, ...given })

const known = [
  'client_id',
  'redirect_uri',
  'response_type',
  'scope',
  'acr_values',
  'state',
  'nonce',
  'claims',
  'prompt',
  'idp_hint',
] as const

/** The most common break with generic libraries: PKCE, max_age, response_mode, ui_locales… are all refused. */
const noOtherParameter: Rule = {
  id: 'authorization/no-other-parameter',
  title: {
    fr: `authorize ne reçoit aucun autre paramètre que ${known.join(', ')}`,
    en: `authorize is given no parameter but ${known.join(', ')}`,
  },
  endpoint: 'authorization',
  reference: passages.source,
  remedy: {
    fr: 'Désactivez PKCE et tous les paramètres facultatifs dans la bibliothèque du client.',
    en: 'Switch PKCE and every optional parameter off in the client library.',
  },
  check(params) {
    const others = Object.keys(params).filter((name) => !known.some((one) => one === name))
    if (others.length === 0) return undefined
    return {
      fr: `${others.join(', ')} : donné, mais le hub ne l’accepte pas`,
      en: others.map((name) => `property ${name} should not exist`).join(', '),
    }
  },
  examples: {
    kept: [{ client_id: 'rp', prompt: 'login' }],
    broken: [{ code_challenge: 'c'.repeat(43) }, { max_age: '60' }, { response_mode: 'query' }],
  },
}

const acrValuesGiven = authorize({
  name: 'acr_values',
  kind: 'given',
  isRequired: true,
  message: 'acr_values must be a string',
  title: {
    fr: 'acr_values est donné, une seule fois',
    en: 'acr_values is given, once',
  },
  remedy: {
    fr: 'Envoyez acr_values=eidas1 avec chaque demande à authorize.',
    en: 'Send acr_values=eidas1 with every authorize request.',
  },
  good: 'eidas1',
})

const nonceGiven: Rule = {
  ...authorizeRules.nonceMin,
  id: 'authorization/nonce-given',
  title: {
    fr: 'nonce est donné, et n’est pas vide',
    en: 'nonce is given, and is not empty',
  },
  reference: passages.source,
  check: (params) =>
    single(params, 'nonce')
      ? undefined
      : {
          fr: 'nonce manque ou est vide',
          en: 'nonce must be longer than or equal to 1 characters',
        },
  examples: { kept: [{ nonce: 'n'.repeat(32) }], broken: [{}, { nonce: '' }] },
}

const PROMPTS = /^(login|consent|login consent|consent login)$/

const promptKnown = authorize({
  name: 'prompt',
  kind: 'known',
  isRequired: false,
  message: `prompt must match ${PROMPTS} regular expression`,
  wrong: 'prompt n’est ni login, ni consent, ni les deux',
  holds: (value) => PROMPTS.test(value),
  title: {
    fr: 'prompt, s’il est donné, est login ou consent',
    en: 'prompt, when given, is login or consent',
  },
  remedy: {
    fr: 'Omettez prompt : quoi qu’il dise, la personne se connecte.',
    en: 'Leave prompt out: whatever it says, the person logs in.',
  },
  good: 'login',
  bad: 'none',
})

const responseType = authorize({
  name: 'response_type',
  kind: 'once',
  isRequired: false,
  message: 'response_type must be a string',
  title: {
    fr: 'response_type est donné une seule fois',
    en: 'response_type is given once',
  },
  remedy: {
    fr: 'Envoyez response_type=code, une seule fois.',
    en: 'Send response_type=code, once.',
  },
  good: 'code',
})

const { client_id, redirect_uri, scope, state, nonceMin, nonceAscii, nonceMax, claims } = authorizeRules

/** AgentConnect's gate at authorize, until its last months. */
export const strictGate: readonly Rule[] = [
  client_id,
  responseType,
  redirect_uri,
  scope,
  acrValuesGiven,
  state,
  nonceGiven,
  nonceAscii,
  nonceMax,
  claims,
  promptKnown,
  authorizeRules.idp_hint,
  noOtherParameter,
]

/** The same from July 2024: acr_values and nonce may be left out, prompt is the library's to judge. */
export const lateGate: readonly Rule[] = [
  client_id,
  responseType,
  redirect_uri,
  scope,
  authorizeRules.acr_values,
  state,
  nonceMin,
  nonceAscii,
  nonceMax,
  claims,
  authorizeRules.prompt,
  authorizeRules.idp_hint,
  noOtherParameter,
]

/** A hint that the hub could not have made. */
export const hintHasAtHash: Rule = {
  id: 'end_session/at-hash',
  title: {
    fr: 'id_token_hint contient at_hash',
    en: 'id_token_hint holds at_hash',
  },
  endpoint: 'end_session',
  reference: passages.technical,
  remedy: {
    fr: 'Envoyez l’id_token de la réponse du jeton, tel que vous l’avez reçu.',
    en: 'Send the id_token of the token response as it came.',
  },
  check(params) {
    const payload = hintPayload(params)
    return payload === undefined || 'at_hash' in payload
      ? undefined
      : { fr: 'id_token_hint n’a pas de at_hash', en: 'id_token_hint has no at_hash' }
  },
  examples: {
    kept: [{ id_token_hint: 'e30.eyJhdF9oYXNoIjoieCJ9.sig' }, {}, { id_token_hint: 'unreadable' }],
    broken: [{ id_token_hint: 'e30.e30.sig' }],
  },
}

/** What the documentation asks of a logout, and the hub lets pass. */
export const logoutDocumented: readonly Rule[] = [
  logoutGiven('id_token_hint', passages.technical),
  logoutGiven('state', passages.technical),
  logoutGiven('post_logout_redirect_uri', passages.technical),
]
