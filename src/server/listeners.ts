import { createServer, type RequestListener, type ServerOptions } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import type { Config } from '../config/config.ts'
import { tlsNames } from './tls-names.ts'

/** The ports that a server listens on. */
export type Listeners = {
  /** Port of plain http, or of https when it is served alone. */
  port: number
  /** Port of https, when it is served. */
  securePort?: number
  /** Certificate of the local authority, PEM, when ours is what clients must trust. */
  authority?: string
  /** Stops listening, lets requests in flight finish. */
  close(): Promise<void>
}

const DAY = 24 * 3600 * 1000

/** Milliseconds that a request in flight may take once the server was told to stop. */
const PATIENCE = 10_000

/**
 * Listens with plain http, with https, or with both, each on its port.
 * @throws the error of node:net when a port is taken or may not be used, ProblemsError when no certificate can be made.
 */
export const openListeners = async (
  config: Pick<Config, 'port' | 'host' | 'tls' | 'public_url' | 'hubs'>,
  options: ServerOptions,
  listener: RequestListener,
): Promise<Listeners> => {
  const { port, host, tls } = config
  if (tls === undefined) {
    const plain = createServer(options, listener)
    return { port: await listen(plain, port, host), close: () => stop([plain]) }
  }
  // Only who serves https waits for what it takes.
  const [{ createServer: createSecureServer }, { openCertificate, renewalOf }] = await Promise.all([
    import('node:https'),
    import('../tls/authority.ts'),
  ])
  const names = tlsNames(config)
  const material = async () => ('folder' in tls ? openCertificate(tls.folder, names, Date.now()) : tls)
  const first = await material()
  const secure = createSecureServer({ ...options, cert: first.cert, key: first.key }, listener)
  // A server that runs for a year outlives its certificate.
  const renewing = setInterval(async () => {
    if (!('folder' in tls) || renewalOf(first.cert) > Date.now()) return
    secure.setSecureContext(await material().catch(() => first))
  }, DAY).unref()
  const plain = tls.port === undefined ? undefined : createServer(options, listener)
  const servers = plain ? [plain, secure] : [secure]
  const close = async () => {
    clearInterval(renewing)
    await stop(servers)
  }
  try {
    const securePort = await listen(secure, tls.port ?? port, host)
    return {
      port: plain ? await listen(plain, port, host) : securePort,
      securePort,
      ...('authority' in first && { authority: first.authority }),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })

type Closing = Server & { closeAllConnections(): void; closeIdleConnections(): void }

const stop = async (servers: readonly Closing[]): Promise<void> => {
  // A request that never ends does not keep the server for ever.
  const patience = setTimeout(() => {
    for (const server of servers) server.closeAllConnections()
  }, PATIENCE)
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => resolve())
          server.closeIdleConnections()
        }),
    ),
  )
  clearTimeout(patience)
}
