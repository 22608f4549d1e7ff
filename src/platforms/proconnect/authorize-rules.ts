import { isEmail } from './email.ts'
import { type Constraint, onceAtMost, parameterRule } from './parameter-rule.ts'
import { passages } from './passages.ts'

const HTTP_URI = /^https?:\/\/[^/].+$/

type Given = Partial<Constraint> & Pick<Constraint, 'name' | 'title' | 'remedy' | 'good'>

const authorize = (given: Given) =>
  parameterRule({
    endpoint: 'authorization',
    reference: passages.authorizeParameters,
    kind: 'text',
    message: `${given.name} must be a string`,
    isRequired: false,
    ...given,
  })

const text = (name: string, good: string) => authorize({ name, good, ...onceAtMost(name) })

const required = (name: string, good: string) =>
  authorize({
    name,
    good,
    isRequired: true,
    title: { fr: `${name} est donné, une seule fois`, en: `${name} is given, once` },
    remedy: {
      fr: `Envoyez ${name} avec chaque demande à authorize.`,
      en: `Send ${name} with every authorize request.`,
    },
  })

/** The checks that two hubs of this family share, each with its own words. */
export const authorizeRules = {
  client_id: required('client_id', 'rp'),
  response_type: required('response_type', 'code'),
  redirect_uri: authorize({
    name: 'redirect_uri',
    kind: 'address',
    isRequired: true,
    holds: (value) => HTTP_URI.test(value),
    message: `redirect_uri must match ${HTTP_URI} regular expression`,
    wrong: 'redirect_uri n’est pas une adresse http(s)',
    title: {
      fr: 'redirect_uri est une adresse http(s)',
      en: 'redirect_uri is an http(s) address',
    },
    remedy: {
      fr: 'Envoyez l’adresse enregistrée, complète, avec son schéma.',
      en: 'Send the registered address, complete with its scheme.',
    },
    good: 'http://localhost:3000/callback',
    bad: 'localhost:3000/callback',
  }),
  scope: required('scope', 'openid'),
  state: required('state', 's'.repeat(32)),
  nonceMin: authorize({
    name: 'nonce',
    kind: 'min',
    holds: (value) => value.length >= 1,
    message: 'nonce must be longer than or equal to 1 characters',
    wrong: 'nonce est vide',
    title: {
      fr: 'nonce, s’il est donné, n’est pas vide',
      en: 'nonce, when given, is not empty',
    },
    remedy: {
      fr: 'Tirez un nonce aléatoire de 32 caractères au moins à chaque demande.',
      en: 'Make a nonce of at least 32 random characters for each request.',
    },
    good: 'n'.repeat(32),
    bad: '',
  }),
  nonceAscii: authorize({
    name: 'nonce',
    kind: 'ascii',
    holds: (value) => value !== '' && [...value].every((character) => character.charCodeAt(0) < 128),
    message: 'Le nonce doit être composé de caractères ASCII',
    wrong: 'nonce est vide ou contient un caractère hors ASCII',
    title: {
      fr: 'nonce, s’il est donné, ne contient que des caractères ASCII',
      en: 'nonce, when given, holds ASCII characters alone',
    },
    remedy: {
      fr: 'Encodez des octets aléatoires en hexadécimal ou en base64url.',
      en: 'Encode random bytes as hexadecimal or base64url.',
    },
    good: 'n'.repeat(32),
    bad: 'nonce-é',
  }),
  nonceMax: authorize({
    name: 'nonce',
    kind: 'max',
    holds: (value) => value.length <= 512,
    message: 'nonce must be shorter than or equal to 512 characters',
    wrong: 'nonce a plus de 512 caractères',
    title: {
      fr: 'nonce a au plus 512 caractères',
      en: 'nonce has at most 512 characters',
    },
    remedy: {
      fr: 'Gardez le nonce entre 32 et 512 caractères.',
      en: 'Keep the nonce between 32 and 512 characters.',
    },
    good: 'n'.repeat(512),
    bad: 'n'.repeat(513),
  }),
  acr_values: text('acr_values', 'eidas1'),
  claims: text('claims', '{"id_token":{"amr":null}}'),
  prompt: text('prompt', 'login'),
  response_mode: text('response_mode', 'query'),
  login_hint: authorize({
    name: 'login_hint',
    kind: 'email',
    holds: isEmail,
    message: 'Le login_hint doit être une adresse email valide',
    wrong: 'login_hint n’est pas une adresse e-mail',
    title: {
      fr: 'login_hint, s’il est donné, est une adresse e-mail',
      en: 'login_hint, when given, is an e-mail address',
    },
    remedy: {
      fr: 'Envoyez une adresse, ou omettez login_hint : vide, il est refusé aussi.',
      en: 'Send an address, or leave login_hint out: an empty one is refused too.',
    },
    good: 'marie.durand@fia1.fr',
    bad: 'marie.durand',
  }),
  siret_hint: authorize({
    name: 'siret_hint',
    kind: 'length',
    holds: (value) => value.length === 14,
    message: 'Le siret_hint doit contenir 14 caractères',
    wrong: 'siret_hint n’a pas 14 caractères',
    title: {
      fr: 'siret_hint, s’il est donné, a 14 caractères',
      en: 'siret_hint, when given, has 14 characters',
    },
    remedy: {
      fr: 'Envoyez le SIRET sans espaces, ou omettez siret_hint.',
      en: 'Send the SIRET without spaces, or leave siret_hint out.',
    },
    good: '21920023500014',
    bad: '219200235',
  }),
  idp_hint: text('idp_hint', 'fia1'),
  code_challenge: text('code_challenge', 'c'.repeat(43)),
  code_challenge_method: text('code_challenge_method', 'S256'),
} as const

/** ProConnect's gate at authorize, in its order: all that are broken show at once. */
export const authorizeGate = Object.values(authorizeRules)
