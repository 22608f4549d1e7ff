import type { PlatformError } from '../platform.ts'

/** An error as the hub's own catalogue has it. */
export type CataloguedError = PlatformError & {
  /** Name that the page prints after the code. */
  exception?: string
  /** Heading of the page; absent: the page has none. */
  title?: string
}

const technical = 'authentication aborted due to a technical error on the authorization server'
const serverError = { error: 'server_error', error_description: technical }
const invalidRequest = { error: 'invalid_request', error_description: technical }
const userAborted = { error: 'access_denied', error_description: 'user authentication aborted' }
const invalidIdentity = {
  error: 'access_denied',
  error_description: 'authentication aborted due to invalid identity',
}
const limited = {
  error: 'access_denied',
  error_description: 'authentication aborted due to a configuration limitation',
}

const entry = (
  exception: string,
  status: number,
  back: PlatformError['back'],
  message: string,
  title?: string,
): CataloguedError => ({ exception, status, message, ...(back && { back }), ...(title && { title }) })

const incident = 'Une erreur technique empêche la connexion. Réessayez plus tard.'
const provider = 'Le fournisseur d’identité de votre organisation a répondu de façon inattendue.'
const session = 'Votre session a expiré ou est inutilisable. Reprenez la connexion depuis le service.'

/** Errors that one of the hub's own pages shows. Codes, names, statuses and ways back are the hub's; sentences are ours. */
export const errors = {
  Y000400: { status: 400, message: 'La requête n’est pas valide.' },
  Y000404: { status: 404, message: 'Page non trouvée', title: 'Page non trouvée' },
  Y000500: { status: 500, message: incident },
  'oidc-provider-error:session-not-found': {
    status: 400,
    message: 'Cette connexion est perdue ou déjà terminée. Fermez l’onglet et reprenez depuis le service.',
  },
  'oidc-provider-rendered-error:invalid_client': { status: 400, message: 'client is invalid' },
  'oidc-provider-rendered-error:invalid_redirect_uri': {
    status: 400,
    message: "redirect_uri did not match any of the client's registered redirect_uris",
  },
  'oidc-provider-rendered-error:invalid_request': {
    status: 400,
    message: 'authorization request has expired',
  },
  koa_html_error_formater: { status: 500, message: incident },
  Y020017: entry(
    'OidcClientIdpDisabledException',
    400,
    serverError,
    'Le fournisseur d’identité est désactivé.',
    'Accès indisponible',
  ),
  Y020019: entry(
    'OidcClientIdpNotFoundException',
    500,
    serverError,
    'Ce fournisseur d’identité est inconnu.',
  ),
  Y020026: entry('OidcClientTokenFailedException', 400, invalidRequest, provider),
  Y020027: entry('OidcClientUserinfoFailedException', 502, serverError, provider),
  Y020030: entry('OidcClientTokenValidationFailedException', 500, serverError, provider),
  Y020031: entry('OidcClientIssuerDiscoveryFailedException', 502, serverError, 'something went wrong'),
  Y020032: entry('AuthorizationResponseErrorException', 502, invalidRequest, provider),
  Y030002: entry('OidcProviderInitialisationException', 500, serverError, incident),
  Y030005: entry('OidcProviderStringifyPayloadForRedisException', 500, serverError, incident),
  Y030006: entry('OidcProviderParseRedisResponseException', 500, serverError, incident),
  Y160004: entry('PasswordHashFailure', 500, serverError, incident),
  Y160005: entry('LowEntropyArgumentException', 500, serverError, incident),
  Y170001: entry('TooManyAttemptsException', 200, undefined, 'Trop d’essais. Réessayez plus tard.'),
  Y170002: entry('SendEmailFailureException', 200, undefined, 'Le courriel n’a pas pu partir.'),
  Y170003: entry('InvalidEmailVerificationTokenException', 200, undefined, 'Ce code est invalide ou expiré.'),
  Y190001: entry('SessionNotFoundException', 401, userAborted, session),
  Y190002: entry('SessionBadFormatException', 500, userAborted, session),
  Y190003: entry('SessionBadAliasException', 500, userAborted, session),
  Y190005: entry('SessionStorageException', 500, serverError, incident),
  Y190008: entry('SessionBadStringifyException', 500, serverError, incident),
  Y190012: entry('SessionBadCookieException', 401, userAborted, session),
  Y190013: entry('SessionCannotCommitUndefinedSession', 500, userAborted, session),
  Y190014: entry('SessionAliasNotFoundException', 500, userAborted, session),
  Y300001: entry('HyyyperbridgeRabbitmqException', 500, serverError, incident),
  Y300002: entry('HyyyperbridgeMissingVariableException', 500, serverError, incident),
  Y300003: entry('HyyyperbridgeCsmrException', 500, serverError, incident),
  Y450001: entry('AsyncLocalStorageNotFoundException', 500, serverError, incident),
  Y470001: entry('CsrfBadTokenException', 500, serverError, 'Ce formulaire n’est plus valable.'),
  Y470002: entry('CsrfMissingTokenException', 500, serverError, 'Ce formulaire est incomplet.'),
  Y500001: entry(
    'CoreFcaAgentNoIdpException',
    400,
    serverError,
    'Aucun fournisseur d’identité ne correspond à cette adresse.',
  ),
  Y500006: entry(
    'CoreFcaInvalidIdentityException',
    400,
    serverError,
    'L’identité reçue de votre organisation n’est pas exploitable.',
  ),
  Y500015: entry(
    'CoreFcaAgentNotFromPublicServiceException',
    400,
    invalidIdentity,
    'Ce service est réservé aux agents publics.',
  ),
  Y500024: entry('CoreFcaAgentAccountBlockedException', 400, invalidIdentity, 'Ce compte est bloqué.'),
  Y500025: entry(
    'CoreFcaUnauthorizedEmailException',
    400,
    limited,
    'Ce service n’accepte pas le domaine de cette adresse e-mail.',
  ),
  Y500027: entry(
    'CoreFcaInvalidEmailDomainException',
    400,
    serverError,
    'Le domaine de cette adresse e-mail n’est pas celui du fournisseur d’identité.',
  ),
} as const satisfies Record<string, CataloguedError>
