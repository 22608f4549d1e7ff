import type { Rule } from '../../rules/rule.ts'
import { type Constraint, onceAtMost, parameterRule } from './parameter-rule.ts'
import { passages } from './passages.ts'

const HTTP_URI = /^https?:\/\/[^/].+$/
const OPAQUE = /^[^.*?{}()|[\]\\ ]+$/

const logoutText = (name: string): Rule =>
  parameterRule({
    endpoint: 'end_session',
    name,
    kind: 'text',
    reference: passages.logoutParameters,
    message: `${name} must be a string`,
    isRequired: false,
    ...onceAtMost(name),
    good: 'a text',
  })

/** Parameters of the logout: none is needed, but an address must be one. */
export const logoutGate: readonly Rule[] = [
  logoutText('id_token_hint'),
  parameterRule({
    endpoint: 'end_session',
    name: 'post_logout_redirect_uri',
    kind: 'address',
    reference: passages.logoutParameters,
    message: `post_logout_redirect_uri must match ${HTTP_URI} regular expression`,
    wrong: 'post_logout_redirect_uri n’est pas une adresse http(s)',
    isRequired: false,
    holds: (value) => HTTP_URI.test(value),
    title: {
      fr: 'post_logout_redirect_uri, s’il est donné, est une adresse http(s)',
      en: 'post_logout_redirect_uri, when given, is an http(s) address',
    },
    remedy: {
      fr: 'Envoyez une adresse enregistrée, ou omettez le paramètre : vide, il est refusé.',
      en: 'Send a registered address, or leave the parameter out: an empty one is refused.',
    },
    good: 'http://localhost:3000/logout-callback',
    bad: '',
  }),
  ...['state', 'client_id', 'logout_hint', 'ui_locales'].map(logoutText),
]

const revocation = (given: Omit<Constraint, 'endpoint' | 'reference' | 'isRequired'>) =>
  parameterRule({
    endpoint: 'revocation',
    reference: passages.revocationParameters,
    isRequired: true,
    ...given,
  })

const asItCame = {
  fr: 'Envoyez l’access_token ou le refresh_token tel que vous l’avez reçu.',
  en: 'Send the access_token or the refresh_token as it came.',
}

const inTheForm = {
  fr: 'Envoyez client_id et client_secret dans les champs du formulaire : l’authentification Basic ne permet pas de révoquer.',
  en: 'Send client_id and client_secret as form fields: Basic authentication cannot revoke.',
}

/** Parameters of the revocation, which must all be in the body. */
export const revocationGate: readonly Rule[] = [
  revocation({
    name: 'token',
    kind: 'min',
    message: 'token must be longer than or equal to 43 characters',
    wrong: 'token a moins de 43 caractères',
    holds: (value) => value.length >= 43,
    title: {
      fr: 'token a au moins 43 caractères',
      en: 'token has at least 43 characters',
    },
    remedy: asItCame,
    good: 't'.repeat(43),
    bad: 't'.repeat(42),
  }),
  revocation({
    name: 'token',
    kind: 'opaque',
    message: `token must match ${OPAQUE} regular expression`,
    wrong: 'token contient un caractère qu’un jeton opaque n’a pas',
    holds: (value) => OPAQUE.test(value),
    title: {
      fr: 'token est opaque : un id_token ne se révoque pas',
      en: 'token is opaque: an id_token cannot be revoked',
    },
    remedy: asItCame,
    good: 't'.repeat(43),
    bad: 'header.payload.signature',
  }),
  revocation({
    name: 'client_id',
    kind: 'text',
    message: 'client_id must be a string',
    title: {
      fr: 'client_id est dans le corps',
      en: 'client_id is in the body',
    },
    remedy: inTheForm,
    good: 'rp',
  }),
  revocation({
    name: 'client_secret',
    kind: 'min',
    message: 'client_secret must be longer than or equal to 32 characters',
    wrong: 'client_secret a moins de 32 caractères',
    holds: (value) => value.length >= 32,
    title: {
      fr: 'client_secret est dans le corps, avec ses 32 caractères ou plus',
      en: 'client_secret is in the body, with its 32 characters or more',
    },
    remedy: inTheForm,
    good: 's'.repeat(32),
    bad: 's'.repeat(31),
  }),
]
