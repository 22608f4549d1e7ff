import { request } from 'node:https'
import { isIP } from 'node:net'
import { connect, type PeerCertificate, type TLSSocket } from 'node:tls'

/** The certificate that a server shows, and what this Node thinks of it. */
export type ShownCertificate = {
  /** Node's reason not to trust it: `CERT_HAS_EXPIRED`; absent: it is trusted. */
  refused?: string
  /** `DNS:localhost, IP Address:127.0.0.1`. */
  names: string
  /** Milliseconds since 1970. */
  until: number
  /** DER of the certificate. */
  raw: Uint8Array
}

/** A GET that takes whatever certificate is shown, for who only asks whether a server is there. */
export const fetchUnverified = (url: string, signal: AbortSignal | undefined): Promise<Response> =>
  new Promise((resolve, reject) => {
    const asked = request(
      url,
      { rejectUnauthorized: false, agent: false, ...(signal && { signal }) },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.once('error', reject)
        answer.once('end', () => {
          const headers = Object.entries(answer.headers).map(
            ([name, value]) => [name, String(value)] as [string, string],
          )
          resolve(new Response(Buffer.concat(chunks), { status: answer.statusCode ?? 500, headers }))
        })
      },
    )
    asked.once('error', (error) => reject(signal?.aborted ? signal.reason : error))
    asked.end()
  })

/** Shakes hands and looks at the certificate; throws when nobody speaks TLS there. */
export const readCertificate = (url: string, signal: AbortSignal): Promise<ShownCertificate> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    const host = hostname.replace(/^\[|\]$/g, '')
    const socket: TLSSocket = connect({
      host,
      port: Number(port || 443),
      ...(isIP(host) === 0 && { servername: host }),
      rejectUnauthorized: false,
    })
    const end = (settle: () => void) => {
      socket.destroy()
      settle()
    }
    signal.addEventListener('abort', () => end(() => reject(signal.reason)), { once: true })
    socket.once('error', (error) => end(() => reject(error)))
    socket.once('secureConnect', () => {
      const { subjectaltname = '', valid_to, raw }: PeerCertificate = socket.getPeerCertificate()
      const refused = socket.authorized ? undefined : codeOf(socket.authorizationError)
      end(() =>
        resolve({ names: subjectaltname, until: Date.parse(valid_to), raw, ...(refused && { refused }) }),
      )
    })
  })

/** Node gives an error, or its code alone, whatever the types say. */
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)
