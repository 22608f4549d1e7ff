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
  readonly #logins = new Map<string, LoginUnderWay>()

  /** `limit`: threads above which the oldest is forgotten. */
  constructor(limit = 20_000) {
    this.#limit = limit
  }

  find(threads: readonly string[]): LoginUnderWay | undefined {
    for (const thread of threads) {
      const login = this.#logins.get(thread)
      if (login) return login
    }
    return undefined
  }

  bind(threads: readonly string[], login: LoginUnderWay): void {
    for (const thread of threads) this.#logins.set(thread, login)
    // What the request still learns of the login is told with it.
    this.#sharing?.tell(threads.map((thread) => [thread, () => login]))
    this.#forgetOldest()
  }

  /** Forgets every thread, or those of one client. */
  clear(client_id?: string): void {
    const isGone = (login: LoginUnderWay) => client_id === undefined || login.client_id === client_id
    this.#forget([...this.#logins].flatMap(([thread, login]) => (isGone(login) ? [thread] : [])))
  }

  /** Shares them with other replicas from now on. */
  share(sharing: Pick<Sharing, 'tell'>): void {
    this.#sharing = sharing
  }

  /** Puts what a replica told in its place; @throws ProblemsError for what cannot be read. */
  place(thread: string, value: unknown): void {
    if (value === undefined) this.#logins.delete(thread)
    else this.#logins.set(thread, readTold(toldThread, thread, value))
  }

  /** Forgets all that replicas told: it is told again. */
  begin(): void {
    this.#logins.clear()
  }

  /** Several at a time: a map finds its first entry slowly once many before it are gone. */
  #forgetOldest(): void {
    if (this.#logins.size <= this.#limit) return
    const surplus = this.#logins.size - this.#limit + (this.#limit >> 7)
    const oldest: string[] = []
    for (const thread of this.#logins.keys()) if (oldest.push(thread) >= surplus) break
    this.#forget(oldest)
  }

  #forget(threads: readonly string[]): void {
    for (const thread of threads) this.#logins.delete(thread)
    this.#sharing?.tell(threads.map((thread) => [thread, undefined]))
  }
}
