import { passages } from './passages.ts'
import { because } from './shared-reasons.ts'

const code = because(
  [
    'un code de moins de 30 secondes, utilisé une fois, par le client et avec le redirect_uri pour lesquels il a été donné',
    'a code less than 30 seconds old, used once, by the client and for the redirect_uri that it was issued to',
  ],
  [
    'Échangez le code dès que le navigateur le rapporte, une seule fois, avec le redirect_uri de la demande à authorize.',
    'Exchange the code as soon as the browser brings it back, once, with the redirect_uri of the authorize request.',
  ],
  passages.authorizationCode,
)
const expiredAccess = because(
  [
    'une demande à userinfo dans les 30 secondes qui suivent le consentement (l’autorisation expire alors, bien que expires_in dise 60)',
    'a userinfo request in the 30 seconds that follow the consent (the grant dies then, although expires_in says 60)',
  ],
  ['Appelez userinfo aussitôt après la demande de jeton.', 'Call userinfo right after the token request.'],
  passages.userinfoRequest,
)
const secret = because(
  [
    'les client_id et client_secret de cet environnement, tous deux dans le corps de la demande (client_secret_post)',
    'client_id and client_secret of this environment, both in the body of the request (client_secret_post)',
  ],
  [
    'Comparez client_id et client_secret avec l’enregistrement ; chaque environnement a les siens.',
    'Compare client_id and client_secret with the registration; each environment has its own.',
  ],
  passages.clientAuthentication,
)
const bearer = because(
  [
    'un seul jeton d’accès, sous la forme « Authorization: Bearer <jeton> » (ou access_token dans l’adresse, pas les deux)',
    'one access token, as "Authorization: Bearer <token>" (or access_token in the query, not both)',
  ],
  ['Envoyez l’en-tête seul.', 'Send the header alone.'],
  passages.accessToken,
)
const keys = because(
  [
    'la clé de chiffrement du client, publiée à son jwks_uri (ou enregistrée dans jwks) avec use=enc et son alg',
    'the encryption key of the client, published at its jwks_uri (or registered as jwks) with use=enc and its alg',
  ],
  [
    'Vérifiez que l’adresse répond 200 avec un JSON Web Key Set qui contient cette clé.',
    'Check that the address answers 200 with a JSON Web Key Set holding that key.',
  ],
  passages.encryption,
)

/** A token that lives no more, or never did. */
export const expiredToken = because(
  [
    'un jeton d’accès de moins de 60 secondes et qui n’est pas révoqué',
    'an access token less than 60 seconds old and not revoked',
  ],
  [
    'Appelez userinfo aussitôt après la demande de jeton ; un code rejoué ou une déconnexion révoque le jeton.',
    'Call userinfo right after the token request; a replayed code or a logout kills the token.',
  ],
  passages.userinfoRequest,
)

/** Why the engine refuses what the client's server asks. */
export const backChannelReasons = {
  Y0434A7B: secret,
  Y0479FCE: secret,
  Y044D82C: secret,
  Y044FEB3: secret,
  Y04DADA6: because(
    ['client_id et client_secret au même endroit', 'client_id and client_secret in one place'],
    [
      'Envoyez-les dans le corps seul, sans en-tête Authorization.',
      'Send them in the body alone, without an Authorization header.',
    ],
    passages.clientAuthentication,
  ),
  Y04C2044: because(
    ['grant_type=authorization_code', 'grant_type=authorization_code'],
    [
      'Il n’y a ici ni refresh token ni autre grant_type : commencez une nouvelle connexion.',
      'There is no refresh token and no other grant here: begin a new login.',
    ],
    passages.tokenRequest,
  ),
  Y043C322: because(
    [
      'un corps de type application/x-www-form-urlencoded',
      'a body of type application/x-www-form-urlencoded',
    ],
    ['Envoyez un formulaire, pas du JSON.', 'Send a form, not JSON.'],
    passages.tokenRequest,
  ),
  Y049E20B: code,
  Y043F0A8: code,
  Y04D8B5C: code,
  Y047A2EA: code,
  Y04F8199: code,
  Y0416228: code,
  Y0446550: because(
    [
      'pas de code_verifier : la route authorize de ce hub refuse code_challenge',
      'no code_verifier: the authorize endpoint of this hub refuses code_challenge',
    ],
    ['Désactivez PKCE pour ce hub.', 'Turn PKCE off for this hub.'],
    passages.authorizationCode,
  ),
  Y0489AFE: because(
    ['une demande d’un serveur, sans Origin', 'a request of a server, without Origin'],
    [
      'Appelez token et userinfo depuis le serveur, jamais depuis une page.',
      'Call the token and userinfo endpoints from the back end, never from a page.',
    ],
    passages.technical,
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
    ['un jeton du client qui s’authentifie', 'a token of the client that authenticates'],
    ['Révoquez avec le client qui a reçu le jeton.', 'Revoke with the client that received the token.'],
    passages.revocation,
  ),
}
