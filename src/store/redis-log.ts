import type { Command, RedisConnection } from './redis-connection.ts'

/** Values of a living set by id; `undefined`: as in the beginning; a function gives the value when it is written. */
export type Values = readonly (readonly [id: string, value: unknown])[]

/** A set of which every replica keeps a living copy. */
export type SharedSet = {
  /** Its name in the store. */
  kind: string
  /** Puts a value, as it was told by a replica, in the place of the one before; `undefined`: as in the beginning. */
  place(id: string, value: unknown): void
  /** Everything as in the beginning, but for these values, in the order in which they were told. */
  begin(values: Values): void
}

type Change = { kind: string; values: Values }
type Entry = { id: string; by: string; text: string | undefined }

/** Changes that a replica may fall behind before it reads everything anew. */
const KEPT = 2000

/**
 * The changes of living sets, in one order for all replicas: a stream tells them, a hash for each set holds what they
 * came to, and both are written with the rest of a request.
 */
export const createChangeLog = (prefix: string, { ask, atOnce }: Pick<RedisConnection, 'ask' | 'atOnce'>) => {
  const me = crypto.randomUUID()
  const log = `${prefix}log`
  const stateKey = (kind: string) => `${prefix}state:${kind}`
  let sets: readonly SharedSet[] = []
  let last = '0-0'
  let generation = 0
  let isReading = false
  let isStale = true
  let owed: Command[] = []
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
    stamp = Math.max(stamp + 0.001, Date.now())
    return stamp.toFixed(3)
  }
  const apply = (text: string) => {
    for (const [kind, values] of JSON.parse(text) as [string, [string, unknown][]][]) {
      const set = sets.find((one) => one.kind === kind)
      for (const [id, value] of values) set?.place(id, value ?? undefined)
    }
  }

  const reload = async () => {
    const due = owed
    const [id, ...states] = (
      await atOnce([
        ...due,
        ['XADD', log, 'MAXLEN', '~', `${KEPT}`, '*', 'by', me],
        ...sets.map(({ kind }) => ['HGETALL', stateKey(kind)]),
      ])
    ).slice(due.length)
    owed = owed.slice(due.length)
    last = String(id)
    isStale = false
    generation++
    reading(() => {
      for (const [index, set] of sets.entries()) set.begin(valuesOf(states[index]))
    })
  }

  /** Takes in what was asked from `from` on; false: the log no longer reaches back that far. */
  const absorb = (found: unknown, from: string, own: 'known' | 'unknown'): boolean => {
    const entries = entriesOf(found)
    if (entries[0]?.id !== from) return false
    const fresh = entries.filter(({ id }) => isAfter(id, last))
    last = fresh.at(-1)?.id ?? last
    const isMine = own === 'known' && fresh.every(({ by }) => by === me)
    // In order, ours too where others' came in between: who wrote last is right everywhere.
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
      if (changes.length === 0) {
        await atOnce(commands)
        return
      }
      const from = last
      const { told, kept } = written(changes, stateKey, stamped)
      const replies = await atOnce([
        ...commands,
        ...kept,
        ['XADD', log, 'MAXLEN', '~', `${KEPT}`, '*', 'by', me, 'c', told],
        ['PUBLISH', `${prefix}changed`, me],
        ['XRANGE', log, from, '+'],
      ])
      if (!absorb(replies.at(-1), from, since === generation ? 'known' : 'unknown')) isStale = true
    },
    /** What living sets hold was not written: all is read anew before the next request, once `commands` are done. */
    spoil(commands: readonly Command[]) {
      isStale = true
      owed = [...owed, ...commands]
    },
  }
}

/** Changes as the stream tells them and as the hashes keep them; each value is written out once. */
const written = (changes: readonly Change[], stateKey: (kind: string) => string, stamped: () => string) => {
  const kept: Command[] = []
  const told = changes.map(({ kind, values }) => {
    const texts = values.map(([id, value]) => [id, textOf(value)] as const)
    const put = texts.filter(([, text]) => text !== 'null')
    const gone = texts.filter(([, text]) => text === 'null')
    if (put.length > 0)
      kept.push(['HSET', stateKey(kind), ...put.flatMap(([id, text]) => [id, `${stamped()} ${text}`])])
    if (gone.length > 0) kept.push(['HDEL', stateKey(kind), ...gone.map(([id]) => id)])
    return `[${JSON.stringify(kind)},[${texts.map(([id, text]) => `[${JSON.stringify(id)},${text}]`).join()}]]`
  })
  return { told: `[${told.join()}]`, kept }
}

const textOf = (value: unknown): string =>
  JSON.stringify(typeof value === 'function' ? value() : value) ?? 'null'

/** The values of a hash, in the order in which they were last written. */
const valuesOf = (reply: unknown): Values => {
  const flat = Array.isArray(reply) ? reply.map(String) : []
  const rows = flat.flatMap((id, index) => {
    if (index % 2 === 1) return []
    const text = flat[index + 1] ?? ''
    const space = text.indexOf(' ')
    return [{ id, at: Number(text.slice(0, space)), value: JSON.parse(text.slice(space + 1)) as unknown }]
  })
  return rows.sort((one, other) => one.at - other.at).map(({ id, value }) => [id, value])
}

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
