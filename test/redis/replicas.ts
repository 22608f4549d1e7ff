import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createDoublure, type Doublure } from '../../src/index.ts'
import { rp } from '../support/mock.ts'

/** Several doubles that keep one store, and the one address that browsers and clients know. */
export type Replicas = {
  /** Of the balancer: each request goes to the next replica. */
  url: string
  issuer(hub: string): string
  /** The same doubles, one by one, at addresses of their own. */
  each: readonly Doublure[]
  close(): Promise<void>
}

/** Sends each request to the next of the ports. */
const balance = async (ports: readonly number[]) => {
  let turn = 0
  const server = createServer((incoming, outgoing) => {
    const port = ports[turn++ % ports.length] ?? 0
    const { method, url, headers } = incoming
    const passed = request(
      { port, host: '127.0.0.1', method, path: url, headers, agent: false },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      },
    )
    passed.on('error', () => outgoing.destroy())
    outgoing.on('close', () => passed.destroy())
    incoming.pipe(passed)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Starts three doubles that keep `store`, behind a balancer. */
export const startReplicas = async (
  store: string,
  options: Parameters<typeof createDoublure>[0] = {},
): Promise<Replicas> => {
  const ports: number[] = []
  const balancer = await balance(ports)
  const common = {
    port: 0,
    log: 'silent' as const,
    clients: [rp],
    public_url: balancer.url,
    store,
    ...options,
  }
  const each: Doublure[] = []
  for (const _ of [1, 2, 3]) {
    const replica = await createDoublure(common)
    each.push(replica)
    ports.push(replica.port)
  }
  const [first] = each
  if (!first) throw new Error('three replicas were started')
  return {
    url: balancer.url,
    issuer: first.issuer,
    each,
    async close() {
      await balancer.close()
      for (const replica of each) await replica.close()
    },
  }
}

/** Where one replica alone is reached. */
export const alone = ({ port }: Doublure) => ({ url: `http://localhost:${port}` })
