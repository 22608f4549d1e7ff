import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { ownHeaderValues } from './own-headers.ts'

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
    'Expected one header Host, a name or an address with or without a port (RFC 9112, section 3.2).',
  ),
  slow: refusal(408, 'Request Timeout', 'The request did not come to its end in time.'),
  extensions: refusal(413, 'Content Too Large', 'The extensions of a chunk are too long.'),
  expectation: refusal(417, 'Expectation Failed', 'Of what Expect may ask, only 100-continue is known.'),
  head: refusal(
    431,
    'Request Header Fields Too Large',
    'Expected at most 64 kB of address and headers, and 200 headers.',
  ),
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

/** What Node could not read, by its code; every other error is of the connection, where nobody listens any more. */
const unread = (code: unknown): EarlyRefusal | undefined => {
  if (code === 'HPE_HEADER_OVERFLOW') return early.head
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return early.extensions
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return early.slow
  return String(code).startsWith('HPE_') ? early.noHttp : undefined
}

/**
 * Ends a connection on which something came that Node cannot read, as Node does (`clientError`), but with our headers
 * and a reason, unless an answer is on its way: it would be taken for a part of that one.
 */
export const refuseConnection = (
  error: Error,
  socket: Duplex & { _httpMessage?: ServerResponse | null },
): void => {
  const problem = unread('code' in error && error.code)
  if (problem && socket.writable && !socket._httpMessage?.headersSent) {
    const { headers, body } = messageOf(problem)
    const lines = Object.entries({ ...headers, connection: 'close' }).map((header) => header.join(': '))
    socket.write([`HTTP/1.1 ${problem.status} ${problem.title}`, ...lines, '', body].join('\r\n'))
  }
  socket.destroy(error)
}
