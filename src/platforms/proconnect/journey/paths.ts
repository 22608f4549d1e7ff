import type { Visit } from '../../../journey/visit.ts'
import { formatParams, type Params } from '../../../oidc/params.ts'

const API = '/api/v2'

/** Length of an interaction's name in addresses, as the real hub makes it. */
export const UID_LENGTH = 21

/** Doors of the journey, below the hub. */
export const routes = {
  home: API,
  interaction: `${API}/interaction/:uid`,
  verify: `${API}/interaction/:uid/verify`,
  error: `${API}/interaction/:uid/error`,
  redirectToIdp: `${API}/redirect-to-idp`,
  selection: `${API}/identity-provider-selection`,
  verifyEmail: `${API}/verify-email`,
  resendCode: `${API}/verify-email/resend`,
  callback: `${API}/oidc-callback`,
  disconnect: `${API}/client/disconnect-from-idp`,
  logoutCallback: `${API}/client/logout-callback`,
  endSession: `${API}/session/end`,
  accessibility: `${API}/accessibilite`,
} as const

/** A door as a browser reaches it: a path of the origin, since the hub stands below it. */
export const addressOf = ({ hub }: Visit, path: string, query: Params = {}): string => {
  const mount = new URL(hub.base).pathname.replace(/\/$/, '')
  const encoded = formatParams(query)
  return `${mount}${path}${encoded && `?${encoded}`}`
}

/** The page of an interaction, or one of its doors. */
export const interactionAddress = (
  visit: Visit,
  uid: string,
  door: '' | '/verify' | '/error' = '',
  query: Params = {},
): string => addressOf(visit, `${API}/interaction/${uid.slice(0, UID_LENGTH)}${door}`, query)
