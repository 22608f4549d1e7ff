import { single } from '../../oidc/params.ts'
import type { Rule } from '../../rules/rule.ts'
import { authorizeRules } from '../proconnect/authorize-rules.ts'
import { isEmail } from '../proconnect/email.ts'
import { type Constraint, parameterRule } from '../proconnect/parameter-rule.ts'
import type { Edition } from './editions.ts'
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
]

/** The most common break with generic libraries: PKCE, max_age, response_mode, ui_locales… are all refused. */
const noParameterBut = (known: readonly string[]): Rule => ({
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
    const others = Object.keys(params).filter((name) => !known.includes(name))
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
})

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

const loginHint = authorize({
  name: 'login_hint',
  kind: 'email',
  isRequired: false,
  holds: isEmail,
  message: 'login_hint must be an email',
  wrong: 'login_hint n’est pas une adresse e-mail',
  title: authorizeRules.login_hint.title,
  remedy: {
    fr: 'Omettez login_hint : ce hub le lit et n’en fait rien.',
    en: 'Leave login_hint out: this hub reads it and makes nothing of it.',
  },
  good: 'marie.durand@fia1.fr',
  bad: 'marie.durand',
})

const { client_id, redirect_uri, scope, state, nonceMin, nonceAscii, nonceMax, claims } = authorizeRules

/** AgentConnect's gate at authorize; from July 2024 the prompt is the library's to judge. */
export const gateOf = ({ isLate, takesLoginHint }: Edition): readonly Rule[] => [
  client_id,
  responseType,
  redirect_uri,
  scope,
  isLate ? authorizeRules.acr_values : acrValuesGiven,
  state,
  isLate ? nonceMin : nonceGiven,
  nonceAscii,
  nonceMax,
  claims,
  isLate ? authorizeRules.prompt : promptKnown,
  authorizeRules.idp_hint,
  ...(takesLoginHint ? [loginHint] : []),
  noParameterBut(takesLoginHint ? [...known, 'login_hint'] : known),
]
