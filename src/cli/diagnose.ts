import type { Config } from '../config/config.ts'
import type { FoundHub } from './diagnose-hub.ts'
import { type Diagnosis, fail, note, ok, PATIENCE } from './diagnosis.ts'
import { fetchFailure } from './fetch-failure.ts'
import { discoveryAt } from './hub-addresses.ts'
import { localAddress } from './local-address.ts'
import type { Terminal } from './terminal.ts'
import { whoAnswers } from './who-answers.ts'

const OLDEST_NODE = [22, 12] as const
/** ID Tokens of FranceConnect live 60 seconds: half of it is more than a clock may be wrong. */
const WORST_SKEW = 30

/** Whether this Node can run Doublure. */
export const diagnoseNode = (version: string): Diagnosis => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldest, least] = OLDEST_NODE
  return major > oldest || (major === oldest && minor >= least)
    ? ok(`Node ${version}`)
    : fail(`Node ${version}: ${OLDEST_NODE.join('.')} or later is needed`)
}

/** Who holds a port of this machine. */
export const diagnosePort = async (
  terminal: Terminal,
  { host, hubs }: Config,
  port: number,
  scheme: 'http' | 'https',
): Promise<Diagnosis> => {
  const { network } = terminal
  const code = await network.tryListening(port, host)
  if (code === undefined) return note(`port ${port} of ${host} is free: no Doublure runs on this machine`)
  if (code !== 'EADDRINUSE') return fail(`port ${port} of ${host} cannot be used here: ${code}`)
  const base = localAddress({ host, port }, scheme)
  const [url = `${base}/readyz`] = hubs.map((hub) => discoveryAt(hub, base))
  const failure = await network.fetch(url, { signal: AbortSignal.timeout(PATIENCE), unverified: true }).then(
    (answer) => (answer.ok ? undefined : `${url} answered ${answer.status}`),
    (error: unknown) => `it does not speak ${scheme} (${fetchFailure(error)})`,
  )
  if (failure === undefined) return ok(`port ${port} of ${host}: Doublure listens there`)
  for (const spoken of ['http', 'https'] as const)
    if ((await whoAnswers(terminal, localAddress({ host, port }, spoken))) === 'doublure')
      return fail(
        `port ${port} of ${host}: Doublure listens there by ${spoken}, and ${failure}: give doctor the settings that it was started with`,
      )
  const holder = await network.holderOf(port)
  return fail(
    `port ${port} of ${host} is taken by ${holder ?? 'something else'}: ${failure}; stop it, or choose another port`,
  )
}

/** Whether the name in an address means something here. */
export const diagnoseName = async (
  { network }: Terminal,
  address: string,
  role: string,
): Promise<Diagnosis> => {
  const { hostname } = new URL(address)
  try {
    const addresses = await network.resolve(hostname.replace(/^\[|\]$/g, ''))
    return ok(`${hostname} resolves to ${addresses.join(', ')}`)
  } catch (error) {
    return fail(
      `${hostname}, the name in ${role}, does not resolve here (${fetchFailure(error)}): ` +
        'add it to the hosts file, or make it an alias in the network of the containers',
    )
  }
}

/** Whether this clock agrees with that of the hubs, from the `Date` that one of them sent. */
export const diagnoseClock = ({ now }: Terminal, found: readonly FoundHub[]): Diagnosis => {
  const date = found.find((hub) => hub.date !== undefined)?.date
  const there = date === undefined ? Number.NaN : Date.parse(date)
  if (Number.isNaN(there)) return note('clock: no hub answered, it could not be compared')
  const skew = Math.round(Math.abs(now() - there) / 1000)
  if (skew <= 2) return ok('clock: as that of the hubs')
  const text = `clock: ${skew} s away from that of the hubs`
  return skew > WORST_SKEW
    ? fail(`${text}: tokens that live 60 s will look expired or not yet valid`)
    : note(text)
}
