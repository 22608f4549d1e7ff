import { AsyncLocalStorage } from 'node:async_hooks'
import type { Change, Values } from './change-texts.ts'
import { giveBack, takeOne } from './claims.ts'
import type { RedisAddress } from './redis-address.ts'
import { type Command, connectRedis } from './redis-connection.ts'
import { createChangeLog, type SharedSet } from './redis-log.ts'
import { StoreAway, type StoreBack } from './store-away.ts'

/** What one request writes: nothing of it stands before all of it does. */
export type Unit = {
  /** Texts as this request wrote them, by key; `undefined`: it deleted the key. */
  texts: Map<string, string | undefined>
  /** What it appended to lists, by key. */
  appended: Map<string, string[]>
  commands: Command[]
  /** What it changed of the living sets. */
  changes: Change[]
  /** What it took of a limited number, to give back should the request fail. */
  claims: string[]
  /** How often anything had been taken in when it began: until more is, living sets are as it left them. */
  generation: number
  /** What it made stand so far, or tries to. */
  sent: Promise<unknown>
  /** The store went away, and whoever met that may have gone on. */
  failure?: unknown
  /** The request is over, but for its last writes: what comes late is written by itself. */
  isOver?: true
}

/** What replicas write in common, request by request. */
export type RedisLedger = {
  /** What every key begins with. */
  prefix: string
  /** Name of this replica among the others. */
  replica: string
  /**
   * Does the work of one request: it sees all that was written before it by whatever replica, and what it writes stands
   * when the promise is kept, or not at all.
   * @throws StoreAway when the store did.
   */
  together<Result>(work: () => Promise<Result>): Promise<Result>
  /** Makes what the request wrote so far stand. */
  settle(): Promise<void>
  /** What the request under way wrote; `undefined` outside a request. */
  current(): Unit | undefined
  /** Asks the store itself; a request that meets a failure here fails, whatever it makes of it. */
  ask(command: Command): Promise<unknown>
  /** What the store's clock says, as it answers to TIME; `undefined` when it refuses to; @throws StoreAway. */
  time(): Promise<unknown>
  /** Writes with the request under way; by itself when there is none. */
  write(change: (unit: Unit) => void): Promise<void>
  /** Takes one of a limited number that all replicas share; says whether there was one left. */
  claim(name: string, limit: number): Promise<boolean>
  /** Gives back what was claimed. */
  release(name: string): void
  /** The text that all replicas use under a name: the one that came first, in a store that was emptied another. */
  agree(name: string, proposal: string): Promise<() => string>
  /** The text that came first under a name in so many seconds. */
  firstOf(seconds: number, name: string, proposal: string): Promise<string>
  /** Sees all that was written until now; @throws StoreAway. */
  catchUp(): Promise<void>
  /** Living sets that all replicas change, from now on. */
  share(sets: readonly SharedSet[]): Promise<void>
  /** Tells the other replicas what became of values of a living set; `undefined`: they are as in the beginning. */
  tell(kind: string, values: Values): void
  close(): Promise<void>
}

type LedgerOptions = RedisAddress & {
  /** Milliseconds since 1970. */
  now(): number
  /** Told once each time that the store goes away and that it is back, and of what it keeps that cannot be read. */
  onTrouble(trouble: Error | StoreBack): void
  /** Milliseconds that the store may take to answer. */
  patience?: number
}

/** @throws StoreAway when the store cannot be reached. */
export const openRedisLedger = async (options: LedgerOptions): Promise<RedisLedger> => {
  const { prefix, now, onTrouble } = options
  const units = new AsyncLocalStorage<Unit>()
  const connection = await connectRedis({ ...options, channel: `${prefix}changed` })
  const log = createChangeLog({ prefix, now, onFailure: onTrouble }, connection)
  // What cannot be read now is read before the next request.
  connection.listen(() => void log.catchUp().catch(() => undefined))
  const claimKey = (name: string) => `${prefix}claim:${name}`

  /** Sends what a unit holds; what it comes to hold meanwhile is for the next time. */
  const commit = async (unit: Unit) => {
    const { commands, changes, claims, generation, sent } = unit
    const write = async () => {
      try {
        if (commands.length > 0 || changes.length > 0) await log.write(commands, changes, generation)
      } catch (error) {
        unit.claims.push(...claims)
        throw error
      }
    }
    Object.assign(unit, newUnit(log.generation))
    unit.sent = Promise.allSettled([sent, write()]).then(allDone)
    await unit.sent
  }
  const abandon = ({ claims }: Unit) => log.spoil(claims.map((name) => giveBack(claimKey(name))))
  const current = () => {
    const unit = units.getStore()
    return unit?.isOver ? undefined : unit
  }
  const noting = async <Result>(asked: Promise<Result>): Promise<Result> => {
    try {
      return await asked
    } catch (error) {
      const unit = current()
      if (unit) unit.failure ??= error
      throw error
    }
  }
  /** For what nobody waits for; that the store is away is told where it is noticed. */
  const alone = (written: Promise<void>) =>
    void written.catch((error: Error) => {
      log.spoil([])
      if (!(error instanceof StoreAway)) onTrouble(error)
    })

  const ledger: RedisLedger = {
    prefix,
    replica: log.me,
    async together(work) {
      if (current()) return work()
      const unit = newUnit(log.generation)
      return units.run(unit, async () => {
        try {
          await log.catchUp()
          unit.generation = log.generation
          const result = await work()
          if (unit.failure !== undefined) throw unit.failure
          unit.isOver = true
          await commit(unit)
          return result
        } catch (error) {
          abandon(unit)
          throw error
        } finally {
          unit.isOver = true
        }
      })
    },
    async settle() {
      const unit = current()
      if (unit?.failure !== undefined) throw unit.failure
      if (unit) await noting(commit(unit))
    },
    current,
    ask: (command) => noting(connection.ask(command)),
    time: connection.time,
    async write(change) {
      const unit = current()
      if (unit) return change(unit)
      const own = newUnit(log.generation)
      change(own)
      await commit(own)
    },
    async claim(name, limit) {
      const taken = await ledger.ask(takeOne(claimKey(name), limit))
      if (taken === 1) current()?.claims.push(name)
      return taken === 1
    },
    release: (name) => alone(ledger.write(({ commands }) => void commands.push(giveBack(claimKey(name))))),
    agree: (name, proposal) => log.agree(`${prefix}agreed:${name}`, proposal),
    async firstOf(seconds, name, proposal) {
      const key = `${prefix}agreed:${name}`
      const [, first] = await connection.atOnce([
        ['SET', key, proposal, 'NX', 'EX', `${seconds}`],
        ['GET', key],
      ])
      return String(first)
    },
    catchUp: log.catchUp,
    share: log.share,
    tell(kind, values) {
      if (log.isReading || values.length === 0) return
      alone(ledger.write(({ changes }) => void changes.push({ kind, values })))
    },
    close: connection.close,
  }
  return ledger
}

const newUnit = (generation: number): Unit => ({
  texts: new Map(),
  appended: new Map(),
  commands: [],
  changes: [],
  claims: [],
  generation,
  sent: Promise.resolve(),
})

const allDone = (results: readonly PromiseSettledResult<unknown>[]): void => {
  for (const result of results) if (result.status === 'rejected') throw result.reason
}
