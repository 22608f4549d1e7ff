/** FranceConnect (v2, eidas1), as its sources describe it; every part is data or a small function beside this file. */
import { definePlatform } from '../platform.ts'
import { asksAmr, isEssentialAcrMet } from './claims-parameter.ts'
import { criteria } from './criteria.ts'
import { discoveryOf } from './discovery.ts'
import { errorPageOf } from './error-page.ts'
import { errors } from './errors.ts'
import { headers } from './headers.ts'
import { journeyOf } from './journey/journey.ts'
import { levels } from './levels.ts'
import { edition } from './low-edition.ts'
import { messages } from './messages.ts'
import { refused } from './reasons.ts'
import { registrationFor } from './registration.ts'
import { rewriteFor } from './rewrite.ts'
import { rulingsFor } from './rulings.ts'
import { otherClaims, scopes } from './scopes.ts'
import { errorBody, translate } from './translate.ts'

const scopeNames = Object.keys(scopes)
const algs = ['HS256', 'ES256', 'RS256'] as const
const asymmetric = ['ES256', 'RS256'] as const

export const franceconnect = definePlatform({
  id: 'franceconnect',
  family: 'franceconnect',
  title: 'FranceConnect',
  asOf: { date: '2026-02-24', release: 'fc-392RC1' },
  people: 'citizen',
  network: 'internet',
  hosts: [
    'oidc.franceconnect.gouv.fr',
    'fcp-low.sbx.dev-franceconnect.fr',
    'fcp-low.integ01.dev-franceconnect.fr',
    'core-fcp-low.docker.dev-franceconnect.fr',
  ],
  endpoints: {
    authorization: { path: '/api/v2/authorize', methods: ['GET', 'POST'] },
    token: { path: '/api/v2/token', methods: ['POST'] },
    userinfo: { path: '/api/v2/userinfo', methods: ['GET'] },
    jwks: { path: '/api/v2/jwks', methods: ['GET'] },
    discovery: { path: '/api/v2/.well-known/openid-configuration', methods: ['GET'] },
    revocation: { path: '/api/v2/token/revocation', methods: ['POST'] },
    end_session: { path: '/api/v2/session/end', methods: ['GET'] },
  },
  jwksType: 'application/jwk-set+json',
  discovery: discoveryOf({
    ...edition,
    scopes: scopeNames,
    signing: algs,
    asymmetric,
    requestObjects: [...asymmetric, 'HS256'],
  }),
  acrValues: edition.acrValues,
  providerLevels: levels,
  scopes,
  otherClaims,
  lifetimes: {
    AuthorizationCode: 30,
    AccessToken: 60,
    IdToken: 60,
    Grant: 30,
    Interaction: 1800,
    Session: 1800,
  },
  signing: { algs },
  tokens: { at_hash: false },
  refreshTokens: false,
  tokensEndWithSession: true,
  dpop: true,
  spaces: '+',
  ignoresHostCase: true,
  grantsRequestedClaims: false,
  subjectType: 'pairwise',
  interactionIdLength: 43,
  registration: registrationFor({
    scopes: scopeNames,
    defaultScopes: scopeNames.filter((scope) => scope !== 'mi_siv_carte_grise'),
    encrypts: false,
    givesPlainUserinfo: true,
  }),
  rulings: rulingsFor(scopeNames),
  gateMessage: () => ({}),
  rewrite: rewriteFor('eidas1'),
  checkClaims: (claims, client) =>
    asksAmr(claims) && !(client.claims ?? ['amr']).includes('amr')
      ? refused('Y100009', {
          fr: `claims demande amr, que l’enregistrement de ${client.client_id} n’accorde pas`,
          en: `claims asks amr, which the registration of ${client.client_id} does not grant`,
        })
      : undefined,
  isAcrMet: ({ claims }, acr) => isEssentialAcrMet(claims, acr),
  errors,
  translate,
  errorBody,
  jsonRoutes: ['token', 'revocation'],
  pageRoutes: ['end_session', 'end_session_confirm', 'end_session_success'],
  errorPage: errorPageOf(edition),
  broken: 'Y000000',
  notFound: { code: 'Y000404', message: () => messages.notFound },
  session: { cookie: 'fc_session_id', namesHost: true, lifetime: 1800, sliding: true, persistent: true },
  journey: journeyOf(edition),
  criteria,
  headers,
})
