import { type Change, readChanges, readState, type Values, writeChanges } from './change-texts.ts'
import type { Command, RedisConnection } from './redis-connection.ts'

/** A set of which every replica keeps a living copy. */
export type SharedSet = {
  /** Its name in the store. */
  kind: string
  /** Puts a value, as it was told by a replica, in the place of the one before; `undefined`: as in the beginning. */
  place(id: string, value: unknown): void
  /** Everything as in the beginning, but for these values, in the order in which they were told. */
  begin(values: Values): void
}

type Entry = { id: string; by: string; text: string | undefined }

type LogOptions = {
  /** What every key begins with. */
  prefix: string
  /** Milliseconds since 1970. */
  now(): number
  /** Told of what is kept and cannot be read: it is left out, and the rest stands. */
  onFailure(failure: Error): void
}

/** Changes that a replica may fall behind before it reads everything anew. */
const KEPT = 2000

/**
 * The changes of living sets, in one order for all replicas: a stream tells them, a hash for each set holds what they
 * came to, and both are written with the rest of a request.
 */
export const createChangeLog = (
  { prefix, now, onFailure }: LogOptions,
  { ask, atOnce }: Pick<RedisConnection, 'ask' | 'atOnce'>,
) => {
  const me = crypto.randomUUID()
  const log = `${prefix}log`
  const stateKey = (kind: string) => `${prefix}state:${kind}`
  let sets: readonly SharedSet[] = []
  let last = '0-0'
  let generation = 0
  let isReading = false
  let isStale = true
  let owed: Command[] = []
  const agreed = new Map<string, string>()
  let reloading: Promise<void> | undefined
  let stamp = 0

  const reading = (apply: () => void) => {
    isReading = true
    try {
      apply()
    } finally {
      isReading = false
    }
  }
  /** Milliseconds, later than any before: what came first is first when everything is read anew. */
  const stamped = () => {
    stamp = Math.max(stamp + 0.001, now())
    return stamp.toFixed(3)
  }
  const apply = (text: string) => {
    for (const [kind, values] of readChanges(text, onFailure)) {
      const set = sets.find((one) => one.kind === kind)
      for (const [id, value] of values) set?.place(id, value ?? undefined)
    }
  }

  const reload = async () => {
    const due = owed
    const held = [...agreed]
    const replies = await atOnce([
      ...held.flatMap(([key, text]) => agreeOn(key, text)),
      ...due,
      ['XADD', log, 'MAXLEN', '~', `${KEPT}`, '*', 'by', me],
      ...sets.map(({ kind }) => ['HGETALL', stateKey(kind)]),
    ])
    for (const [index, [key]] of held.entries()) agreed.set(key, String(replies[2 * index + 1]))
    const [id, ...states] = replies.slice(2 * held.length + due.length)
    owed = owed.slice(due.length)
    last = String(id)
    isStale = false
    generation++
    reading(() => {
      for (const [index, set] of sets.entries()) set.begin(readState(set.kind, states[index], onFailure))
    })
  }

  /** Takes in what was asked from `from` on; false: the log no longer reaches back that far. */
  const absorb = (found: unknown, from: string, own: 'known' | 'unknown'): boolean => {
    const entries = entriesOf(found)
    if (entries[0]?.id !== from) return false
    const fresh = entries.filter(({ id }) => isAfter(id, last))
    last = fresh.at(-1)?.id ?? last
    const isMine = own === 'known' && fresh.every(({ by }) => by === me)
    if (fresh.length > 0) generation++
    // In order, ours too where another request's came in between: who wrote last is right everywhere.
    if (isMine) return true
    reading(() => {
      for (const { text } of fresh) if (text !== undefined) apply(text)
    })
    return true
  }

  const catchUp = async (): Promise<void> => {
    if (isStale) {
      reloading ??= reload().finally(() => {
        reloading = undefined
      })
      return reloading
    }
    const from = last
    if (absorb(await ask(['XRANGE', log, from, '+']), from, 'unknown')) return
    isStale = true
    return catchUp()
  }

  return {
    me,
    get generation() {
      return generation
    },
    /** Values are being placed that came from the store: they are nobody's change here. */
    get isReading() {
      return isReading
    },
    /** Sees all that other replicas wrote until now. */
    catchUp,
    async share(shared: readonly SharedSet[]) {
      sets = shared
      isStale = true
      await catchUp()
    },
    /** Writes all at once, and takes in what others wrote before it. */
    async write(commands: readonly Command[], changes: readonly Change[], since: number): Promise<void> {
      // What is read anew now does not hold these changes: those who tell them find that out when all is in its place.
      if (reloading) await reloading.catch(() => undefined)
      if (changes.length === 0) {
        await atOnce(commands)
        return
      }
      const from = last
      const { told, kept } = writeChanges(changes, stateKey, stamped)
      const replies = await atOnce([
        ...commands,
        ...kept,
        ['XADD', log, 'MAXLEN', '~', `${KEPT}`, '*', 'by', me, 'c', told],
        ['PUBLISH', `${prefix}changed`, me],
        ['XRANGE', log, from, '+'],
      ])
      if (!absorb(replies.at(-1), from, since === generation ? 'known' : 'unknown')) isStale = true
    },
    /**
     * The text that all replicas use under a key: the one that came first. Whenever all is read anew, it is put back into
     * a store that lost it, unless another came first meanwhile, which is then used here too.
     */
    async agree(key: string, proposal: string): Promise<() => string> {
      const [, text] = await atOnce(agreeOn(key, proposal))
      agreed.set(key, String(text))
      return () => agreed.get(key) ?? proposal
    },
    /** What living sets hold was not written: all is read anew before the next request, once `commands` are done. */
    spoil(commands: readonly Command[]) {
      isStale = true
      owed = [...owed, ...commands]
    },
  }
}

const agreeOn = (key: string, text: string): Command[] => [
  ['SET', key, text, 'NX'],
  ['GET', key],
]

const entriesOf = (reply: unknown): Entry[] =>
  Array.isArray(reply)
    ? reply.map(([id, fields]: [unknown, unknown[]]) => ({
        id: String(id),
        by: String(fields[1]),
        text: fields[3] === undefined ? undefined : String(fields[3]),
      }))
    : []

const isAfter = (id: string, other: string): boolean => {
  const [ms = 0, n = 0] = id.split('-').map(Number)
  const [otherMs = 0, otherN = 0] = other.split('-').map(Number)
  return ms > otherMs || (ms === otherMs && n > otherN)
}
