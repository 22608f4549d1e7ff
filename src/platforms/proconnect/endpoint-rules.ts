import type { Rule } from '../../rules/rule.ts'
import { type Constraint, parameterRule } from './parameter-rule.ts'
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
    title: `${name}, when given, is given once`,
    remedy: `Send ${name} once at most.`,
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
    isRequired: false,
    holds: (value) => HTTP_URI.test(value),
    title: 'post_logout_redirect_uri, when given, is an http(s) address',
    remedy: 'Send a registered address, or leave the parameter out: an empty one is refused.',
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

/** Parameters of the revocation, which must all be in the body. */
export const revocationGate: readonly Rule[] = [
  revocation({
    name: 'token',
    kind: 'min',
    message: 'token must be longer than or equal to 43 characters',
    holds: (value) => value.length >= 43,
    title: 'token has at least 43 characters',
    remedy: 'Send the access_token or the refresh_token as it came.',
    good: 't'.repeat(43),
    bad: 't'.repeat(42),
  }),
  revocation({
    name: 'token',
    kind: 'opaque',
    message: `token must match ${OPAQUE} regular expression`,
    holds: (value) => OPAQUE.test(value),
    title: 'token is opaque: an id_token cannot be revoked',
    remedy: 'Send the access_token or the refresh_token as it came.',
    good: 't'.repeat(43),
    bad: 'header.payload.signature',
  }),
  revocation({
    name: 'client_id',
    kind: 'text',
    message: 'client_id must be a string',
    title: 'client_id is in the body',
    remedy: 'Send client_id and client_secret as form fields: Basic authentication cannot revoke.',
    good: 'rp',
  }),
  revocation({
    name: 'client_secret',
    kind: 'min',
    message: 'client_secret must be longer than or equal to 32 characters',
    holds: (value) => value.length >= 32,
    title: 'client_secret is in the body, with its 32 characters or more',
    remedy: 'Send client_id and client_secret as form fields: Basic authentication cannot revoke.',
    good: 's'.repeat(32),
    bad: 's'.repeat(31),
  }),
]
