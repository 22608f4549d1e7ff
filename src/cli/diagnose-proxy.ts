import { type Diagnosis, note } from './diagnosis.ts'
import type { Terminal } from './terminal.ts'

/** Whether the environment sends clients of an address to a proxy, which does not know the names of this machine. */
export const diagnoseProxy = ({ env }: Terminal, base: string): Diagnosis[] => {
  const { protocol, hostname } = new URL(base)
  const names = [`${protocol.replace(':', '')}_proxy`, 'all_proxy'].flatMap((name) => [
    name,
    name.toUpperCase(),
  ])
  const name = names.find((one) => env[one])
  const spared = (env.no_proxy ?? env.NO_PROXY ?? '').split(/[\s,]+/)
  if (name === undefined || spared.some((one) => covers(one, hostname))) return []
  return [
    note(
      `${name} is set: a client that heeds it, as curl, Python and Go do, asks that proxy for ${hostname}; add ${hostname} to NO_PROXY`,
    ),
  ]
}

/** A name stands for itself and what is below it, with or without a dot before it. */
const covers = (spared: string, hostname: string): boolean => {
  const bare = spared.replace(/:\d+$/, '').replace(/^\*?\./, '')
  return spared === '*' || (bare !== '' && (hostname === bare || hostname.endsWith(`.${bare}`)))
}
