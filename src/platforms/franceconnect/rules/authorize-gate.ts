import { single } from '../../../oidc/params.ts'
import type { Rule } from '../../../rules/rule.ts'
import { characters, missing } from '../../../rules/sentences.ts'
import { acceptable, changed, gateRule } from './gate-rule.ts'
import { redirectUriDefect } from './redirect-uri.ts'
import {
  acrValuesRequired,
  clientIdRequired,
  responseTypeRequired,
  scopeRequired,
  stateRequired,
} from './required-parameters.ts'

const known = new Set([
  ...['client_id', 'redirect_uri', 'response_type', 'scope', 'state', 'nonce', 'acr_values'],
  ...['claims', 'prompt', 'idp_hint', 'ui_locales'],
])

export const knownParameters = gateRule(
  'known-parameters',
  {
    fr: `Seuls ces paramètres sont envoyés : ${[...known].join(', ')}`,
    en: `Only these parameters are sent: ${[...known].join(', ')}`,
  },
  {
    fr: 'Retirez le paramètre ; PKCE, max_age, login_hint, response_mode et les paramètres de suivi sont refusés aussi.',
    en: 'Remove the parameter; PKCE, max_age, login_hint, response_mode and tracking parameters are refused too.',
  },
  (params) => {
    const unknown = Object.keys(params).filter((name) => !known.has(name))
    if (unknown.length === 0) return undefined
    const names = unknown.join(', ')
    return {
      fr: `${names} : donné, mais le hub ne l’accepte pas`,
      en: `${names} given, which the hub does not accept`,
    }
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
  { fr: 'Chaque paramètre est donné une seule fois', en: 'Every parameter is given once' },
  { fr: 'Envoyez chaque paramètre une seule fois.', en: 'Send each parameter once.' },
  (params) => {
    const twice = Object.keys(params).filter((name) => Array.isArray(params[name]))
    if (twice.length === 0) return undefined
    const names = twice.join(', ')
    return { fr: `${names} : donné plusieurs fois`, en: `${names} given several times` }
  },
  {
    kept: [acceptable],
    broken: [changed({ scope: ['openid', 'email'] }), changed({ acr_values: ['eidas1', 'eidas1'] })],
  },
)

export const redirectUri = gateRule(
  'redirect-uri',
  {
    fr: 'redirect_uri est une adresse http(s) absolue ; en production, https et un nom de domaine public',
    en: 'redirect_uri is an absolute http(s) address; in production https and a public domain name',
  },
  {
    fr: 'Envoyez l’adresse enregistrée ; en production, localhost et http sont refusés.',
    en: 'Send the registered address; in production localhost and http are refused.',
  },
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
  {
    fr: `nonce a au moins ${MIN_NONCE} caractères`,
    en: `nonce has at least ${MIN_NONCE} characters`,
  },
  {
    fr: 'Envoyez un nonce aléatoire de 32 caractères ou plus, nouveau à chaque demande.',
    en: 'Send a nonce of 32 random characters or more, new for each request.',
  },
  (params) => {
    const nonce = single(params, 'nonce')
    if (nonce === undefined) return params.nonce === undefined ? missing('nonce') : undefined
    return nonce.length < MIN_NONCE ? characters('nonce', nonce) : undefined
  },
  {
    kept: [acceptable, changed({ nonce: '@#&é'.repeat(17) }), changed({ nonce: 'n'.repeat(MIN_NONCE) })],
    broken: [undefined, '', 'nonce_trop_court'].map((nonce) => changed({ nonce })),
  },
)

const MAX_PROMPT = 64

export const promptValues = gateRule(
  'prompt',
  {
    fr: `prompt, s’il est donné, contient login ou consent, en ${MAX_PROMPT} caractères au plus`,
    en: `prompt, when given, holds login or consent in at most ${MAX_PROMPT} characters`,
  },
  {
    fr: 'Omettez prompt, ou envoyez login, consent ou les deux ; none et select_account n’existent pas ici.',
    en: 'Leave prompt out, or send login, consent or both; none and select_account do not exist here.',
  },
  (params) => {
    const prompt = single(params, 'prompt')
    if (prompt === undefined) return undefined
    if (prompt.length > MAX_PROMPT) return characters('prompt', prompt)
    const words = prompt.split(' ')
    return words.includes('login') || words.includes('consent')
      ? undefined
      : { fr: `prompt vaut « ${prompt} »`, en: `prompt is "${prompt}"` }
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
