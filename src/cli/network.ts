import { lookup } from 'node:dns/promises'
import { createServer } from 'node:net'

/** The network as the commands see it. */
export type Network = {
  fetch(url: string, options?: { signal?: AbortSignal }): Promise<Response>
  /** Addresses of a host name; throws when there is none. */
  resolve(host: string): Promise<readonly string[]>
  /** Tries to listen, then lets go; `undefined` when it worked, otherwise the system's code: `EADDRINUSE`. */
  tryListening(port: number, host: string): Promise<string | undefined>
}

/** The real network. */
export const network: Network = {
  fetch: (url, options) => fetch(url, options),
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  tryListening: (port, host) =>
    new Promise((answer) => {
      const server = createServer()
      server.once('error', (error) => answer('code' in error ? String(error.code) : error.message))
      server.listen(port, host, () => server.close(() => answer(undefined)))
    }),
}
