import type { PlatformError } from '../platform.ts'
import { messages } from './messages.ts'

const TECHNICAL = 'authentication aborted due to a technical error on the authorization server'
const ABORTED = 'user authentication aborted'

/** A page whose way back says `error`, with its description. */
const page = (status: number, message: string, error: string, error_description: string): PlatformError => ({
  status,
  message,
  back: { error, error_description },
})

/** The person cannot go on: the client would be told `access_denied`. */
const denied = (status: number, message: string) => page(status, message, 'access_denied', ABORTED)

/** Something broke: the client would be told `server_error`. */
const broken = (status: number, message: string = messages.technical) =>
  page(status, message, 'server_error', TECHNICAL)

/**
 * FranceConnect's own errors, release fc-392RC1 (2026-02-24): status of the page, and what the client receives when the
 * person takes the way back. Errors that the code leaves without an OAuth error become `access_denied` on the way back.
 */
export const errors = {
  Y000000: denied(500, messages.technical),
  Y000400: { status: 400, message: messages.technical },
  Y000404: { status: 404, message: messages.notFound },
  Y010004: denied(403, messages.unverified),
  Y010006: denied(403, messages.unverified),
  Y010007: denied(403, messages.unverified),
  Y010008: denied(403, messages.unverified),
  Y010009: denied(403, messages.unverified),
  Y010011: page(504, messages.register, 'temporarily_unavailable', TECHNICAL),
  Y010012: page(504, messages.register, 'temporarily_unavailable', TECHNICAL),
  Y010013: broken(400, messages.register),
  Y010015: denied(403, messages.deceased),
  Y020017: broken(500, messages.unavailable),
  Y020019: broken(500, messages.unavailable),
  Y020021: page(400, messages.provider, 'invalid_request', TECHNICAL),
  Y020022: page(403, messages.provider, 'invalid_request', 'invalid state parameter'),
  Y020023: page(403, messages.unavailable, 'access_denied', TECHNICAL),
  Y020025: broken(400, messages.provider),
  Y020026: broken(502, messages.provider),
  Y020027: broken(502, messages.provider),
  Y020028: broken(500, messages.provider),
  Y020029: broken(500, messages.provider),
  Y020030: broken(500, messages.provider),
  Y030002: broken(500),
  Y030004: broken(500),
  Y030005: broken(500),
  Y030006: broken(500),
  Y030007: page(400, messages.technical, 'invalid_request', 'invalid parameter'),
  Y030025: broken(500),
  Y030026: broken(500),
  Y030027: page(400, messages.technical, 'invalid_request', 'invalid client_id parameter'),
  Y030028: broken(500),
  Y030029: page(500, messages.technical, 'server_error', 'something bad happened'),
  Y030030: denied(500, messages.technical),
  Y030032: page(400, messages.technical, 'invalid_idp_hint', 'An idp_hint was provided but is not allowed'),
  Y040001: broken(400, messages.tryLater),
  Y100001: page(500, messages.level, 'access_denied', TECHNICAL),
  // The two zero-width spaces are the hub's own.
  Y100002: page(400, messages.level, 'invalid_request', 'acr_values \u200b\u200bnot supported'),
  Y100004: denied(403, messages.technical),
  Y100008: denied(500, messages.technical),
  Y100009: broken(400),
  Y100010: broken(400, messages.unavailable),
  Y100011: denied(403, messages.blockedProvider),
  Y100013: page(400, messages.technical, 'invalid_request', 'Required parameter missing or invalid.'),
  Y100018: page(400, messages.level, 'invalid_request', 'idp returned a not allowed acr value'),
  Y100019: page(400, messages.technical, 'invalid_request', 'Core.exceptions.coreMissingAtHash'),
  Y160005: denied(500, messages.technical),
  Y180001: denied(403, messages.blocked),
  Y180002: broken(500),
  Y190001: denied(401, messages.session),
  Y190002: denied(500, messages.session),
  Y190003: denied(500, messages.session),
  Y190004: denied(409, messages.session),
  Y190005: broken(500, messages.session),
  Y190008: broken(500, messages.session),
  Y190009: denied(401, messages.session),
  Y190010: broken(401, messages.session),
  Y190011: denied(409, messages.session),
  Y190012: denied(401, messages.session),
  Y190013: denied(500, messages.session),
  Y190014: denied(500, messages.session),
  Y200001: broken(500),
  Y200002: broken(500),
  Y270001: broken(500),
  Y270002: broken(500),
  Y270003: broken(500),
  Y330001: page(401, messages.technical, 'invalid_client', 'Client authentication failed.'),
  Y330002: page(401, messages.technical, 'invalid_client', 'Client authentication failed.'),
  Y410001: broken(400),
  Y420001: denied(400, messages.replay),
  Y420002: denied(400, messages.replay),
  Y440001: broken(500),
  Y440005: broken(500),
  Y440008: broken(500),
  Y440009: broken(500),
  Y440010: page(500, messages.technical, 'server_error', 'failed to fetch JWKS'),
  Y440011: page(500, messages.technical, 'server_error', 'invalid JWKS format'),
  Y450001: broken(500),
  Y470001: broken(401, messages.replay),
  Y470002: broken(400, messages.replay),
  Y470003: broken(401, messages.replay),
  Y470004: broken(401, messages.replay),
  Y510001: page(400, messages.technical, 'invalid_request', 'required parameter missing or invalid'),
  Y510002: page(400, messages.technical, 'invalid_request', 'required parameter missing or invalid'),
  Y520001: broken(500),
  Y600006: broken(400, messages.identity),
  Y600007: broken(500),
  Y600020: page(400, messages.mandate, 'access_denied', TECHNICAL),
} as const satisfies Record<string, PlatformError>

/** A code of FranceConnect. */
export type Code = keyof typeof errors

/** Codes whose page offers a way to the support team (release fc-392RC1). */
export const supported: ReadonlySet<string> = new Set([
  ...['Y010004', 'Y010006', 'Y010007', 'Y010008', 'Y010011', 'Y010012', 'Y010013', 'Y010015', 'Y020000'],
  ...['Y020021', 'Y020024', 'Y020025', 'Y020026', 'Y020027', 'Y020028', 'Y020029', 'Y020030', 'Y030002'],
  ...['Y030004', 'Y030005', 'Y030007', 'Y030026', 'Y100001', 'Y100002', 'Y100009', 'Y150001', 'Y150003'],
  ...['Y160004', 'Y180001', 'Y190005', 'Y200001', 'Y200002', 'Y270001', 'Y270002', 'Y270003', 'Y600007'],
])
