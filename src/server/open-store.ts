import type { Config } from '../config/config.ts'
import { ProblemsError } from '../lib/problem.ts'
import { createMemoryStore } from '../store/memory-store.ts'
import { readRedisAddress } from '../store/redis-address.ts'
import type { RedisLedger } from '../store/redis-ledger.ts'
import type { Store } from '../store/store.ts'
import type { StoreBack } from '../store/store-away.ts'

/** Where things are kept, and what replicas write in common when it is not in this process alone. */
export type OpenStore = { store: Store; ledger?: RedisLedger }

/**
 * Opens the store of the configuration.
 * @throws ProblemsError when there is none at its address.
 */
export const openStore = async (
  { store: where }: Pick<Config, 'store'>,
  { now, onTrouble }: { now: () => number; onTrouble(trouble: Error | StoreBack): void },
): Promise<OpenStore> => {
  if (where === 'memory') return { store: createMemoryStore({ now }) }
  const address = readRedisAddress(where)
  // Loaded here alone: who keeps everything in memory does not wait for it.
  const [{ openRedisLedger }, { createRedisStore }] = await Promise.all([
    import('../store/redis-ledger.ts'),
    import('../store/redis-store.ts'),
  ])
  try {
    const ledger = await openRedisLedger({ ...address, now, onTrouble })
    return { ledger, store: createRedisStore(ledger, { now }) }
  } catch (error) {
    const why = (error instanceof Error ? error.message : String(error)).replace(/^store \S+: /, '')
    const trust = where.startsWith('rediss:')
      ? 'name the authority of its certificate in NODE_EXTRA_CA_CERTS, '
      : ''
    const message = `it cannot be reached: ${why}; start it, correct the address, ${trust}or leave store out to keep all in memory`
    throw new ProblemsError([{ origin: `store ${address.shown}`, message }])
  }
}
