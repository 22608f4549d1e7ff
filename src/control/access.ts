import { createHash, timingSafeEqual } from 'node:crypto'
import { problem, type Reply } from './reply.ts'

/** Who sends a request to the API, as far as the connection and the headers tell. */
export type Caller = {
  /** Where the request came by: what trusted proxies say, whoever asked first; last, the other end of the connection. */
  addresses: readonly (string | undefined)[]
  /** A proxy stands between that says nothing which we were told to believe. */
  forwarded: boolean
  /** The header Host, and the one that a proxy which we may believe was asked for. */
  hosts: readonly string[]
  origin: string | undefined
  /** The header Sec-Fetch-Site. */
  site: string | undefined
  authorization: string | undefined
}

/** The settings that say who may reach the API. */
export type AccessSettings = {
  token?: string | undefined
  open: boolean
  publicUrl: string
  /** Names that lead here, as far as the configuration tells. */
  names: readonly string[]
}

/**
 * Why a caller may not use the API, `undefined` when they may: with a token, whoever has it; open, programs and our own
 * pages wherever they are; else only programs and pages of this machine. A page of another site could reach us through
 * its visitor's browser, from inside every network that the visitor is in, by a plain request or by a name that it makes
 * point here: hence the checks of Host, Origin and Sec-Fetch-Site, which only a token lifts.
 */
export const refuseCaller = (caller: Caller, settings: AccessSettings): Reply | undefined => {
  const { token, open } = settings
  if (token !== undefined && hasToken(caller, token)) return undefined
  if (token !== undefined && !open) return unauthorized
  const reason = (open ? undefined : elsewhere(caller)) ?? foreign(caller, settings)
  return reason === undefined
    ? undefined
    : problem(403, 'The control API is closed to you', `${reason} ${open ? OTHERWISE : OPEN}`)
}

const OPEN =
  'Set control: { open: true } to answer any machine that reaches the port, or control: { token: … }.'

const OTHERWISE = 'Ask by public_url, add the name to tls.names, or set control: { token: … }.'

const unauthorized = problem(
  401,
  'The control API wants its token',
  'The setting control.token is set; expected the header Authorization: Bearer <token>.',
)

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const hasToken = ({ authorization = '' }: Caller, token: string): boolean =>
  timingSafeEqual(digest(authorization.replace(/^bearer /i, 'Bearer ')), digest(`Bearer ${token}`))

/** Why a caller is no program of this machine. */
const elsewhere = ({ addresses, forwarded }: Caller): string | undefined => {
  // The loopback interface that a proxy of another machine speaks of is that machine's.
  if (!addresses.every(isLoopback)) {
    const address = addresses.find((one) => !isLoopback(one))
    return `The request came from ${address}; only this machine itself is answered.`
  }
  return forwarded ? 'The request came through a proxy, so it may come from another machine.' : undefined
}

/** Why a page of another site may be behind a request. */
const foreign = (
  { hosts, origin, site }: Caller,
  { open, publicUrl, names }: AccessSettings,
): string | undefined => {
  const own = ['localhost', '127.0.0.1', '[::1]', new URL(publicUrl).hostname]
  const isOwn = (name: string) => own.includes(name) || (open && names.includes(name))
  const asked = hosts.map((host) => hostnameOf(`http://${host}`))
  const strange = asked.findIndex((name) => !(isOwn(name) || (open && NEARBY.test(name))))
  if (strange >= 0) {
    const expected = `${open ? 'an address, a name of your network or ' : ''}one of ${own.join(', ')}`
    return `The request is for the host "${hosts[strange]}", which any site could make point here; expected ${expected}.`
  }
  if (origin !== undefined && !isOwn(hostnameOf(origin)) && !asked.includes(hostnameOf(origin)))
    return `The request was sent by a page of ${origin}, another site.`
  return site === 'cross-site' ? 'The request was sent by a page of another site.' : undefined
}

/** Addresses, and names that no public DNS answers for (RFC 6761, RFC 8375, ICANN): no site can make them point here. */
const NEARBY = /^[\d.]+$|^\[|^[^.]+\.?$|\.(?:localhost|local|internal|test|home\.arpa)\.?$/

const isLoopback = (address = ''): boolean => {
  const ip = address.replace(/^::ffff:/i, '')
  return ip === '::1' || /^127(\.\d{1,3}){3}$/.test(ip)
}

const hostnameOf = (url: string): string => URL.parse(url)?.hostname ?? ''
