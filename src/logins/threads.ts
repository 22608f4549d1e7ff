import { z } from 'zod'
import { readTold, type Sharing } from '../lib/sharing.ts'

/** A login that began, armed or not: what its exchanges have in common. */
export type LoginUnderWay = {
  id: string
  client_id: string
  label?: string | undefined
  persona?: string | undefined
  /** The client has its final answer. */
  ended: boolean
}

/** As replicas tell it; what a later version adds is told on. */
const toldThread: z.ZodType<LoginUnderWay> = z.looseObject({
  id: z.string(),
  client_id: z.string(),
  label: z.string().optional(),
  persona: z.string().optional(),
  ended: z.boolean(),
})

/**
 * Which login a request belongs to. A thread is a name that two requests of one login share: the interaction, the
 * grant, the state that the hub gave to an identity provider.
 */
export class LoginThreads {
  readonly #limit: number
  #sharing: Pick<Sharing, 'tell'> | undefined
  /** The newest and those before them, forgotten together: one by one costs more than all else here. */
  #newest = new Map<string, LoginUnderWay>()
  #older = new Map<string, LoginUnderWay>()

  /** `limit`: threads that are remembered at least; twice as many at most. */
  constructor(limit = 16_384) {
    this.#limit = limit
  }

  /** Other replicas are told what becomes of a login by each of its threads. */
  get isShared(): boolean {
    return this.#sharing !== undefined
  }

  has(thread: string): boolean {
    return this.#newest.has(thread) || this.#older.has(thread)
  }

  find(threads: readonly string[]): LoginUnderWay | undefined {
    for (const thread of threads) {
      const login = this.#newest.get(thread) ?? this.#older.get(thread)
      if (login) return login
    }
    return undefined
  }

  bind(threads: readonly string[], login: LoginUnderWay): void {
    for (const thread of threads) this.#newest.set(thread, login)
    // What the request still learns of the login is told with it.
    this.#sharing?.tell(threads.map((thread) => [thread, () => login]))
    if (this.#newest.size >= this.#limit) this.#forgetOlder()
  }

  /** Forgets every thread, or those of one client. */
  clear(client_id?: string): void {
    const isGone = (login: LoginUnderWay) => client_id === undefined || login.client_id === client_id
    const known = new Map([...this.#older, ...this.#newest])
    const gone = [...known].flatMap(([thread, login]) => (isGone(login) ? [thread] : []))
    for (const thread of gone) this.#delete(thread)
    this.#tellGone(gone)
  }

  /** Shares them with other replicas from now on. */
  share(sharing: Pick<Sharing, 'tell'>): void {
    this.#sharing = sharing
  }

  /** Puts what a replica told in its place; @throws ProblemsError for what cannot be read. */
  place(thread: string, value: unknown): void {
    if (value === undefined) this.#delete(thread)
    else this.#newest.set(thread, readTold(toldThread, thread, value))
  }

  /** Forgets all that replicas told: it is told again. */
  begin(): void {
    this.#newest.clear()
    this.#older.clear()
  }

  #forgetOlder(): void {
    const gone = this.#older
    this.#older = this.#newest
    this.#newest = new Map()
    if (this.#sharing) this.#tellGone([...gone.keys()].filter((thread) => !this.has(thread)))
  }

  #delete(thread: string): void {
    this.#newest.delete(thread)
    this.#older.delete(thread)
  }

  #tellGone(threads: readonly string[]): void {
    this.#sharing?.tell(threads.map((thread) => [thread, undefined]))
  }
}
