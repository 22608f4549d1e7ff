import type { Store } from './store.ts'

type Entry = { value: object; expires: number; isRenewed: boolean }

/** How many of the oldest entries each write looks at, so that expired ones leave without a timer. */
const SWEEP = 2

/**
 * A bounded store in this process. Values are kept as they are, not copied: whoever reads one must not change it.
 * `limit` is the number of entries above which the oldest are dropped, a hundredth of them at once; `now` is in milliseconds.
 */
export const createMemoryStore = ({
  now,
  limit = 60_000,
}: {
  now: () => number
  limit?: number
}): Store & { size(): number } => {
  const entries = new Map<string, Entry>()
  let sweeper = entries.entries()

  const sweep = () => {
    const time = now()
    for (let looked = 0; looked < SWEEP; looked++) {
      const next = sweeper.next()
      if (next.done) {
        sweeper = entries.entries()
        return
      }
      const [key, { expires }] = next.value
      if (expires <= time) entries.delete(key)
    }
  }

  /**
   * Several at a time: a map finds its first entry slowly once many before it are gone. Those that were written again
   * begin anew.
   */
  const dropOldest = () => {
    const room = limit - (limit >> 7)
    for (const [key, entry] of entries) {
      if (entries.size <= room) return
      entries.delete(key)
      if (entry.isRenewed) entries.set(key, { ...entry, isRenewed: false })
    }
  }

  const get = (key: string) => {
    const entry = entries.get(key)
    if (!entry) return undefined
    if (entry.expires > now()) return entry.value
    entries.delete(key)
    return undefined
  }
  /** What is written again keeps its place: a map looks for a key behind each place that the same key has left before. */
  const set = (key: string, value: object, ttl: number) => {
    const expires = now() + ttl * 1000
    const known = entries.get(key)
    if (known) {
      known.value = value
      known.expires = expires
      known.isRenewed = true
    } else entries.set(key, { value, expires, isRenewed: false })
    sweep()
    if (entries.size > limit) dropOldest()
  }
  const list = (key: string): readonly object[] => {
    const value = get(key)
    return Array.isArray(value) ? value : []
  }

  return {
    get: (key) => Promise.resolve(get(key)),
    set: (key, value, ttl) => Promise.resolve(set(key, value, ttl)),
    async delete(key) {
      entries.delete(key)
    },
    async clear(prefix) {
      for (const key of entries.keys()) if (key.startsWith(prefix)) entries.delete(key)
    },
    async keys(prefix) {
      const time = now()
      return [...entries].flatMap(([key, { value, expires }]) =>
        key.startsWith(prefix) && expires > time && !Array.isArray(value) ? [key] : [],
      )
    },
    async remaining(key) {
      const left = ((entries.get(key)?.expires ?? 0) - now()) / 1000
      return left > 0 ? left : undefined
    },
    append: async (key, value, kept) => set(key, [...list(key), value].slice(-kept.limit), kept.ttl),
    list: async (key) => list(key),
    async settle() {},
    async close() {
      entries.clear()
    },
    size: () => entries.size,
  }
}
