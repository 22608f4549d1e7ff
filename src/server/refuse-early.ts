import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { ownHeaderValues } from '../lib/own-header-values.ts'

type EarlyRefusal = { status: number; title: string; detail: string }

const refusal = (status: number, title: string, detail: string): EarlyRefusal => ({ status, title, detail })

/** Why a request is refused before anyone knows whom it is for. */
export const early = {
  noHttp: refusal(400, 'Bad Request', 'What came is no HTTP/1.1 request that can be read (RFC 9112).'),
  address: refusal(
    400,
    'Bad Request',
    'The address cannot be read, or has a fragment, which stays with browsers (RFC 9112, section 3.2).',
  ),
  host: refusal(
    400,
    'Bad Request',
    'Expected one header Host, and in a whole address a host: a name or an IP address, with or without a port (RFC 9112, section 3.2).',
  ),
  plain: refusal(
    400,
    'Bad Request',
    'This port speaks https alone: expected an address that begins with https://.',
  ),
  slow: refusal(408, 'Request Timeout', 'The request did not come to its end in time.'),
  extensions: refusal(413, 'Content Too Large', 'The extensions of a chunk are too long.'),
  expectation: refusal(417, 'Expectation Failed', 'Of what Expect may ask, only 100-continue is known.'),
  head: refusal(
    431,
    'Request Header Fields Too Large',
    'Expected at most 64 kB of address and headers, 200 headers, and 5,000 parameters in the address.',
  ),
  tunnel: refusal(400, 'Bad Request', 'CONNECT asks a proxy for a tunnel, and Doublure is none.'),
  start: refusal(503, 'Service Unavailable', 'The server did not start; its log says why.'),
}

const messageOf = (problem: EarlyRefusal) => {
  const body = JSON.stringify(problem)
  const headers = {
    ...ownHeaderValues,
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(body),
  }
  return { headers, body }
}

/** Answers a request with a refusal, and nothing else. */
export const refuseEarly = (response: ServerResponse, problem: EarlyRefusal): void => {
  const { headers, body } = messageOf(problem)
  response.writeHead(problem.status, headers).end(body)
}

const writeTo = (wire: Duplex, problem: EarlyRefusal): void => {
  const { headers, body } = messageOf(problem)
  const lines = Object.entries({ ...headers, connection: 'close' }).map((header) => header.join(': '))
  wire.write([`HTTP/1.1 ${problem.status} ${problem.title}`, ...lines, '', body].join('\r\n'))
}

/** Refuses to be a proxy: Node hands on the bare connection, and would close it without a word. */
export const refuseTunnel = (_request: IncomingMessage, socket: Duplex): void => {
  socket.on('error', () => undefined)
  writeTo(socket, early.tunnel)
  socket.destroy()
}

/** Plain http came where TLS was expected. */
const PLAIN_HTTP = 'ERR_SSL_HTTP_REQUEST'

/** What Node could not read, by its code; every other error is of the connection, where nobody listens any more. */
const unread = (code: unknown): EarlyRefusal | undefined => {
  if (code === 'HPE_HEADER_OVERFLOW') return early.head
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return early.extensions
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return early.slow
  if (code === PLAIN_HTTP) return early.plain
  return String(code).startsWith('HPE_') ? early.noHttp : undefined
}

/**
 * Ends a connection on which something came that Node cannot read, as Node does (`clientError`), but with our headers
 * and a reason, unless an answer is on its way: it would be taken for a part of that one.
 */
export const refuseConnection = (
  error: Error,
  socket: Duplex & { _httpMessage?: ServerResponse | null; _parent?: Duplex | null },
): void => {
  const code = 'code' in error && error.code
  const problem = unread(code)
  // Who spoke no TLS reads none: the answer goes to what is below it.
  const wire = code === PLAIN_HTTP ? socket._parent : socket
  if (problem && wire?.writable && !socket._httpMessage?.headersSent) {
    writeTo(wire, problem)
  }
  wire?.destroy()
  socket.destroy(error)
}
