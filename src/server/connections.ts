import type { IncomingMessage, RequestListener } from 'node:http'
import type { ServerOptions } from 'node:https'
import { isHost } from './is-host.ts'
import { ownHeaderValues } from './own-headers.ts'

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

/**
 * Hands requests to the application once it stands; those that it could not even name are refused here. Whatever of a
 * body nobody read is dropped after the answer: else it would stand before the next request of its connection, and a
 * client that is cut off while it sends may never see why.
 */
export const receive =
  (standing: Promise<RequestListener>): RequestListener =>
  async (request, response) => {
    response.once('finish', () => request.resume())
    const status = refusalOf(request)
    if (status !== undefined) {
      response.writeHead(status, ownHeaderValues).end()
      return
    }
    request.url = pathOf(request.url ?? '')
    const answer = await standing
    answer(request, response)
  }

/** How nearly every address begins; whatever follows can be read. */
const PLAIN = /^\/\w/

/**
 * An address that cannot be read or has a fragment, which stays with browsers (RFC 9112, section 3.2); a Host that is
 * none; too many headers.
 */
const refusalOf = ({ url = '', headers: { host }, rawHeaders }: IncomingMessage): number | undefined => {
  if (host !== undefined && !isHost(host)) return 400
  if (url.includes('#') || !(PLAIN.test(url) || URL.canParse(url, 'http://localhost'))) return 400
  return rawHeaders.length > 2 * HEADERS ? 431 : undefined
}

/** Paths in ASCII are all that the application knows: of a whole address, a proxy's form, the path is taken. */
const pathOf = (url: string): string => {
  const { pathname, search } = url.startsWith('/')
    ? { pathname: url, search: '' }
    : new URL(url, 'http://localhost')
  return `${pathname}${search}`.replace(/[^\x21-\x7e]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`)
}
