import type { Why } from '../../pages/why.ts'
import type { LibraryError } from '../platform.ts'
import { type Passage, passages } from './passages.ts'

type Reason = { expected: string; remedy: string; passage: Passage }

const because = (passage: Passage, expected: string, remedy: string): Reason => ({
  expected,
  remedy,
  passage,
})

const claims = because(
  passages.claimsParameter,
  'claims: a JSON object with a member id_token or userinfo, itself an object',
  'Send claims={"id_token":{"amr":{"essential":true}}}, URL-encoded, or leave claims out.',
)
const code = because(
  passages.authorizationCode,
  'a code less than 30 seconds old, used once, by the client and for the redirect_uri that it was issued to',
  'Exchange the code as soon as the browser brings it back, once, with the redirect_uri of the authorize request.',
)
const expiredAccess = because(
  passages.userinfoRequest,
  'a userinfo request in the 30 seconds that follow the consent (the grant dies then, although expires_in says 60)',
  'Call userinfo right after the token request.',
)
const secret = because(
  passages.clientAuthentication,
  'client_id and client_secret of this environment, both in the body of the request (client_secret_post)',
  'Compare client_id and client_secret with the registration; each environment has its own.',
)
const sector = because(
  passages.pairwise,
  'a sector_identifier_uri that answers 200 with a JSON array holding every redirect_uri of the client',
  'Serve the array at that address, or register redirect_uris of one host only and no sector_identifier_uri.',
)
const bearer = because(
  passages.accessToken,
  'one access token, as "Authorization: Bearer <token>" (or access_token in the query, not both)',
  'Send the header alone.',
)
const hint = because(
  passages.logoutRequest,
  'id_token_hint: the ID Token that this hub gave this client, decrypted, with its aud and its signature',
  'Send the ID Token as it was received (a FranceConnect+ client decrypts it first).',
)
const keys = because(
  passages.encryption,
  'the encryption key of the client, published at its jwks_uri (or registered as jwks) with use=enc and its alg',
  'Check that the address answers 200 with a JSON Web Key Set holding that key.',
)
const lost = because(
  passages.errors,
  'the browser that began this login, with its cookies, before it expired',
  'Begin a new login; keep one cookie jar for the whole login.',
)

const reasons: Readonly<Record<string, Reason>> = {
  Y04EA6EF: because(
    passages.authenticationRequest,
    'the client_id of an active registration of this hub',
    'Register the client on this hub, or correct client_id: each environment has its own.',
  ),
  Y04C013C: because(
    passages.redirectUri,
    'one of the redirect_uris of the registration, character by character',
    'Register this very address, or send a registered one.',
  ),
  Y040001: because(
    passages.errors,
    'a request without fault',
    'Correct what the hub received; several faults at once hide the first one.',
  ),
  Y048017B: because(
    passages.authenticationRequest,
    'every required parameter, with a value',
    'Send the parameter that the description names.',
  ),
  Y0411646: because(
    passages.authenticationRequest,
    'response_type=code',
    'Use the authorization code flow: no other exists here.',
  ),
  Y044D706: because(
    passages.scope,
    'scopes granted to this client',
    'Leave the scope out, or have the habilitation grant it (`scopes` of the registration).',
  ),
  Y04EE963: because(passages.authenticationRequest, 'a scope that holds openid', 'Add openid to scope.'),
  Y04A8220: sector,
  Y04ED062: sector,
  Y049E35D: sector,
  Y04639D8: sector,
  Y043310B: because(
    passages.technical,
    'a registration that this hub accepts',
    'Correct the registration as the detail says; several hosts need a sector_identifier_uri, FranceConnect+ signs with ES256 alone.',
  ),
  Y0485169: claims,
  Y04C032B: claims,
  Y0420EF4: claims,
  Y0465CB6: claims,
  Y04AAA70: claims,
  Y04D5AB7: lost,
  Y04CAB72: lost,
  Y04D7C28: lost,
  Y042BB27: lost,
  Y0434A7B: secret,
  Y0479FCE: secret,
  Y044D82C: secret,
  Y044FEB3: secret,
  Y04DADA6: because(
    passages.clientAuthentication,
    'client_id and client_secret in one place',
    'Send them in the body alone, without an Authorization header.',
  ),
  Y04C2044: because(
    passages.tokenRequest,
    'grant_type=authorization_code',
    'There is no refresh token and no other grant here: begin a new login.',
  ),
  Y043C322: because(
    passages.tokenRequest,
    'a body of type application/x-www-form-urlencoded',
    'Send a form, not JSON.',
  ),
  Y049E20B: code,
  Y043F0A8: code,
  Y04D8B5C: code,
  Y047A2EA: code,
  Y04F8199: code,
  Y0416228: code,
  Y0446550: because(
    passages.authorizationCode,
    'no code_verifier: the authorize endpoint of this hub refuses code_challenge',
    'Turn PKCE off for this hub.',
  ),
  Y0489AFE: because(
    passages.technical,
    'a request of a server, without Origin',
    'Call the token and userinfo endpoints from the back end, never from a page.',
  ),
  Y044D511: keys,
  Y046B607: keys,
  Y0450142: keys,
  Y0489D15: expiredAccess,
  Y0446BD3: expiredAccess,
  Y04146A2: bearer,
  Y043D61A: bearer,
  Y04B729E: bearer,
  Y04514E0: bearer,
  Y0466776: because(
    passages.revocation,
    'a token of the client that authenticates',
    'Revoke with the client that received the token.',
  ),
  Y04FEDB9: hint,
  Y0429C91: hint,
  Y0467882: hint,
  Y045AFAE: hint,
  Y04CFAEF: because(
    passages.logoutRequest,
    'one of the post_logout_redirect_uris of the registration, character by character',
    'Register this very address, or send a registered one.',
  ),
  Y047B9D9: because(
    passages.logoutRequest,
    'a confirmation that follows GET /session/end in the same browser',
    'Send the browser to /session/end; the hub posts the confirmation by itself.',
  ),
  Y04976CE: because(
    passages.logoutRequest,
    'the xsrf of the page that the hub sent',
    'Let the browser post the form as it is.',
  ),
}

const expiredToken = because(
  passages.userinfoRequest,
  'an access token less than 60 seconds old and not revoked',
  'Call userinfo right after the token request; a replayed code or a logout kills the token.',
)

/** Why oidc-provider refuses, for whoever develops the client. */
export const libraryReason = (code: string, { error_description, detail, scope }: LibraryError): Why => {
  const fallback = because(
    passages.errors,
    'a request that the hub accepts',
    'Correct what the hub received.',
  )
  const reason = detail === 'access token not found' ? expiredToken : (reasons[code] ?? fallback)
  const received = [error_description, detail !== error_description && detail, scope && `scope ${scope}`]
  return { received: received.filter(Boolean).join(': '), ...reason }
}
