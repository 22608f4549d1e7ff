import type { IncomingMessage, RequestListener } from 'node:http'
import type { ServerOptions } from 'node:https'
import { isHost } from './is-host.ts'
import { early, refuseEarly } from './refuse-early.ts'

/**
 * What a connection may take of the server: bytes of a request's head, and milliseconds to agree on TLS, to send the
 * head, to send it all, and to stay without a request. A head may be as long as an authorize request with every claim,
 * never a flood; who is slow is cut off while others are served. Idle connections outlive the minute that most balancers
 * keep theirs, so that no request meets one that is about to close.
 */
export const connectionLimits = {
  maxHeaderSize: 64 * 1024,
  handshakeTimeout: 10_000,
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 1000,
} satisfies ServerOptions

/** Headers of one request; no browser and no library comes near. */
const HEADERS = 200

/** Parameters in an address; libraries compare each with all others. */
const PARAMETERS = 5000

/**
 * Hands requests to the application once it stands; those that it could not even name are refused here. Whatever of a
 * body nobody read is dropped after the answer: else it would stand before the next request of its connection, and a
 * client that is cut off while it sends may never see why.
 */
export const receive = (standing: Promise<RequestListener>): RequestListener => {
  let answer: RequestListener | undefined
  return async (request, response) => {
    response.once('finish', () => request.resume())
    const problem = refusalOf(request)
    if (problem) return refuseEarly(response, problem)
    request.url = pathOf(request)
    answer ??= await standing
    answer(request, response)
  }
}

/** How nearly every address begins; whatever follows can be read. */
const PLAIN = /^\/\w/

const refusalOf = ({ url = '', headers: { host }, rawHeaders, httpVersion }: IncomingMessage) => {
  if (rawHeaders.length > 2 * HEADERS || hasTooManyParameters(url)) return early.head
  if (host === undefined ? httpVersion !== '1.0' : !isHost(host) || isRepeated(rawHeaders)) return early.host
  if (url.includes('#')) return early.address
  if (PLAIN.test(url)) return undefined
  const address = addressOf(url)
  if (!address) return early.address
  return url.startsWith('/') || isHost(address.host) ? undefined : early.host
}

const hasTooManyParameters = (url: string): boolean =>
  url.length > PARAMETERS && url.split('&').length > PARAMETERS

/** A path, or a whole address of the web. */
const addressOf = (url: string): URL | undefined => {
  const address = URL.parse(url, 'http://localhost')
  return address && /^https?:$/.test(address.protocol) ? address : undefined
}

/** Whether several Hosts came, of which Node hands on the first. */
const isRepeated = (rawHeaders: readonly string[]): boolean => {
  let count = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]
    if (name?.length === 4 && name.toLowerCase() === 'host') count += 1
  }
  return count > 1
}

/**
 * Paths in ASCII are all that the application knows: of a whole address, a proxy's form, the path is taken, and the host,
 * which counts more than the header of that name (RFC 9112, section 3.2.2).
 */
const pathOf = ({ url = '', headers }: IncomingMessage): string => {
  if (url.startsWith('/')) return inAscii(url)
  const { host, pathname, search } = new URL(url, 'http://localhost')
  if (/^https?:/i.test(url)) headers.host = host
  return inAscii(`${pathname}${search}`)
}

const inAscii = (path: string): string =>
  ASCII.test(path) ? path : path.replace(/[^\x21-\x7e]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`)

const ASCII = /^[\x21-\x7e]*$/
