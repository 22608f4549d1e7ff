import { createServer, type Server as HttpServer, type RequestListener } from 'node:http'
import type { ServerOptions } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import type { Config } from '../config/config.ts'
import type { Pair } from '../tls/certificate.ts'
import { early, refuseConnection, refuseEarly, refuseTunnel } from './refuse-early.ts'
import { createStop } from './stop.ts'
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

/** Milliseconds between two looks at whether a certificate is to be made again, or its files were written again. */
const looks = { made: 24 * 3600 * 1000, given: 60 * 1000 }

type ListeningOptions = {
  limits: ServerOptions
  /** Milliseconds since 1970, by the clock that clients judge a certificate by. */
  now(): number
  /** Told when a certificate could not be renewed, the one in use stays; and of an authority that was replaced. */
  onFailure(failure: unknown): void
}

/**
 * Listens with plain http, with https, or with both, each on its port.
 * @throws the error of node:net when a port is taken or may not be used, ProblemsError when no certificate can be made.
 */
export const openListeners = async (
  config: Pick<Config, 'port' | 'host' | 'tls' | 'public_url' | 'hubs'>,
  { limits, now, onFailure }: ListeningOptions,
  listener: RequestListener,
): Promise<Listeners> => {
  const { port, host, tls } = config
  // A request without a Host is refused where all others are, with our headers.
  const options = { ...limits, requireHostHeader: false }
  if (tls === undefined) {
    const plain = withRefusals(createServer(options, listener))
    const stop = createStop(plain)
    return { port: await listen(plain, port, host), close: stop }
  }
  // Only who serves https waits for what it takes.
  const [{ createServer: createSecureServer }, { openCertificate }, { readRenewed }] = await Promise.all([
    import('node:https'),
    import('../tls/open-certificate.ts'),
    import('../tls/read-renewed.ts'),
  ])
  const names = tlsNames(config)
  const first = 'folder' in tls ? await openCertificate(tls.folder, names, now()) : tls
  if ('notice' in first) onFailure(first.notice)
  const secure = withRefusals(createSecureServer({ ...options, cert: first.cert, key: first.key }, listener))
  let used: Pair = first
  let told = ''
  const renew = async () => {
    try {
      const pair =
        'folder' in tls
          ? await openCertificate(tls.folder, names, now())
          : await readRenewed(used, { ...tls, now: now() })
      if (pair && 'notice' in pair) onFailure(pair.notice)
      if (pair) secure.setSecureContext({ cert: pair.cert, key: pair.key })
      used = pair ?? used
      told = ''
    } catch (error) {
      // What stays wrong is told once.
      if (String(error) !== told) onFailure(error)
      told = String(error)
    }
  }
  // One look after the other: one that takes long must not end after a newer one, with what it read before.
  let looked = Promise.resolve()
  const look = () => {
    looked = looked.then(renew)
  }
  // A server that runs for a year outlives its certificate, and another server may replace the authority.
  const renewing = setInterval(look, looks['folder' in tls ? 'made' : 'given']).unref()
  const plain = tls.port === undefined ? undefined : withRefusals(createServer(options, listener))
  const stops = [secure, ...(plain ? [plain] : [])].map((server) => createStop(server))
  const close = async () => {
    clearInterval(renewing)
    await Promise.all(stops.map((stop) => stop()))
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

/** In place of Node's own refusals, which have neither headers nor reasons. */
const withRefusals = <Of extends HttpServer>(server: Of): Of => {
  server.on('clientError', refuseConnection)
  server.on('connect', refuseTunnel)
  server.on('checkExpectation', (_request, response) => refuseEarly(response, early.expectation))
  return server
}

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
