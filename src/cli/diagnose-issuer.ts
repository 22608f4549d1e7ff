import type { Config } from '../config/config.ts'
import { platforms } from '../platforms/index.ts'
import { type Diagnosis, fail, ok } from './diagnosis.ts'
import { discoveryAt, issuerOf } from './hub-addresses.ts'
import type { OwnName } from './own-names.ts'

const WELL_KNOWN = '/.well-known/openid-configuration'

/** What is known of the hubs from here. */
type Known = Pick<Config, 'hubs'> & {
  publicUrl: string
  /** The hubs' own names, wherever they lead. */
  names: readonly OwnName[]
  backend: string
}

/** Whether the issuer that a client is set to expect is one that its tokens will say, and what to set if not. */
export const diagnoseIssuer = (expected: string, known: Known): Diagnosis => {
  const { hubs, publicUrl, names, backend } = known
  const issuers = hubs.map((hub) => ({ hub, issuer: issuerOf(hub, publicUrl) }))
  const same = issuers.find(({ issuer }) => issuer === expected)
  if (same)
    return ok(`your client expects ${expected}: ${same.hub.id} says the same, in discovery and in tokens`)
  const byName = names.find(({ leadsHere, issuer }) => leadsHere && issuer === expected)
  if (byName)
    return ok(
      `your client expects ${expected}: ${byName.hub.id} says so to whom comes by that name; browsers must come by it too`,
    )
  const bare = usual(expected.replace(WELL_KNOWN, ''))
  const spelled =
    issuers.find(({ issuer }) => issuer === bare) ??
    names.find(({ leadsHere, issuer }) => leadsHere && issuer === bare)
  if (spelled)
    return fail(
      `your client expects ${expected}, ${spelled.hub.id} says ${spelled.issuer}: issuers are compared letter by letter, set the client to the second`,
    )
  const [longer, another] = issuers.filter(({ issuer }) => issuer.startsWith(`${bare}/`))
  if (longer && !another)
    return fail(
      `your client expects ${expected}, which is the beginning of what ${longer.hub.id} says: set the client to ${longer.issuer}`,
    )
  const aboutName = diagnoseName(expected, known)
  if (aboutName) return fail(aboutName)
  const path = URL.parse(bare)?.pathname
  const moved = issuers.find(({ issuer }) => new URL(issuer).pathname === path)
  if (moved)
    return fail(
      `your client expects ${expected}, ${moved.hub.id} says ${moved.issuer}: set the client's issuer to the second, and let it read ` +
        `discovery at ${discoveryAt(moved.hub, backend)}; or start Doublure with --public-url ${new URL(expected).origin}, if browsers reach it there`,
    )
  return fail(
    `your client expects ${expected}, which no hub says: ${issuers.map(({ issuer }) => issuer).join(', ')}`,
  )
}

/** An address as it is usually written: host in lower case, no port where it is the usual one, no slash at the end. */
const usual = (address: string): string => (URL.parse(address)?.href ?? address).replace(/\/+$/, '')

/** Where a hub's own name leads from here, and what to do about it; `undefined`: the name is nobody's. */
const diagnoseName = (expected: string, { names, publicUrl }: Known): string | undefined => {
  const hostname = URL.parse(expected)?.hostname ?? ''
  const served = names.find((one) => one.hostname === hostname)
  if (!served) {
    const owner = platforms.flat().find(({ hosts }) => hosts.includes(hostname))
    return (
      owner &&
      `your client expects ${expected}: ${hostname} is a name of ${owner.id}, which is not served here: add it to hubs`
    )
  }
  const { hub, addresses, leadsHere, issuer } = served
  const name = `your client expects ${expected}: ${hostname} is a name of ${hub.id}`
  if (leadsHere)
    return (
      `${name} and leads here, to ${addresses.join(', ')}, where it says ${issuer}: ` +
      'give the port and the scheme that the client expects with --port, or with --tls auto and --tls-port, or set the client to the second'
    )
  const where =
    addresses.length === 0
      ? 'it does not resolve here'
      : `it leads from here to ${addresses.join(', ')}, the real hub`
  return (
    `${name}; ${where}: make it an alias of Doublure in the network of the containers, or a line of the hosts file, ` +
    `with --tls auto --tls-port 443 where the client expects https; or set the client to ${issuerOf(hub, publicUrl)}`
  )
}
