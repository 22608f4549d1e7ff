import { definePlatform, type Platform } from '../platform.ts'
import { discoveryDocument } from '../proconnect/discovery.ts'
import { errorPageOf } from '../proconnect/error-page.ts'
import { currentEdition, proconnectOf } from '../proconnect/index.ts'
import { createJourney } from '../proconnect/journey/journey.ts'
import { registrationWith } from '../proconnect/registration.ts'
import { criteria } from './criteria.ts'
import { type Edition, editions } from './editions.ts'
import { errors } from './errors.ts'
import { levels } from './levels.ts'
import { checkClaims, rewriteOf, rulingsOf } from './requests.ts'
import { otherClaims, scopes } from './scopes.ts'
import { translate } from './translate.ts'
import { waysOf } from './ways.ts'

const HOUR = 3600

const agentconnectRegistration = registrationWith({
  scopes,
  defaultScopes: Object.keys(scopes),
  alg: 'ES256',
  grantTypes: ['authorization_code'],
  jsonUserinfo: false,
})

/** AgentConnect on the Internet, as an edition has it. */
const definition = (edition: Edition): Platform =>
  definePlatform({
    ...proconnectOf(currentEdition),
    id: 'agentconnect',
    family: 'agentconnect',
    title: 'AgentConnect',
    asOf: edition.asOf,
    // The real names became ProConnect's, whose hub answers to them.
    hosts: [],
    discovery: discoveryDocument({
      acrValues: ['eidas1'],
      scopes,
      grantTypes: ['authorization_code'],
      subjectType: edition.subjectType,
      otherClaims,
      encrypts: false,
    }),
    acrValues: ['eidas1'],
    providerLevels: levels.supported,
    scopes,
    otherClaims,
    lifetimes: {
      AuthorizationCode: 30,
      AccessToken: 60,
      IdToken: 60,
      Grant: 12 * HOUR,
      Session: 12 * HOUR,
      Interaction: 2 * HOUR,
    },
    signing: { algs: ['ES256', 'RS256', 'HS256'] },
    refreshTokens: false,
    clientSecretBasic: false,
    introspectsAsJson: true,
    registration: agentconnectRegistration,
    rulings: rulingsOf(edition),
    rewrite: rewriteOf(edition),
    checkClaims,
    errors,
    translate,
    errorPage: errorPageOf('AgentConnect', errors),
    session: { cookie: 'fc_session_id', lifetime: 12 * HOUR, sliding: false, persistent: false },
    journey: createJourney(waysOf(edition)),
    criteria,
  })

/** Newest first. */
export const agentconnect: readonly Platform[] = editions.map(definition)
