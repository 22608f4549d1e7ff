import { createHmac, timingSafeEqual } from 'node:crypto'
import type { JourneySession, SessionSlot } from '../journey/session.ts'
import { decodePercent } from '../lib/decode-percent.ts'
import type { Store } from '../store/store.ts'
import { sessionKey } from './stored.ts'

type Jar = {
  get(name: string): string | undefined
  set(name: string, value: string | null, options: object): unknown
}

type SlotOptions = {
  cookies: Jar
  store: Store
  namespace: string
  /** Name of the cookie, its path and whether it needs https. */
  cookie: { name: string; path: string; secure: boolean; key: string }
  /** Seconds. */
  lifetime: number
  /** The cookie outlives the browser's session. */
  persistent: boolean
  sliding: boolean
  /** Seconds since 1970. */
  now?(): number
  random(): string
}

/** A session slot with what the engine needs of it: `commit` writes what the step changed. */
export type CommittedSlot = SessionSlot & { commit(): Promise<void> }

const sign = (id: string, key: string): string =>
  createHmac('sha256', key).update(id).digest('base64').replace(/=+$/, '')

/** `s:<id>.<signature>`, as Express signs its cookies. */
const seal = (id: string, key: string): string => encodeURIComponent(`s:${id}.${sign(id, key)}`)

/** The id that a cookie's value names, when its signature is right. */
export const unseal = (cookie: string, key: string): string | undefined => {
  const match = /^s:([\w-]+)\.(.+)$/.exec(decodePercent(cookie) ?? '')
  const [, id = '', given = ''] = match ?? []
  const expected = sign(id, key)
  const same = given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected))
  return same ? id : undefined
}

/** Opens the hub's session of the browser that sent the request. */
export const openSessionSlot = async (options: SlotOptions): Promise<CommittedSlot> => {
  const { cookies, store, cookie, lifetime, persistent } = options
  const keyOf = (sessionId: string) => sessionKey(options.namespace, sessionId)
  const sent = cookies.get(cookie.name)
  const sentId = sent === undefined ? undefined : unseal(sent, cookie.key)
  const stored =
    sentId === undefined ? undefined : ((await store.get(keyOf(sentId))) as JourneySession | undefined)

  let id = stored && sentId
  let value = stored && structuredClone(stored)
  let state: SessionSlot['state'] =
    sent === undefined ? 'absent' : sentId === undefined ? 'tampered' : stored ? 'live' : 'unknown'
  const dead: string[] = []
  let changed = false

  const remaining = ({ began }: JourneySession): number =>
    options.sliding || began === undefined || !options.now
      ? lifetime
      : Math.max(1, began + lifetime - options.now())

  const open = (next: JourneySession) => {
    id = options.random()
    value = next
    state = 'live'
    changed = true
  }

  return {
    get state() {
      return state
    },
    get id() {
      return id
    },
    found: stored,
    get value() {
      return value
    },
    keep(next) {
      if (id === undefined) return open(next)
      value = next
      changed = true
    },
    renew(next, { duplicate = false } = {}) {
      if (id !== undefined && !duplicate) dead.push(id)
      open(next)
    },
    end() {
      if (id !== undefined) dead.push(id)
      id = undefined
      value = undefined
      state = 'absent'
      changed = true
    },
    async commit() {
      if (options.sliding && state === 'live') changed = true
      if (!changed) return
      for (const former of dead) await store.delete(keyOf(former))
      const attributes = {
        path: cookie.path,
        httpOnly: true,
        sameSite: 'lax',
        secure: cookie.secure,
        signed: false,
        overwrite: true,
      }
      if (id === undefined || value === undefined) {
        if (sent !== undefined) cookies.set(cookie.name, null, attributes)
        return
      }
      await store.set(keyOf(id), value, remaining(value))
      if (id !== sentId || persistent) {
        cookies.set(cookie.name, seal(id, cookie.key), {
          ...attributes,
          ...(persistent && { maxAge: lifetime * 1000 }),
        })
      }
    },
  }
}
