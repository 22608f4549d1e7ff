import { createHash, timingSafeEqual } from 'node:crypto'
import { problem, type Reply } from './reply.ts'

/** Who sends a request to the API, as far as the connection and the headers tell. */
export type Caller = {
  /** Where the request came by: what trusted proxies say, whoever asked first; last, the other end of the connection. */
  addresses: readonly (string | undefined)[]
  /** A proxy stands between that says nothing which we were told to believe. */
  forwarded: boolean
  host: string
  origin: string | undefined
  /** The header Sec-Fetch-Site. */
  site: string | undefined
  authorization: string | undefined
}

/** The settings that say who may reach the API. */
export type AccessSettings = { token?: string | undefined; open: boolean; publicUrl: string }

const OPEN = 'Set control: { open: true } to answer anyone who reaches the port, or control: { token: … }.'

/**
 * Why a caller may not use the API, `undefined` when they may: with a token, whoever has it; open, anyone; else only
 * programs and pages of this machine. A page of another site could reach the loopback interface through its visitor's
 * browser, by a plain request or by a name that it makes point here: hence the checks of Host, Origin and Sec-Fetch-Site.
 */
export const refuseCaller = (
  caller: Caller,
  { token, open, publicUrl }: AccessSettings,
): Reply | undefined => {
  if (open) return undefined
  if (token !== undefined) return hasToken(caller, token) ? undefined : unauthorized
  const reason = outside(caller, new Set(['localhost', '127.0.0.1', '[::1]', new URL(publicUrl).hostname]))
  return reason === undefined
    ? undefined
    : problem(403, 'The control API is closed to you', `${reason} ${OPEN}`)
}

const unauthorized = problem(
  401,
  'The control API wants its token',
  'The setting control.token is set; expected the header Authorization: Bearer <token>.',
)

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const hasToken = ({ authorization = '' }: Caller, token: string): boolean =>
  timingSafeEqual(digest(authorization.replace(/^bearer /i, 'Bearer ')), digest(`Bearer ${token}`))

const outside = (caller: Caller, names: ReadonlySet<string>): string | undefined => {
  const { addresses, forwarded, host, origin, site } = caller
  // The loopback interface that a proxy of another machine speaks of is that machine's.
  if (!addresses.every(isLoopback)) {
    const address = addresses.find((one) => !isLoopback(one))
    return `The request came from ${address}; only this machine itself is answered.`
  }
  if (forwarded) return 'The request came through a proxy, so it may come from another machine.'
  if (!names.has(hostnameOf(`http://${host}`)))
    return `The request is for the host "${host}"; expected one of ${[...names].join(', ')}.`
  if (origin !== undefined && !names.has(hostnameOf(origin)))
    return `The request was sent by a page of ${origin}, another site.`
  if (site === 'cross-site') return 'The request was sent by a page of another site.'
  return undefined
}

const isLoopback = (address = ''): boolean => {
  const ip = address.replace(/^::ffff:/i, '')
  return ip === '::1' || /^127(\.\d{1,3}){3}$/.test(ip)
}

const hostnameOf = (url: string): string => URL.parse(url)?.hostname ?? ''
