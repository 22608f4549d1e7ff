/** FranceConnect+ (eidas2, eidas3): FranceConnect with its own levels, claims, keys and lifetimes, and encryption. */

import { report } from '../../rules/rule.ts'
import { discoveryOf } from '../franceconnect/discovery.ts'
import { errorPageOf } from '../franceconnect/error-page.ts'
import { franceconnect } from '../franceconnect/index.ts'
import { journeyOf } from '../franceconnect/journey/journey.ts'
import { registrationFor } from '../franceconnect/registration.ts'
import { rewriteFor } from '../franceconnect/rewrite.ts'
import { publicRedirectUri } from '../franceconnect/rules/advice.ts'
import { rulingsFor } from '../franceconnect/rulings.ts'
import { definePlatform } from '../platform.ts'
import { criteria } from './criteria.ts'
import { edition } from './edition.ts'
import { scopes } from './scopes.ts'

const scopeNames = Object.keys(scopes)
const algs = ['ES256'] as const
const encryption = { algs: ['ECDH-ES', 'RSA-OAEP', 'RSA-OAEP-256'], encs: ['A256GCM'] } as const

export const franceconnectPlus = definePlatform({
  ...franceconnect,
  id: 'franceconnect-plus',
  title: 'FranceConnect+',
  hosts: [
    'auth.franceconnect.gouv.fr',
    'auth.integ01.dev-franceconnect.fr',
    'core-fcp-high.docker.dev-franceconnect.fr',
  ],
  discovery: discoveryOf({
    ...edition,
    scopes: scopeNames,
    signing: algs,
    asymmetric: algs,
    requestObjects: algs,
    encryption,
  }),
  acrValues: edition.acrValues,
  scopes,
  lifetimes: { ...franceconnect.lifetimes, Interaction: 600, Session: 600 },
  signing: { algs },
  encryption,
  registration: registrationFor({
    scopes: scopeNames,
    defaultScopes: scopeNames,
    encrypts: true,
    givesPlainUserinfo: false,
  }),
  rulings: [...rulingsFor(scopeNames), report(publicRedirectUri)],
  rewrite: rewriteFor('eidas3'),
  errorPage: errorPageOf(edition),
  session: { cookie: 'fc_session_id', namesHost: true, lifetime: 600, sliding: false, persistent: false },
  journey: journeyOf(edition),
  criteria,
})
