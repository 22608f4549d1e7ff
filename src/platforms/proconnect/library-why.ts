import type { Why } from '../../pages/why.ts'
import type { LibraryError } from '../platform.ts'
import { type Passage, passages } from './passages.ts'

type Reason = { when: RegExp; expected: string; remedy: string; passage: Passage }

/** Matched in order against `error: description`; the first that fits explains the refusal. */
const reasons: readonly Reason[] = [
  {
    when: /content-type bodies/,
    expected: 'a body of type application/x-www-form-urlencoded',
    remedy: 'Send a form, not JSON.',
    passage: passages.tokenRequest,
  },
  {
    when: /^invalid_redirect_uri/,
    expected: 'a redirect_uri that is, character for character, one of those registered',
    remedy: 'Compare port, path, final slash and query with the registration, or register this address too.',
    passage: passages.redirectUri,
  },
  {
    when: /^invalid_client: (client is invalid|unrecognized)/,
    expected: 'the client_id of a client that is registered on this hub and active',
    remedy: 'Check the client_id and the hub: Internet and RIE have separate registrations.',
    passage: passages.authenticationRequest,
  },
  {
    when: /^invalid_client/,
    expected: 'client_id and client_secret of the registration, in the body of the request',
    remedy: 'Send both as form fields (client_secret_post), and compare the secret with the registration.',
    passage: passages.clientPassword,
  },
  {
    when: /^unsupported_response_type|'response_type'/,
    expected: 'response_type=code',
    remedy: 'Ask for the authorization code flow alone.',
    passage: passages.authenticationRequest,
  },
  {
    when: /^unsupported_response_mode/,
    expected: 'query, fragment or form_post',
    remedy: 'Leave response_mode out: query is the default.',
    passage: passages.authenticationRequest,
  },
  {
    when: /^invalid_scope|^insufficient_scope/,
    expected: 'scopes that the client was granted, openid among them',
    remedy: 'Ask for less, or have the scope added to the registration.',
    passage: passages.scopes,
  },
  {
    when: /openid scope must/,
    expected: 'openid among the scopes',
    remedy: 'Add openid to scope, separated by a space.',
    passage: passages.scopes,
  },
  {
    when: /claims/,
    expected: 'a JSON object with id_token or userinfo, themselves objects',
    remedy: 'Send for instance {"id_token":{"amr":null}}, encoded once.',
    passage: passages.claimsParameter,
  },
  {
    when: /prompt/,
    expected: 'login, consent, or none alone',
    remedy: 'Use none only to ask silently, and login otherwise.',
    passage: passages.sso,
  },
  {
    when: /^login_required/,
    expected: 'an active session of the hub in this browser',
    remedy: 'Expected answer of a silent login: start again without prompt=none when the person acts.',
    passage: passages.sso,
  },
  {
    when: /^access_denied: requested ACRs/,
    expected: 'one of the levels demanded through claims.id_token.acr',
    remedy: 'Demand levels that the identity provider can give, or handle access_denied in the client.',
    passage: passages.mfa,
  },
  {
    when: /code_challenge|code_verifier/,
    expected: 'code_challenge of 43 to 128 characters with code_challenge_method=S256',
    remedy: 'Let the client library make both values, and send the verifier with the code.',
    passage: passages.pkce,
  },
  {
    when: /^invalid_grant/,
    expected: 'a code or a refresh token of this client, still alive, used once, with the same redirect_uri',
    remedy:
      'Exchange the code at once, once, with the redirect_uri of the authorize request and its verifier.',
    passage: passages.tokenRequest,
  },
  {
    when: /grant_type|unauthorized_client/,
    expected: 'authorization_code or refresh_token, as the client registered',
    remedy: 'Check grant_type and the registration.',
    passage: passages.tokenRequest,
  },
  {
    when: /origin .* not allowed/,
    expected: 'a request from a server, without an Origin header',
    remedy: 'Call this endpoint from the back end: browsers cannot.',
    passage: passages.tokenRequest,
  },
  {
    when: /post_logout|id_token_hint|logout/,
    expected: 'an id_token_hint of this client and a registered post_logout_redirect_uri',
    remedy: 'Keep the last id_token, and compare the address with the registration.',
    passage: passages.logout,
  },
  {
    when: /^invalid_token|access token|authorization header/,
    expected: 'Authorization: Bearer with an access token that is still alive',
    remedy: 'Send the access_token of the token response before it expires.',
    passage: passages.bearer,
  },
  {
    when: /^(request_not_supported|registration_not_supported|invalid_request_uri)/,
    expected: 'plain parameters: neither request, request_uri nor registration',
    remedy: 'Send the parameters one by one.',
    passage: passages.authenticationRequest,
  },
  {
    when: /authorization request has expired|interaction/,
    expected: 'the interaction that this browser began, once, within its hour',
    remedy: 'Start again at authorize: going back or reloading cannot resume a finished login.',
    passage: passages.authenticationRequest,
  },
  {
    when: /^server_error/,
    expected: 'a session of the hub that still lasts for this person',
    remedy: 'The person logged out, or the session is over: log in again.',
    passage: passages.refresh,
  },
]

/** What our panel and the journal say of an error of the library. */
export const libraryWhy = (
  error: string,
  description: string | undefined,
  { detail, scope }: LibraryError,
): Why[] => {
  const said = description === undefined ? error : `${error}: ${description}`
  const found = reasons.find(({ when }) => when.test(said))
  const received = [said, scope && `scope ${scope}`, detail && `(${detail})`].filter(Boolean).join(' ')
  if (!found) {
    return [
      {
        received,
        expected: 'a request as OpenID Connect describes it',
        remedy: 'Compare the request with the documentation of this endpoint.',
        passage: passages.authenticationRequest,
      },
    ]
  }
  const { expected, remedy, passage } = found
  return [{ received, expected, remedy, passage }]
}
