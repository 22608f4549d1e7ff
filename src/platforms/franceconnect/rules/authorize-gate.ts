import { counted } from '../../../lib/counted.ts'
import { type Params, single } from '../../../oidc/params.ts'
import type { Rule } from '../../../rules/rule.ts'
import { passages } from '../passages.ts'
import { redirectUriDefect } from './redirect-uri.ts'

const document = passages.authenticationRequest

/** A request that breaks no rule of the gate, from which the examples are made. */
export const acceptable: Params = {
  client_id: 'demo',
  redirect_uri: 'https://client.example.org/callback',
  response_type: 'code',
  scope: 'openid given_name',
  state: 'state-of-thirty-two-characters-00',
  nonce: 'nonce-of-thirty-two-characters-00',
  acr_values: 'eidas1',
}

/** The acceptable request with some parameters changed; `undefined` leaves one out. */
export const changed = (changes: Params): Params => ({ ...acceptable, ...changes })

const gateRule = (
  id: string,
  title: string,
  remedy: string,
  check: Rule['check'],
  examples: Rule['examples'],
): Rule => ({
  id: `authorization/${id}`,
  title,
  endpoint: 'authorization',
  reference: document,
  remedy,
  check,
  examples,
})

const known = new Set([
  ...['client_id', 'redirect_uri', 'response_type', 'scope', 'state', 'nonce', 'acr_values'],
  ...['claims', 'prompt', 'idp_hint', 'ui_locales'],
])

export const knownParameters = gateRule(
  'known-parameters',
  `Only these parameters are sent: ${[...known].join(', ')}`,
  'Remove the parameter; PKCE, max_age, login_hint, response_mode and tracking parameters are refused too.',
  (params) => {
    const unknown = Object.keys(params).filter((name) => !known.has(name))
    return unknown.length > 0 ? `${unknown.join(', ')} given, which the hub does not accept` : undefined
  },
  {
    kept: [acceptable, changed({ claims: '{}', prompt: 'login', idp_hint: 'x', ui_locales: 'fr' })],
    broken: ['code_challenge', 'max_age', 'login_hint', 'response_mode', 'request', 'utm_source'].map(
      (name) => changed({ [name]: 'x' }),
    ),
  },
)

export const parametersOnce = gateRule(
  'parameters-once',
  'Every parameter is given once',
  'Send each parameter once.',
  (params) => {
    const twice = Object.keys(params).filter((name) => Array.isArray(params[name]))
    return twice.length > 0 ? `${twice.join(', ')} given several times` : undefined
  },
  {
    kept: [acceptable],
    broken: [changed({ scope: ['openid', 'email'] }), changed({ acr_values: ['eidas1', 'eidas1'] })],
  },
)

/** A parameter that must be there; an empty value passes where `empty` says so, for the library to judge. */
const required = (name: string, remedy: string, { empty }: { empty: boolean }): Rule =>
  gateRule(
    `${name.replaceAll('_', '-')}-required`,
    `${name} is given${empty ? '' : ' and not empty'}`,
    remedy,
    (params) => {
      if (params[name] === undefined) return `${name} is missing`
      return params[name] === '' && !empty ? `${name} is empty` : undefined
    },
    {
      kept: [acceptable, ...(empty ? [changed({ [name]: '' })] : [])],
      broken: [changed({ [name]: undefined }), ...(empty ? [] : [changed({ [name]: '' })])],
    },
  )

export const clientIdRequired = required('client_id', 'Send the client_id of the registration.', {
  empty: false,
})
export const responseTypeRequired = required('response_type', 'Send response_type=code.', { empty: true })
export const scopeRequired = required('scope', 'Send the scopes, openid first.', { empty: true })
export const stateRequired = required('state', 'Send a state of 32 random characters or more.', {
  empty: true,
})
export const acrValuesRequired = required(
  'acr_values',
  'Send the level that the service needs: eidas1, eidas2 or eidas3.',
  {
    empty: true,
  },
)

export const redirectUri = gateRule(
  'redirect-uri',
  'redirect_uri is an absolute http(s) address; in production https and a public domain name',
  'Send the registered address; in production localhost and http are refused.',
  (params, { redirectUriPolicy }) => redirectUriDefect(params.redirect_uri, redirectUriPolicy),
  {
    kept: [acceptable, changed({ redirect_uri: 'http://localhost:3000/callback' })],
    broken: [undefined, '', 'callback', 'app://callback', 'https://'].map((redirect_uri) =>
      changed({ redirect_uri }),
    ),
    brokenWhen: ['http://client.example.org/', 'https://localhost/', 'https://client/'].map(
      (redirect_uri) => ({
        params: changed({ redirect_uri }),
        circumstances: { redirectUriPolicy: 'production' },
      }),
    ),
  },
)

const MIN_NONCE = 22

export const nonceLength = gateRule(
  'nonce-length',
  `nonce has at least ${MIN_NONCE} characters`,
  'Send a nonce of 32 random characters or more, new for each request.',
  (params) => {
    const nonce = single(params, 'nonce')
    if (nonce === undefined) return params.nonce === undefined ? 'nonce is missing' : undefined
    return nonce.length < MIN_NONCE ? `nonce has ${counted(nonce.length, 'character')}` : undefined
  },
  {
    kept: [acceptable, changed({ nonce: '@#&é'.repeat(17) }), changed({ nonce: 'n'.repeat(MIN_NONCE) })],
    broken: [undefined, '', 'nonce_trop_court'].map((nonce) => changed({ nonce })),
  },
)

const MAX_PROMPT = 64

export const promptValues = gateRule(
  'prompt',
  `prompt, when given, holds login or consent in at most ${MAX_PROMPT} characters`,
  'Leave prompt out, or send login, consent or both; none and select_account do not exist here.',
  (params) => {
    const prompt = single(params, 'prompt')
    if (prompt === undefined) return undefined
    if (prompt.length > MAX_PROMPT) return `prompt has ${counted(prompt.length, 'character')}`
    const words = prompt.split(' ')
    return words.includes('login') || words.includes('consent') ? undefined : `prompt is "${prompt}"`
  },
  {
    kept: [undefined, 'login', 'consent', 'login consent', 'login unknown'].map((prompt) =>
      changed({ prompt }),
    ),
    broken: ['', 'none', 'select_account', `login ${'x'.repeat(64)}`].map((prompt) => changed({ prompt })),
  },
)

/** What the authorize endpoint demands before anything else, in its order. */
export const authorizeGate: readonly Rule[] = [
  knownParameters,
  parametersOnce,
  clientIdRequired,
  redirectUri,
  responseTypeRequired,
  scopeRequired,
  stateRequired,
  nonceLength,
  acrValuesRequired,
  promptValues,
]
