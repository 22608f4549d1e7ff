/** replicas/ owns what several servers that keep one store have in common beside it: what each holds in memory. */
import { z } from 'zod'
import type { Config } from '../config/config.ts'
import type { Faults } from '../faults/faults.ts'
import type { Exchange } from '../journal/exchange.ts'
import type { Resets } from '../journal/resets.ts'
import type { SavedExchange } from '../journal/saved-journal.ts'
import { type Problem, ProblemsError } from '../lib/problem.ts'
import type { SharedLiving } from '../lib/sharing.ts'
import type { Autologin, Autologins } from '../logins/autologins.ts'
import type { Logins } from '../logins/logins.ts'
import type { LoginThreads } from '../logins/threads.ts'
import type { Lasting } from '../persistence/persist.ts'
import type { Shelf } from '../persistence/shelf.ts'
import {
  clientShelf,
  declarationShelf,
  personaShelf,
  providerShelf,
  reportShelf,
} from '../persistence/shelves.ts'
import { type HubKeys, keyOf, type StandingKey } from '../provider/hub-keys.ts'
import type { RedisLedger } from '../store/redis-ledger.ts'
import type { SharedSet } from '../store/redis-log.ts'
import { shareJournal } from './share-journal.ts'
import { shareShelf } from './share-shelf.ts'

/** What every replica holds in memory and may change. */
export type Shared = Lasting & {
  logins: Logins
  autologins: Autologins
  threads: LoginThreads
  resets: Resets
  faults: Faults
  /** By the id of their hub. */
  keys: ReadonlyMap<string, HubKeys>
}

type HowShared = {
  /** What can be read of an exchange, tokens decoded. */
  read(exchange: Exchange): SavedExchange
  /** Told of what another replica keeps and this one cannot read. */
  onFailure(failure: Error): void
}

/**
 * From now on every replica of the store has the same clients, people, keys, logins, faults and journal, as they were
 * left by the last request that any of them answered.
 * @throws StoreAway when the store cannot be read.
 */
export const shareWorld = async (
  config: Pick<Config, 'clients' | 'personas' | 'identity_providers' | 'journal'>,
  world: Shared,
  ledger: RedisLedger,
  { read, onFailure }: HowShared,
): Promise<void> => {
  const { tell } = ledger
  const shelf = <Value>(one: Shelf<Value>) => shareShelf(one, tell, onFailure)
  const living = (kind: string, set: SharedLiving): SharedSet => {
    set.share({
      replica: ledger.replica,
      tell: (values) => tell(kind, values),
      claim: (id, limit) => ledger.claim(`${kind}:${id}`, limit),
      release: (id) => ledger.release(`${kind}:${id}`),
    })
    const place = (id: string, value: unknown) => {
      try {
        set.place(id, value)
      } catch (error) {
        if (!(error instanceof ProblemsError)) throw error
        const inStore = ({ origin, message }: Problem) => ({ origin: `store (${kind} ${origin})`, message })
        onFailure(new ProblemsError(error.problems.map(inStore)))
      }
    }
    return {
      kind,
      place,
      begin(values) {
        set.begin()
        for (const [id, value] of values) place(id, value)
      },
    }
  }
  await ledger.share([
    shelf(clientShelf(world.clients, config)),
    shelf(personaShelf(world.people, config)),
    shelf(providerShelf(world.identityProviders, config)),
    shelf(declarationShelf(world.archive)),
    shelf(reportShelf(world.archive)),
    ...[...world.keys].map(([hub, keys]) => shelf(keyShelf(hub, keys))),
    shelf(autologinShelf(world.autologins)),
    living('logins', world.logins.shared),
    living('threads', world.threads),
    living('resets', world.resets),
    living('faults', world.faults.shared),
    shareJournal(world.journal, { size: config.journal.size, read, tell, onFailure }),
  ])
}

const canSign = (jwk: StandingKey['jwk']): boolean => {
  try {
    return keyOf(jwk).type === 'private'
  } catch {
    return false
  }
}

const standingKey: z.ZodType<StandingKey> = z.object({
  jwk: z.looseObject({ kid: z.string(), alg: z.string() }).refine(canSign, 'expected a private key'),
  state: z.enum(['published', 'in_use', 'retired']),
  until: z.number().exactOptional(),
})

const keyShelf = (hub: string, keys: HubKeys): Shelf<StandingKey> => ({
  kind: `keys:${hub}`,
  seed: keys.standing(),
  idOf: ({ jwk }) => jwk.kid,
  list: keys.standing,
  schema: standingKey,
  place: (kid, [standing]) => keys.place(kid, standing),
  onChange: keys.onChange,
})

const autologin: z.ZodType<Autologin> = z.object({
  client_id: z.string(),
  persona: z.string(),
  hub: z.string().exactOptional(),
})

const autologinShelf = (autologins: Autologins): Shelf<Autologin> => ({
  kind: 'autologins',
  seed: [],
  idOf: ({ client_id }) => client_id,
  list: () => autologins.list(),
  schema: autologin,
  place(client_id, standing) {
    autologins.remove(client_id)
    for (const one of standing) autologins.put(one)
  },
  onChange: (listener) => autologins.onChange(listener),
})
