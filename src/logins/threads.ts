/** A login that began, armed or not: what its exchanges have in common. */
export type LoginUnderWay = {
  id: string
  client_id: string
  label: string | undefined
  persona: string | undefined
  /** The client has its final answer. */
  ended: boolean
}

/**
 * Which login a request belongs to. A thread is a name that two requests of one login share: the interaction, the
 * grant, the state that the hub gave to an identity provider.
 */
export class LoginThreads {
  readonly #limit: number
  readonly #logins = new Map<string, LoginUnderWay>()

  /** `limit`: threads above which the oldest is forgotten. */
  constructor(limit = 20_000) {
    this.#limit = limit
  }

  find(threads: readonly string[]): LoginUnderWay | undefined {
    return threads.map((thread) => this.#logins.get(thread)).find((login) => login !== undefined)
  }

  bind(threads: readonly string[], login: LoginUnderWay): void {
    for (const thread of threads) this.#logins.set(thread, login)
    for (const oldest of this.#logins.keys()) {
      if (this.#logins.size <= this.#limit) return
      this.#logins.delete(oldest)
    }
  }

  /** Forgets every thread, or those of one client. */
  clear(client_id?: string): void {
    for (const [thread, login] of this.#logins)
      if (client_id === undefined || login.client_id === client_id) this.#logins.delete(thread)
  }
}
