import type { RedisLedger, Unit } from './redis-ledger.ts'
import type { Store } from './store.ts'

/** How many keys one look goes through. */
const LOOK = 1000

type Kept = { expires: number; value: object }

/** A store that several replicas share; `now` is in milliseconds, and says when a value has expired. */
export const createRedisStore = (ledger: RedisLedger, { now }: { now: () => number }): Store => {
  const { ask, write, current } = ledger
  const values = `${ledger.prefix}value:`
  const lists = `${ledger.prefix}list:`
  const seal = (value: object, ttl: number) =>
    JSON.stringify({ expires: now() + ttl * 1000, value } satisfies Kept)
  const opened = (text: unknown): Kept | undefined => {
    const kept = typeof text === 'string' ? (JSON.parse(text) as Kept) : undefined
    return kept && kept.expires > now() ? kept : undefined
  }
  const find = async (key: string): Promise<Kept | undefined> => {
    const { texts } = current() ?? {}
    return opened(texts?.has(key) ? texts.get(key) : await ask(['GET', values + key]))
  }
  const forget = (unit: Unit, key: string) => {
    unit.texts.set(key, undefined)
    unit.appended.delete(key)
    unit.commands.push(['UNLINK', values + key, lists + key])
  }
  /** Every key below a home that begins with the prefix. */
  const scan = async (home: string, prefix: string): Promise<readonly string[]> => {
    const found = new Set<string>()
    let cursor = '0'
    do {
      const pattern = `${literally(home + prefix)}*`
      const reply = await ask(['SCAN', cursor, 'MATCH', pattern, 'COUNT', `${LOOK}`])
      const [next, keys] = reply as [string, string[]]
      for (const key of keys) found.add(key.slice(home.length))
      cursor = next
    } while (cursor !== '0')
    return [...found]
  }

  return {
    get: async (key) => (await find(key))?.value,
    set: (key, value, ttl) =>
      write(({ texts, commands }) => {
        const text = seal(value, ttl)
        texts.set(key, text)
        commands.push(['SET', values + key, text, 'PX', lifetime(ttl)])
      }),
    delete: (key) => write((unit) => forget(unit, key)),
    async clear(prefix) {
      const { texts, appended } = current() ?? {}
      const own = [...(texts?.keys() ?? []), ...(appended?.keys() ?? [])]
      const stored = [...(await scan(values, prefix)), ...(await scan(lists, prefix))]
      await write((unit) => {
        for (const key of new Set([...own.filter((one) => one.startsWith(prefix)), ...stored]))
          forget(unit, key)
      })
    },
    async keys(prefix) {
      const { texts = new Map<string, string | undefined>() } = current() ?? {}
      const own = [...texts.keys()].filter((key) => key.startsWith(prefix))
      const keys = [...new Set([...(await scan(values, prefix)), ...own])]
      const alive: string[] = []
      for (let from = 0; from < keys.length; from += LOOK) {
        const some = keys.slice(from, from + LOOK)
        const found = (await ask(['MGET', ...some.map((key) => values + key)])) as unknown[]
        alive.push(...some.filter((key, index) => opened(texts.has(key) ? texts.get(key) : found[index])))
      }
      return alive
    },
    async remaining(key) {
      const kept = await find(key)
      return kept && (kept.expires - now()) / 1000
    },
    append: (key, value, { ttl, limit }) =>
      write(({ appended, commands }) => {
        const text = seal(value, ttl)
        appended.set(key, [...(appended.get(key) ?? []), text].slice(-limit))
        commands.push(['RPUSH', lists + key, text])
        commands.push(['LTRIM', lists + key, `${-limit}`, '-1'])
        commands.push(['PEXPIRE', lists + key, lifetime(ttl)])
      }),
    async list(key) {
      const { texts, appended } = current() ?? {}
      const isGone = texts?.has(key) && texts.get(key) === undefined
      const stored = isGone ? [] : ((await ask(['LRANGE', lists + key, '0', '-1'])) as string[])
      const all = [...stored, ...(appended?.get(key) ?? [])]
      // The last one says how long the whole list lives.
      return opened(all.at(-1)) ? all.map((text) => (JSON.parse(text) as Kept).value) : []
    },
    settle: ledger.settle,
    close: ledger.close,
  }
}

/** Milliseconds after which Redis may drop a value by itself. */
const lifetime = (ttl: number): string => `${Math.max(1, Math.ceil(ttl * 1000))}`

/** A text in a pattern of Redis that stands for itself. */
const literally = (text: string): string => text.replace(/[\\*?[\]]/g, '\\$&')
