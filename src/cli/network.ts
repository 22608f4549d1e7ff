import { lookup } from 'node:dns/promises'
import { createServer } from 'node:net'
import type { ShownCertificate } from './fetch-over-tls.ts'
import { holderOfPort } from './holder-of-port.ts'

/** The network as the commands see it. */
export type Network = {
  /** `unverified`: over https, any certificate will do. */
  fetch(url: string, options?: { signal?: AbortSignal; unverified?: boolean }): Promise<Response>
  /** The certificate that an https address shows. */
  certificate(url: string, signal: AbortSignal): Promise<ShownCertificate>
  /** Addresses of a host name; throws when there is none. */
  resolve(host: string): Promise<readonly string[]>
  /** Tries to listen, then lets go; `undefined` when it worked, otherwise the system's code: `EADDRINUSE`. */
  tryListening(port: number, host: string): Promise<string | undefined>
  /** Which program listens on a port of this machine: `nginx (process 12)`; `undefined` when it cannot be known. */
  holderOf(port: number): Promise<string | undefined>
}

const overTls = () => import('./fetch-over-tls.ts')

/** The real network. */
export const network: Network = {
  fetch: async (url, { signal, unverified = false } = {}) =>
    unverified && url.startsWith('https:')
      ? (await overTls()).fetchUnverified(url, signal)
      : fetch(url, signal === undefined ? {} : { signal }),
  certificate: async (url, signal) => (await overTls()).readCertificate(url, signal),
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  tryListening: (port, host) =>
    new Promise((answer) => {
      const server = createServer()
      server.once('error', (error) => answer('code' in error ? String(error.code) : error.message))
      server.listen(port, host, () => server.close(() => answer(undefined)))
    }),
  holderOf: holderOfPort,
}
