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
] as const

/** The most common break with generic libraries: PKCE, max_age, response_mode, ui_locales… are all refused. */
const noOtherParameter: Rule = {
  id: 'authorization/no-other-parameter',
  title: `authorize is given no parameter but ${known.join(', ')}`,
  endpoint: 'authorization',
  reference: passages.source,
  remedy: 'Switch PKCE and every optional parameter off in the client library.',
  check(params) {
    const others = Object.keys(params).filter((name) => !known.some((one) => one === name))
    return others.length === 0
      ? undefined
      : others.map((name) => `property ${name} should not exist`).join(', ')
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
  title: 'acr_values is given, once',
  remedy: 'Send acr_values=eidas1 with every authorize request.',
  good: 'eidas1',
})

const nonceGiven: Rule = {
  ...authorizeRules.nonceMin,
  id: 'authorization/nonce-given',
  title: 'nonce is given, and is not empty',
  reference: passages.source,
  check: (params) =>
    single(params, 'nonce') ? undefined : 'nonce must be longer than or equal to 1 characters',
  examples: { kept: [{ nonce: 'n'.repeat(32) }], broken: [{}, { nonce: '' }] },
}

const PROMPTS = /^(login|consent|login consent|consent login)$/

const promptKnown = authorize({
  name: 'prompt',
  kind: 'known',
  isRequired: false,
  message: `prompt must match ${PROMPTS} regular expression`,
  holds: (value) => PROMPTS.test(value),
  title: 'prompt, when given, is login or consent',
  remedy: 'Leave prompt out: whatever it says, the person logs in.',
  good: 'login',
  bad: 'none',
})

const responseType = authorize({
  name: 'response_type',
  kind: 'once',
  isRequired: false,
  message: 'response_type must be a string',
  title: 'response_type is given once',
  remedy: 'Send response_type=code, once.',
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
  noOtherParameter,
]

/** A hint that the hub could not have made. */
export const hintHasAtHash: Rule = {
  id: 'end_session/at-hash',
  title: 'id_token_hint holds at_hash',
  endpoint: 'end_session',
  reference: passages.technical,
  remedy: 'Send the id_token of the token response as it came.',
  check(params) {
    const payload = hintPayload(params)
    return payload === undefined || 'at_hash' in payload ? undefined : 'id_token_hint has no at_hash'
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
