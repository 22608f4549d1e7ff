import { BlockList, isIP } from 'node:net'
import type { Config } from '../config/config.ts'
import { platformOf } from '../platforms/index.ts'
import type { Terminal } from './terminal.ts'

/** A hub's own name, and where it leads from here. */
export type OwnName = {
  hub: Config['hubs'][number]
  hostname: string
  /** None: it does not resolve. */
  addresses: readonly string[]
  /** It leads to this machine or to a private network: it was made to, since the real hubs are on neither. */
  leadsHere: boolean
  /** Where a double that it leads to is asked, and the issuer that it says there. */
  base: string
  issuer: string
}

const nearby = new BlockList()
nearby.addSubnet('127.0.0.0', 8)
nearby.addSubnet('10.0.0.0', 8)
nearby.addSubnet('172.16.0.0', 12)
nearby.addSubnet('192.168.0.0', 16)
nearby.addAddress('::1', 'ipv6')
nearby.addSubnet('fc00::', 7, 'ipv6')

/** The own names of the hubs that are served; of those that lead elsewhere, the real hubs, nothing is asked. */
export const findOwnNames = async (
  { network }: Terminal,
  { hubs, tls, port }: Config,
): Promise<OwnName[]> => {
  const scheme = tls ? 'https' : 'http'
  const all = hubs.flatMap((hub) =>
    [...(platformOf(hub.id, hub.as_of)?.hosts ?? []), ...(hub.host ? [hub.host] : [])].map((name) => ({
      hub,
      name,
    })),
  )
  return Promise.all(
    all.map(async ({ hub, name }) => {
      const hostname = name.replace(/:\d+$/, '')
      const addresses = await network.resolve(hostname).catch(() => [])
      const leadsHere = addresses.some((one) => nearby.check(one, isIP(one) === 6 ? 'ipv6' : 'ipv4'))
      const { origin: base } = new URL(
        `${scheme}://${hostname === name ? `${name}:${tls?.port ?? port}` : name}`,
      )
      return { hub, hostname, addresses, leadsHere, base, issuer: hub.issuer ?? `${base}/api/v2` }
    }),
  )
}
