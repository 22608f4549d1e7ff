import type { Words } from '../../lib/words.ts'
import type { Reference } from '../../oidc/reference.ts'
import type { Criterion, Severity } from '../criterion.ts'
import { acceptedByTheHub, redirectUriExact, topLevelWindow, unguessable } from './authorization.ts'
import { failureCriteria } from './failures.ts'
import { scopesGranted, scopesUsed } from './grant.ts'
import { keysFetched } from './keys.ts'
import { loginAfterLogout } from './login-after-logout.ts'
import { provokedCriteria } from './provoked.ts'
import { cancelHandled, logoutComplete } from './session.ts'
import { sessionLength } from './session-length.ts'
import {
  bearerHeader,
  clientAuthentication,
  codeUsedAtOnce,
  loginComplete,
  noSecretInAddresses,
} from './tokens.ts'

/** What hubs differ by in what they ask of every client. */
export type Demands = {
  /** Where the hub asks it. */
  references: {
    /** Parameters of authorize, token and userinfo. */
    technical: Reference
    /** What state and nonce must be. */
    random: Reference
    /** Scopes and their grant. */
    scopes: Reference
    /** Logging out. */
    logout: Reference
    /** Rules of security. */
    security: Reference
  }
  /** Bits of chance below which state or nonce can be guessed. */
  bits: number
  /** Whether the hub wants a nonce. */
  nonce: Severity
  /** Seconds for which a code is good. */
  codeSeconds: number
  /** How long the hub keeps its own session, as a sentence. */
  session: Words
  logout: readonly ('id_token_hint' | 'state' | 'post_logout_redirect_uri')[]
}

/** Criteria that every hub has, with the hub's own figures and passages. */
export const commonCriteria = (demands: Demands): readonly Criterion[] => {
  const { technical, random, scopes, logout, security } = demands.references
  const { bits } = demands
  return [
    acceptedByTheHub(technical),
    unguessable('state', { bits, reference: random }),
    unguessable('nonce', { bits, reference: random, severity: demands.nonce }),
    redirectUriExact(technical),
    scopesGranted(scopes),
    scopesUsed(scopes),
    topLevelWindow(security),
    loginComplete(technical),
    clientAuthentication(technical),
    codeUsedAtOnce(demands.codeSeconds, technical),
    bearerHeader(security),
    noSecretInAddresses(security),
    keysFetched(security),
    cancelHandled(technical),
    logoutComplete(demands.logout, logout),
    loginAfterLogout(logout),
    sessionLength(demands.session, technical),
    ...provokedCriteria,
    ...failureCriteria(security),
  ]
}
