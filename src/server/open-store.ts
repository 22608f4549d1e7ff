import type { Config } from '../config/config.ts'
import { Notice } from '../lib/notice.ts'
import { ProblemsError } from '../lib/problem.ts'
import { createMemoryStore } from '../store/memory-store.ts'
import { readRedisAddress } from '../store/redis-address.ts'
import type { RedisLedger } from '../store/redis-ledger.ts'
import type { Store } from '../store/store.ts'
import type { StoreAway } from '../store/store-away.ts'

/** Where things are kept, and what replicas write in common when it is not in this process alone. */
export type OpenStore = { store: Store; ledger?: RedisLedger }

type StoreOptions = {
  now(): number
  /** The machine's clock, wherever the one of a test stands. */
  clock?(): number
  onTrouble(trouble: Error | Notice): void
}

/**
 * Opens the store of the configuration.
 * @throws StoreAway when there is none at its address.
 */
export const openStore = async (
  { store: where }: Pick<Config, 'store'>,
  { now, clock = Date.now, onTrouble }: StoreOptions,
): Promise<OpenStore> => {
  if (where === 'memory') return { store: createMemoryStore({ now }) }
  const address = readRedisAddress(where)
  // Loaded here alone: who keeps everything in memory does not wait for it.
  const [{ openRedisLedger }, { createRedisStore }, { compareClocks }] = await Promise.all([
    import('../store/redis-ledger.ts'),
    import('../store/redis-store.ts'),
    import('../store/clock-apart.ts'),
  ])
  const ledger = await openRedisLedger({ ...address, now, onTrouble })
  try {
    const apart = await compareClocks(ledger, { ...address, clock })
    if (apart) onTrouble(apart)
    return { ledger, store: createRedisStore(ledger, { now }) }
  } catch (error) {
    await ledger.close()
    throw error
  }
}

/** What Redis says to who may not write all that one request writes at once. */
const REFUSALS = /^(?:NOPERM|READONLY|MOVED|CROSSSLOT|CLUSTERDOWN)\b/

/** Why a server cannot start with its store: nobody answers there, or who does refuses what is asked. */
export const storeProblem = (where: string, { shown, message }: StoreAway): ProblemsError => {
  const why = message.replace(/^store \S+: /, '')
  const trust = where.startsWith('rediss:')
    ? 'name the authority of its certificate in NODE_EXTRA_CA_CERTS, '
    : ''
  const what = REFUSALS.test(why)
    ? `it cannot be used: ${why}; name a server that is neither a replica nor in a cluster, as a user who may run every command on keys and channels that begin with the prefix, `
    : `it cannot be reached: ${why}; start it, correct the address, ${trust}`
  return new ProblemsError([
    { origin: `store ${shown}`, message: `${what}or leave store out to keep all in memory` },
  ])
}

/** Seconds in which servers of one store are compared by what they were started with. */
export const RECENT = 3600

/** Two servers of one store would send browsers to two addresses, in turn, and issue tokens of two issuers. */
export const anotherPublicUrl = (own: string, other: string): Notice =>
  new Notice(
    `store: public_url is ${own}, and ${other} on a server that was started within the hour: servers of one store need the same`,
  )
