import type { Exchange } from '../journal/exchange.ts'
import { errorOf, hasFault, isAccepted } from './traffic.ts'

/** The same, unless a fault made the error up. */
export const hubErrorOf = (exchange: Exchange): string | undefined =>
  hasFault(exchange, ['error-with-description', 'error-without-description']) ? undefined : errorOf(exchange)

/** Errors that speak of the request, and not of the person who logs in. */
const requestErrors = [
  'invalid_request',
  'invalid_scope',
  'invalid_acr',
  'invalid_idp_hint',
  'idp_hint_not_found',
  'invalid_request_uri',
  'unauthorized_client',
  'unsupported_response_type',
  'unsupported_response_mode',
  'request_not_supported',
  'registration_not_supported',
]

/**
 * Whether the hub refused a request for a login as such. A login that shows no page can end in the answer to a good
 * request, with an error that belongs to its person.
 */
export const isRefusedRequest = (exchange: Exchange): boolean => {
  if (exchange.findings.some(({ code }) => code !== undefined) && !isAccepted(exchange)) return true
  const error = hubErrorOf(exchange)
  if (error !== undefined && requestErrors.includes(error)) return true
  return !isAccepted(exchange) && !exchange.accepted
}

/** Where a login ended without success, for a reason that is not in the request. */
export type Ending = 'at_the_client' | 'at_the_hub'

/** Whether a login ended here so: with an error sent to the client, or on a page of the hub. */
export const endingOf = (exchange: Exchange): Ending | undefined => {
  const { endpoint, refusal, login, response } = exchange
  if (endpoint === 'authorization' && isRefusedRequest(exchange)) return undefined
  if (errorOf(exchange) !== undefined) return 'at_the_client'
  if (refusal === undefined || login === undefined || response.status === 404) return undefined
  return endpoint === 'interaction' || endpoint === 'authorization' ? 'at_the_hub' : undefined
}
