import { Agent, request } from 'node:http'

/** A request, however strange. */
export type Sent = {
  method: string
  /** Path and query, as they go on the wire. */
  path: string
  headers?: Readonly<Record<string, string>>
  body?: string | Buffer | undefined
}

export type Reply = {
  status: number
  headers: Readonly<Record<string, string | readonly string[] | undefined>>
  body: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 4 })

/** What Node lets nobody put in a request line or in a header is percent-encoded. */
const printable = (text: string): string =>
  text.replace(/[^\x21-\x7e]+/gu, (part) =>
    Buffer.from(part).reduce((encoded, byte) => `${encoded}%${byte.toString(16).padStart(2, '0')}`, ''),
  )

/** Sends a request and reads its answer; nothing is followed, a stream is left once it begins, and no answer in ten seconds is an error. */
export const send = (origin: string, { method, path, headers = {}, body }: Sent): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const safe = Object.entries(headers).map(([name, value]) => [
      name,
      printable(value).replaceAll('%20', ' '),
    ])
    const sent = request(
      new URL(origin),
      {
        agent,
        method,
        path: printable(path),
        timeout: 10_000,
        // A redirect may carry back all that came.
        maxHeaderSize: 1024 * 1024,
        headers: {
          ...Object.fromEntries(safe),
          ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
        },
      },
      (response) => {
        const { statusCode: status = 0, headers } = response
        if (headers['content-type']?.startsWith('text/event-stream')) {
          response.destroy()
          return resolve({ status, headers, body: '' })
        }
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => resolve({ status, headers, body: Buffer.concat(chunks).toString('utf8') }))
      },
    )
    sent.on('timeout', () => sent.destroy(new Error(`no answer to ${method} ${path} in ten seconds`)))
    sent.on('error', reject)
    sent.end(body)
  })
