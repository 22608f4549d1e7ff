import {
  type Arrival,
  isForAnotherClient,
  type Login,
  type LoginOrder,
  type LoginState,
  mismatch,
} from './login.ts'

type Entry = {
  id: string
  order: LoginOrder
  /** Milliseconds since 1970. */
  armedAt: number
  remaining: number
  /** Logins taken whose client has no final answer yet. */
  open: number
  /** When the last of them was taken. */
  takenAt: number
  exchanges: string[]
  whyNot: string | undefined
  /** The same of a login of another client: told only while there is no better reason. */
  whyOther: string | undefined
}

/** An armed login that has found its request. */
export type TakenLogin = {
  id: string
  order: LoginOrder
  /** The request did not come to a login after all: the next one may have it. */
  giveBack(): void
}

/** Milliseconds after which a login that was taken will not end any more: longer than any interaction lives. */
const ABANDONED = 2 * 3600 * 1000

/** How many logins are remembered once nothing waits for them any more. */
const REMEMBERED = 1000

/** Logins armed for clients, each given once (or as many times as it says) to the first request that it matches. */
export class Logins {
  readonly #now: () => number
  readonly #entries = new Map<string, Entry>()

  /** `now` is in milliseconds. */
  constructor(now: () => number) {
    this.#now = now
  }

  arm(order: LoginOrder): Login {
    const id = crypto.randomUUID()
    const entry: Entry = {
      id,
      order,
      armedAt: this.#now(),
      remaining: order.times,
      open: 0,
      takenAt: 0,
      exchanges: [],
      whyNot: undefined,
      whyOther: undefined,
    }
    this.#entries.set(id, entry)
    this.#forgetOldest()
    return this.#report(entry)
  }

  /**
   * The oldest armed login that this request matches; every other one of the same client learns why it was left, and
   * so do those of other clients that differ by nothing else. A request without a label takes those without first.
   */
  take(arrival: Arrival): TakenLogin | undefined {
    const matching = this.#waiting().filter(({ order }) => mismatch(order, arrival) === undefined)
    const chosen = matching.find(({ order }) => order.label === arrival.label) ?? matching[0]
    this.pass(arrival, `a login of this client came, and ${chosen?.id} was taken before it`)
    if (!chosen) return undefined
    chosen.whyNot = undefined
    chosen.whyOther = undefined
    chosen.remaining--
    chosen.open++
    chosen.takenAt = this.#now()
    const giveBack = () => {
      chosen.remaining++
      chosen.open--
    }
    return { id: chosen.id, order: chosen.order, giveBack }
  }

  /** Tells those that wait that a request came and was not theirs; `reason`, when it could have been. */
  pass(arrival: Arrival, reason: string): void {
    for (const entry of this.#waiting()) {
      const why = mismatch(entry.order, arrival)
      if (isForAnotherClient(entry.order, arrival)) entry.whyOther = why
      else if (entry.order.client_id === arrival.client_id) entry.whyNot = why ?? reason
    }
  }

  /** Adds an exchange to a login; `ended` when it gives the client its final answer. */
  follow(id: string, exchange: string, ended: boolean): void {
    const entry = this.#entries.get(id)
    entry?.exchanges.push(exchange)
    if (entry && ended) entry.open = Math.max(0, entry.open - 1)
  }

  list(): Login[] {
    return [...this.#entries.values()].map((entry) => this.#report(entry))
  }

  get(id: string): Login | undefined {
    const entry = this.#entries.get(id)
    return entry && this.#report(entry)
  }

  /** Says whether there was such a login. */
  remove(id: string): boolean {
    return this.#entries.delete(id)
  }

  /** Forgets every login, or those of one client. */
  clear(client_id?: string): void {
    for (const { id, order } of this.#entries.values())
      if (client_id === undefined || order.client_id === client_id) this.#entries.delete(id)
  }

  #waiting(): Entry[] {
    return [...this.#entries.values()].filter((entry) => entry.remaining > 0 && !this.#isExpired(entry))
  }

  #expiry({ order, armedAt }: Entry): number {
    return order.expires_in === undefined ? Number.POSITIVE_INFINITY : armedAt + order.expires_in * 1000
  }

  #isExpired(entry: Entry): boolean {
    return this.#expiry(entry) <= this.#now()
  }

  #stateOf(entry: Entry): LoginState {
    if (entry.open > 0) return this.#isAbandoned(entry) ? 'expired' : 'in_progress'
    if (entry.remaining === 0) return 'done'
    return this.#isExpired(entry) ? 'expired' : 'armed'
  }

  #report(entry: Entry): Login {
    const { id, order, armedAt, remaining, exchanges } = entry
    const whyNot = entry.whyNot ?? entry.whyOther
    const { expires_in, ...said } = order
    return {
      id,
      ...said,
      state: this.#stateOf(entry),
      remaining,
      armed_at: new Date(armedAt).toISOString(),
      ...(expires_in !== undefined && { expires_at: new Date(this.#expiry(entry)).toISOString() }),
      exchanges: [...exchanges],
      ...(whyNot !== undefined && { why_not: whyNot }),
    }
  }

  /** Taken, and its client never came for its tokens: a code is long dead by now. */
  #isAbandoned({ takenAt }: Entry): boolean {
    return this.#now() - takenAt > ABANDONED
  }

  /** Those that are over, and they alone, are forgotten beyond a number. */
  #forgetOldest(): void {
    if (this.#entries.size <= REMEMBERED) return
    const over = [...this.#entries.values()].filter((entry) =>
      ['done', 'expired'].includes(this.#stateOf(entry)),
    )
    for (const { id } of over.slice(0, over.length - REMEMBERED)) this.#entries.delete(id)
  }
}
