import { letPass } from '../../rules/let-pass.ts'
import { refuse as refuseRule, report } from '../../rules/rule.ts'
import { definePlatform, type Platform } from '../platform.ts'
import { type AcrFamily, currentAcr, formerAcr, isAcrMet } from './acr.ts'
import { authorizeGate } from './authorize-rules.ts'
import { receive } from './claims.ts'
import { criteriaFor } from './criteria.ts'
import { advertised, discoveryDocument } from './discovery.ts'
import { documentedRules } from './documented-rules.ts'
import { logoutGate, revocationGate } from './endpoint-rules.ts'
import { errorPageOf } from './error-page.ts'
import { errors } from './errors.ts'
import { headers } from './headers.ts'
import { createJourney } from './journey/journey.ts'
import { UID_LENGTH } from './journey/paths.ts'
import { refuse } from './journey/refuse.ts'
import type { Ways } from './journey/ways.ts'
import { lifetimes, withLifetimes } from './lifetimes.ts'
import { passages } from './passages.ts'
import { productionAddress } from './production-address.ts'
import { registration } from './registration.ts'
import { rewrite } from './rewrite.ts'
import { otherClaims, scopes } from './scopes.ts'
import { subjectOf } from './subject.ts'
import { errorBody, translate } from './translate.ts'

/** A set of levels, and since when the hub has it. */
export type Edition = { acr: AcrFamily; asOf: Platform['asOf'] }

const release = 'proconnect-gouv/federation, tree of 2026-08-19'

export const currentEdition: Edition = { acr: currentAcr, asOf: { date: '2026-06-18', release } }

/** Newest first. Of the elder only the levels are known to differ. */
export const editions: readonly Edition[] = [
  currentEdition,
  { acr: formerAcr, asOf: { date: '2026-05-01', release: `${release}, with the levels before 2026-06-18` } },
]

/** ProConnect's own ways through the journey that it shares with AgentConnect. */
export const waysWith = (acr: AcrFamily): Ways => ({
  brand: 'ProConnect',
  acr,
  oneTimeCode: true,
  checksPlausibility: true,
  defaultName: 'ProConnect Identité',
  linksBack: false,
  badCookie: 'Y190012',
  noSub: 'Y020027',
  hopsToDisconnect: false,
  disabled: 'Y020017',
  loginRequired: 'end-user authentication is required',
  asksBeforeLogout: () => false,
  lost: 'oidc-provider-error:session-not-found',
  errors,
  outcomes: Object.keys(errors).filter((code) => /^Y(?!0004)/.test(code)),
  unreachable: (_visit, provider) =>
    refuse('Y020031', { fr: `${provider.id} ne répond pas`, en: `${provider.id} does not answer` }),
  providerError: (error, description) =>
    refuse(
      'Y020032',
      { fr: `${error} du fournisseur d’identité`, en: `${error} from the identity provider` },
      {
        message: description ? `${error} (${description})` : error,
      },
    ),
  receive,
  subject: subjectOf,
})

const ruleSet = (acr: AcrFamily) => [
  ...[...authorizeGate, ...logoutGate, ...revocationGate].map((rule) => refuseRule(rule, 'Y000400')),
  refuseRule(productionAddress, 'oidc-provider-rendered-error:invalid_redirect_uri'),
  ...[...documentedRules(acr), ...letPass({ scopes: Object.keys(scopes), references })].map(report),
]

const references = { random: passages.technical, scopes: passages.scopes, userinfo: passages.userinfo }

/** ProConnect on the Internet, with the levels of an edition and no quirk. */
export const proconnectOf = ({ acr, asOf }: Edition): Platform =>
  definePlatform({
    id: 'proconnect',
    family: 'proconnect',
    title: 'ProConnect',
    asOf,
    people: 'agent',
    network: 'internet',
    hosts: [
      'fca.integ01.dev-agentconnect.fr',
      'auth.agentconnect.gouv.fr',
      'core-fca-low.docker.dev-franceconnect.fr',
    ],
    endpoints: {
      authorization: { path: '/api/v2/authorize', methods: ['GET', 'POST'] },
      token: { path: '/api/v2/token', methods: ['POST'] },
      userinfo: { path: '/api/v2/userinfo', methods: ['GET', 'POST'] },
      jwks: { path: '/api/v2/jwks', methods: ['GET'] },
      discovery: { path: '/api/v2/.well-known/openid-configuration', methods: ['GET'] },
      revocation: { path: '/api/v2/token/revocation', methods: ['POST'] },
      introspection: { path: '/api/v2/token/introspection', methods: ['POST'] },
      end_session: { path: '/api/v2/session/end', methods: ['GET'] },
    },
    jwksType: 'application/jwk-set+json; charset=utf-8',
    discovery: discoveryDocument({ ...advertised, acrValues: acr.supported }),
    acrValues: acr.supported,
    providerLevels: acr.supported,
    scopes,
    otherClaims,
    lifetimes,
    signing: { algs: ['HS256', 'ES256', 'RS256'] },
    tokens: { typ: 'JWT', at_hash: true },
    refreshTokens: true,
    requiresRedirectUri: true,
    tokensEndWithSession: true,
    looksUpAnyToken: true,
    headIsUnknown: true,
    revocationType: 'application/json; charset=utf-8',
    dpop: false,
    spaces: '%20',
    grantsRequestedClaims: true,
    subjectType: 'public',
    interactionIdLength: UID_LENGTH,
    registration,
    rulings: ruleSet(acr),
    gateMessage: (violations) => ({ message: violations.join(', ') }),
    rewrite,
    isAcrMet,
    errors,
    translate,
    errorBody,
    errorPage: errorPageOf('ProConnect', errors),
    broken: 'Y000500',
    notFound: { code: 'Y000404', message: ({ method, path }) => `Cannot ${method} ${path}` },
    session: { cookie: 'pc_session_id', lifetime: lifetimes.Session, sliding: false, persistent: false },
    journey: createJourney(waysWith(acr)),
    criteria: criteriaFor(acr),
    headers,
  })

/** Newest first. */
export const proconnect: readonly Platform[] = editions.map((edition) => withLifetimes(proconnectOf(edition)))
