import type { Config } from '../config/config.ts'
import { fetchFailure } from './fetch-failure.ts'
import { discoveryAt, issuerOf } from './hub-addresses.ts'
import { localAddress } from './local-address.ts'
import type { Terminal } from './terminal.ts'

/** One thing looked at: `ok`, worth knowing (`note`), or wrong (`fail`), and what it means. */
export type Diagnosis = { verdict: 'ok' | 'note' | 'fail'; text: string }

/** A hub's discovery as it was found. */
export type FoundHub = { document?: Readonly<Record<string, unknown>>; date?: string; diagnosis: Diagnosis }

const PATIENCE = 5000
const OLDEST_NODE = [22, 12] as const
/** ID Tokens of FranceConnect live 60 seconds: half of it is more than a clock may be wrong. */
const WORST_SKEW = 30

const ok = (text: string): Diagnosis => ({ verdict: 'ok', text })
const note = (text: string): Diagnosis => ({ verdict: 'note', text })
const fail = (text: string): Diagnosis => ({ verdict: 'fail', text })

/** Whether this Node can run Doublure. */
export const diagnoseNode = (version: string): Diagnosis => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldest, least] = OLDEST_NODE
  return major > oldest || (major === oldest && minor >= least)
    ? ok(`Node ${version}`)
    : fail(`Node ${version}: ${OLDEST_NODE.join('.')} or later is needed`)
}

/** Who holds the port on this machine. */
export const diagnosePort = async ({ network }: Terminal, config: Config): Promise<Diagnosis> => {
  const { port, host } = config
  const code = await network.tryListening(port, host)
  if (code === undefined) return note(`port ${port} of ${host} is free: no Doublure runs on this machine`)
  if (code !== 'EADDRINUSE') return fail(`port ${port} of ${host} cannot be used here: ${code}`)
  const base = localAddress(config)
  const [url = `${base}/readyz`] = config.hubs.map((hub) => discoveryAt(hub, base))
  try {
    const answer = await network.fetch(url, { signal: AbortSignal.timeout(PATIENCE) })
    if (answer.ok) return ok(`port ${port} of ${host}: Doublure listens there`)
    return fail(`port ${port} of ${host} is taken by something else: ${url} answered ${answer.status}`)
  } catch (error) {
    return fail(
      `port ${port} of ${host} is taken by something that does not speak HTTP: ${fetchFailure(error)}`,
    )
  }
}

/** Whether the name of the public address means something here. */
export const diagnoseName = async ({ network }: Terminal, publicUrl: string): Promise<Diagnosis> => {
  const { hostname } = new URL(publicUrl)
  try {
    const addresses = await network.resolve(hostname.replace(/^\[|\]$/g, ''))
    return ok(`${hostname} resolves to ${addresses.join(', ')}`)
  } catch (error) {
    return fail(
      `${hostname}, the name in public_url, does not resolve here (${fetchFailure(error)}): ` +
        'add it to the hosts file, or make it an alias in the network of the containers',
    )
  }
}

/** Whether a hub describes itself at the public address, under the issuer that clients will compare. */
export const diagnoseHub = async (
  { network }: Terminal,
  hub: Config['hubs'][number],
  publicUrl: string,
): Promise<FoundHub> => {
  const url = discoveryAt(hub, publicUrl)
  try {
    const answer = await network.fetch(url, { signal: AbortSignal.timeout(PATIENCE) })
    if (!answer.ok) return { diagnosis: fail(`${hub.id}: ${url} answered ${answer.status}, expected 200`) }
    const document = (await answer.json()) as Record<string, unknown>
    const expected = issuerOf(hub, publicUrl)
    const date = answer.headers.get('date')
    const diagnosis =
      document.issuer === expected
        ? ok(`${hub.id}: discovery answers, its issuer is ${expected}`)
        : fail(
            `${hub.id}: the issuer is ${JSON.stringify(document.issuer)}, expected ${expected}: the Doublure that runs has another public_url`,
          )
    return { document, ...(date === null ? {} : { date }), diagnosis }
  } catch (error) {
    return {
      diagnosis: fail(`${hub.id}: ${url} cannot be read (${fetchFailure(error)}): is Doublure started?`),
    }
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
