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
  store: Store
  namespace: string
  /** Name of the cookie, the key that signs it, and where browsers bring it. */
  cookie: { name: string; key: string; attributes: { path: string; domain?: string; secure: boolean } }
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

/** What every cookie of a hub's session is. */
const always = { httpOnly: true, sameSite: 'lax', signed: false, overwrite: true }

/** Opens the hub's session of the browser that sent the request. */
export const openSessionSlot = async (cookies: Jar, options: SlotOptions): Promise<CommittedSlot> => {
  const { store, cookie, namespace } = options
  const sent = cookies.get(cookie.name)
  if (sent === undefined) return new Slot(cookies, options, 'absent')
  const sentId = unseal(sent, cookie.key)
  if (sentId === undefined) return new Slot(cookies, options, 'tampered', { sent })
  const value = (await store.get(sessionKey(namespace, sentId))) as JourneySession | undefined
  return new Slot(cookies, options, value ? 'live' : 'unknown', { sent, sentId, value })
}

/** What the browser sent, and what is known of it. */
type Found = { sent?: string; sentId?: string; value?: JourneySession | undefined }

class Slot implements CommittedSlot {
  state: SessionSlot['state']
  readonly found: JourneySession | undefined
  id: string | undefined
  value: JourneySession | undefined
  readonly #cookies: Jar
  readonly #options: SlotOptions
  readonly #sent: string | undefined
  readonly #sentId: string | undefined
  readonly #dead: string[] = []
  #changed = false

  constructor(
    cookies: Jar,
    options: SlotOptions,
    state: SessionSlot['state'],
    { sent, sentId, value }: Found = {},
  ) {
    this.state = state
    this.id = value && sentId
    this.found = value
    this.value = value && structuredClone(value)
    this.#cookies = cookies
    this.#options = options
    this.#sent = sent
    this.#sentId = sentId
  }

  keep(next: JourneySession): void {
    if (this.id === undefined) {
      this.#open(next)
      return
    }
    this.value = next
    this.#changed = true
  }

  renew(next: JourneySession, { duplicate = false }: { duplicate?: boolean } = {}): void {
    if (this.id !== undefined && !duplicate) this.#dead.push(this.id)
    this.#open(next)
  }

  end(): void {
    if (this.id !== undefined) this.#dead.push(this.id)
    this.id = undefined
    this.value = undefined
    this.state = 'absent'
    this.#changed = true
  }

  async commit(): Promise<void> {
    const { store, cookie, lifetime, persistent, sliding, namespace } = this.#options
    const { id, value, state } = this
    const cookies = this.#cookies
    if (!this.#changed && !(sliding && state === 'live')) return
    for (const former of this.#dead) await store.delete(sessionKey(namespace, former))
    if (id === undefined || value === undefined) {
      if (this.#sent !== undefined) cookies.set(cookie.name, null, { ...always, ...cookie.attributes })
      return
    }
    await store.set(sessionKey(namespace, id), value, this.#remaining(value))
    if (id !== this.#sentId || persistent) {
      cookies.set(cookie.name, seal(id, cookie.key), {
        ...always,
        ...cookie.attributes,
        ...(persistent && { maxAge: lifetime * 1000 }),
      })
    }
  }

  #open(next: JourneySession): void {
    this.id = this.#options.random()
    this.value = next
    this.state = 'live'
    this.#changed = true
  }

  #remaining({ began }: JourneySession): number {
    const { sliding, lifetime, now } = this.#options
    return sliding || began === undefined || !now ? lifetime : Math.max(1, began + lifetime - now())
  }
}
