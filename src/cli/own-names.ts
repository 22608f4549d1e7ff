import { BlockList, isIP } from 'node:net'
import type { Config } from '../config/config.ts'
import { platformOf } from '../platforms/index.ts'
import type { Terminal } from './terminal.ts'

/** A hub's own name that leads, from here, to this machine or to a private network. */
type OwnName = {
  hub: Config['hubs'][number]
  name: string
  addresses: readonly string[]
  base: string
}

const nearby = new BlockList()
nearby.addSubnet('127.0.0.0', 8)
nearby.addSubnet('10.0.0.0', 8)
nearby.addSubnet('172.16.0.0', 12)
nearby.addSubnet('192.168.0.0', 16)
nearby.addAddress('::1', 'ipv6')
nearby.addSubnet('fc00::', 7, 'ipv6')

/** The hubs' own names that were made to lead to a double; the others lead to the real hubs, who are not disturbed. */
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
  const found = await Promise.all(
    all.map(async ({ hub, name }) => {
      const addresses = await network.resolve(name.replace(/:\d+$/, '')).catch(() => [])
      const isNear = addresses.some((one) => nearby.check(one, isIP(one) === 6 ? 'ipv6' : 'ipv4'))
      const { origin } = new URL(`${scheme}://${/:\d+$/.test(name) ? name : `${name}:${tls?.port ?? port}`}`)
      return isNear ? [{ hub, name, addresses, base: origin }] : []
    }),
  )
  return found.flat()
}
