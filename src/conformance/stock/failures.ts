import type { Reference } from '../../oidc/reference.ts'
import { shownByFault } from '../builders.ts'
import type { Criterion } from '../criterion.ts'
import { errorOf, isAsymmetric } from '../traffic.ts'
import { whenFault } from '../when-fault.ts'
import { core, passages } from './passages.ts'

/** A hub that fails or answers nonsense: the login ends, and says so. */
const failures: readonly Criterion[] = [
  whenFault({
    faults: ['token-error-400', 'code-expired', 'token-error-401'],
    id: 'token/ends-when-refused',
    title: {
      fr: 'Le service s’arrête quand le hub refuse le code, et ne le renvoie pas',
      en: 'The client stops when the hub refuses the code, and does not send it again',
    },
    reaction: 'stops-at-token',
    reference: passages.tokenErrors,
    severity: 'advised',
  }),
  whenFault({
    faults: [
      'token-error-503',
      'token-error-500',
      'token-html',
      'token-malformed-json',
      'token-connection-dropped',
      'token-never-answers',
    ],
    id: 'token/ends-when-unavailable',
    title: {
      fr: 'Le service s’arrête quand le hub ne donne pas de jeton (panne, page, réponse coupée)',
      en: 'The client stops when the hub gives no token (failure, web page, answer cut short)',
    },
    reaction: 'stops-at-token',
    reference: passages.unavailable,
    severity: 'advised',
  }),
  whenFault({
    faults: ['token-missing-id-token', 'token-invalid-token-type'],
    id: 'token/refuses-incomplete',
    title: {
      fr: 'Le service refuse une réponse sans ID Token, ou un jeton d’accès d’un type inconnu',
      en: 'The client refuses an answer with no ID Token, or an access token of a type that nobody knows',
    },
    reaction: 'stops-at-token',
    reference: core('3.1.3.3 Successful Token Response', 'TokenResponse'),
    severity: 'advised',
  }),
  whenFault({
    faults: [
      'userinfo-error-500',
      'userinfo-error-401',
      'access-token-expired',
      'userinfo-connection-dropped',
      'userinfo-never-answers',
      'token-missing-access-token',
    ],
    id: 'userinfo/ends-when-unavailable',
    title: {
      fr: 'Le service n’ouvre pas de session quand userinfo ne répond pas, ou ne peut être demandé',
      en: 'The client opens no session when userinfo fails, or cannot be asked',
    },
    reaction: 'opens-no-session',
    reference: passages.unavailable,
    severity: 'advised',
  }),
]

/** What must not stop a login. */
const tolerated: readonly Criterion[] = [
  whenFault({
    faults: ['unknown-parameters'],
    id: 'callback/ignores-unknown-parameters',
    title: {
      fr: 'Le service ignore les paramètres inconnus du retour',
      en: 'The client ignores parameters of the callback that it does not know',
    },
    reaction: 'goes-on',
    reference: passages.extensions,
    severity: 'advised',
  }),
]

/** What only a person sees, once the fault has been delivered; `input` is where the hub asks for checked input. */
const looked = (input: Reference): readonly Criterion[] => [
  shownByFault({
    faults: [
      'userinfo-wrong-type',
      'userinfo-missing-claim',
      'userinfo-empty-body',
      'userinfo-wrong-content-type',
    ],
    id: 'input/validated',
    title: {
      fr: 'Une donnée manquante ou d’un type inattendu ne cause pas d’erreur technique et n’est pas enregistrée',
      en: 'A claim that is missing or of an unexpected type causes no technical error and is not stored',
    },
    reference: input,
  }),
  shownByFault({
    faults: ['token-slow', 'userinfo-slow'],
    id: 'hub/slow',
    title: {
      fr: 'Quand le hub tarde, la personne ne reste pas devant une page blanche, et les autres sont servis',
      en: 'When the hub is slow, nobody is left before a blank page, and other people are served',
    },
    reference: passages.unavailable,
    severity: 'advised',
  }),
  shownByFault({
    faults: ['jwks-error-503', 'jwks-unreachable', 'jwks-empty', 'jwks-without-signing-key'],
    id: 'jwks/unavailable',
    title: {
      fr: 'Sans la clé qui a signé, le service refuse la connexion et le dit',
      en: 'Without the key that signed, the client refuses the login and says so',
    },
    reference: core('10.1 Signing', 'Signing'),
    severity: 'advised',
    restart: true,
    appliesTo: isAsymmetric,
  }),
  shownByFault({
    faults: ['jwks-duplicate-kid'],
    id: 'jwks/duplicate-kid',
    title: {
      fr: 'Entre deux clés du même nom, le service prend celle de son algorithme, ou refuse la connexion',
      en: 'Of two keys of one name, the client takes the one of its algorithm, or refuses the login',
    },
    reference: core('10.1 Signing', 'Signing'),
    severity: 'advised',
    restart: true,
    appliesTo: isAsymmetric,
  }),
  shownByFault({
    faults: ['discovery-issuer-mismatch'],
    id: 'discovery/issuer-checked',
    title: {
      fr: 'Le service refuse une découverte qui annonce un autre émetteur, ou n’en lit pas',
      en: 'The client refuses a discovery that names another issuer, or reads none',
    },
    reference: passages.discovery,
    severity: 'advised',
    restart: true,
  }),
  shownByFault({
    faults: ['logout-invalid-state', 'logout-loses-state'],
    id: 'logout/state-checked',
    title: {
      fr: 'Au retour de déconnexion, le service vérifie le state, et reste déconnecté de toute façon',
      en: 'Coming back from the logout the client checks the state, and stays logged out anyway',
    },
    reference: passages.logout,
    logout: true,
  }),
  shownByFault({
    faults: ['logout-never-returns'],
    id: 'logout/ends-first',
    title: {
      fr: 'La session du service est finie même si le hub ne renvoie pas',
      en: 'The session of the service is over even when the hub never sends back',
    },
    reference: passages.logout,
    severity: 'advised',
    logout: true,
  }),
]

/** How a service behaves when its hub does not; `input`: where the hub asks that what comes be checked. */
export const failureCriteria = (input: Reference): readonly Criterion[] => [
  ...failures,
  ...tolerated,
  ...looked(input),
]

/** Errors that bring a person back without a login: each is expected, and ends there. */
export const errorCriteria = (errors: readonly string[], reference: Reference): readonly Criterion[] =>
  errors.map((error) =>
    whenFault({
      faults: ['error-with-description'],
      params: { error },
      id: `callback/handles-${error.replaceAll('_', '-')}`,
      title: {
        fr: `Le service ne poursuit pas une connexion qui revient avec ${error}`,
        en: `The client goes no further with a login that comes back with ${error}`,
      },
      reaction: 'stops-at-callback',
      reference,
      concerns: (faulty) => errorOf(faulty) === error,
    }),
  )
