import type { Config } from '../config/config.ts'
import { printConfig } from '../config/print-config.ts'
import type { StartOptions } from '../server/start-server.ts'
import { banner } from './banner.ts'
import { configure } from './configure.ts'
import { createLog } from './log.ts'
import { printProblems, printWarnings } from './print-problems.ts'
import { exit, type Run, type Terminal } from './terminal.ts'

/** A server as far as the command line goes. */
export type Served = { url: string; close(): Promise<void> }

/** Starts a server, or throws the error of the network. */
export type Start = (config: Config, options: StartOptions) => Promise<Served>

const startServer: Start = async (config, options) =>
  (await import('../server/start-server.ts')).startServer(config, options)

/** Serves the hubs until it is asked to stop. */
export const serve = async (
  terminal: Terminal,
  flags: Parameters<Run>[1],
  start: Start = startServer,
): Promise<number> => {
  const loaded = await configure(terminal, flags)
  const { config, problems, warnings } = loaded
  printWarnings(terminal, warnings)
  if (config === undefined) {
    printProblems(terminal, problems)
    return exit.failed
  }
  if (flags['print-config'] === true) {
    terminal.out(printConfig(config, loaded))
    return exit.fine
  }
  const log = createLog(config.log, terminal)
  const server = await start(config, log).catch((error: unknown) => listeningFailure(error, config))
  if (typeof server === 'string') {
    terminal.err(`${server}\n`)
    return exit.failed
  }
  // A defect met by one request is told, and the others are served.
  terminal.onStray(log.onFailure)
  terminal.out(banner(config, loaded, server.url))
  await aborted(terminal.stop)
  await server.close()
  return exit.fine
}

/** What a failure to listen means; any other error is ours, and is thrown again. */
const listeningFailure = (error: unknown, { port: usual, host, tls }: Config): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const isOfTls = error instanceof Error && 'port' in error && error.port === tls?.port
  const port = isOfTls ? tls?.port : usual
  const flag = isOfTls ? '--tls-port' : '--port'
  if (code === 'EADDRINUSE') {
    return `Port ${port} of ${host} is taken: stop what listens there, or choose another with ${flag} (0: a free one).`
  }
  if (code === 'EACCES')
    return `Port ${port} may not be used by this account: choose one above 1023 with ${flag}.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `This machine has no address ${host}: use --host 127.0.0.1, or 0.0.0.0 for all its addresses.`
  }
  throw error
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
