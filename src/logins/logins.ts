import { newId } from '../lib/new-id.ts'
import { nearer } from '../lib/reason.ts'
import type { SharedLiving } from '../lib/sharing.ts'
import type { Words } from '../lib/words.ts'
import { type Arrival, type Login, type LoginOrder, leftBy, mismatch } from './login.ts'
import {
  isExpired,
  openOf,
  reportOf,
  stateOf,
  type ToldLogin,
  type Turn,
  type WaitingLogin,
  waitingLogin,
  waitingLogins,
} from './waiting-login.ts'

/** An armed login that has found its request. */
export type TakenLogin = {
  id: string
  order: LoginOrder
  /** The request did not come to a login after all: the next one may have it. */
  giveBack(): void
}

/** How many logins are remembered once nothing waits for them any more. */
const REMEMBERED = 1000

/** What a replica saw of a login that it never gave. */
const unmet: Turn = { taken: 0, ended: 0, takenAt: 0, exchanges: [], came: [], missed: [] }

/** Logins armed for clients, each given once (or as many times as it says) to the first request that it matches. */
export class Logins {
  readonly #now: () => number
  readonly #entries = waitingLogins()

  /** `now` is in milliseconds. */
  constructor(now: () => number) {
    this.#now = now
  }

  /** As other replicas tell of them. */
  get shared(): SharedLiving {
    return this.#entries
  }

  arm(order: LoginOrder): Login {
    const id = newId()
    const told: ToldLogin = { order, armedAt: this.#now() }
    const entry = waitingLogin(id, told)
    const report = reportOf(entry, told.armedAt)
    this.#entries.add(entry, told)
    this.#forgetOldest()
    return report
  }

  /**
   * The oldest armed login that this request matches; every other one of the same client learns why it was left, and
   * so do those of other clients that differ by nothing else. A request without a label takes those without first.
   * What another replica gives at the same time is not given again.
   */
  async take(arrival: Arrival): Promise<TakenLogin | undefined> {
    if (this.#entries.all.size === 0) return undefined
    const lost = new Set<WaitingLogin>()
    for (;;) {
      const chosen = this.#choose(arrival, lost)
      const isOurs = !chosen || this.#entries.claim(chosen.id, chosen.order.times)
      if (isOurs === true || (await isOurs)) return this.#give(chosen, arrival)
      lost.add(chosen)
    }
  }

  /** Tells those that wait that a request came and was not theirs; `reason`, when it could have been. */
  pass(arrival: Arrival, reason: Words): void {
    for (const entry of this.#waiting()) {
      const why = leftBy(entry.order, arrival, reason)
      if (why) this.#entries.leave(entry, nearer(entry.left, why))
    }
  }

  /** Adds an exchange to a login; `ended` when it gives the client its final answer. */
  follow(id: string, exchange: { id: string; persona?: string }, ended: boolean): void {
    const entry = this.#entries.all.get(id)
    if (!entry) return
    const less = ended && openOf(entry) > 0 ? 1 : 0
    const at = this.#now()
    const came = exchange.persona === undefined ? [] : [exchange.persona]
    this.#entries.change(entry, (turn = unmet) => ({
      ...turn,
      ended: turn.ended + less,
      exchanges: [...turn.exchanges, [exchange.id, at]],
      came: [...new Set([...turn.came, ...came])],
    }))
  }

  /** Remembers faults of a login that ended before an answer of their kind. */
  miss(id: string, faults: readonly string[]): void {
    const entry = this.#entries.all.get(id)
    if (entry && faults.length > 0)
      this.#entries.change(entry, (turn = unmet) => ({ ...turn, missed: [...turn.missed, ...faults] }))
  }

  list(): Login[] {
    return [...this.#entries.all.values()].map((entry) => reportOf(entry, this.#now()))
  }

  get(id: string): Login | undefined {
    const entry = this.#entries.all.get(id)
    return entry && reportOf(entry, this.#now())
  }

  /** Says whether there was such a login. */
  remove(id: string): boolean {
    return this.#entries.remove(id)
  }

  /** Forgets every login, or those of one client. */
  clear(client_id?: string): void {
    for (const { id, order } of this.#entries.all.values())
      if (client_id === undefined || order.client_id === client_id) this.remove(id)
  }

  /** Forgets what still waits for one client; what it met is remembered. */
  disarm(client_id: string): void {
    for (const { id, order, remaining } of this.#entries.all.values())
      if (order.client_id === client_id && remaining > 0) this.remove(id)
  }

  #choose(arrival: Arrival, lost: ReadonlySet<WaitingLogin> = new Set()): WaitingLogin | undefined {
    const matching = this.#waiting().filter(
      (entry) => mismatch(entry.order, arrival) === undefined && !lost.has(entry),
    )
    return matching.find(({ order }) => order.label === arrival.label) ?? matching[0]
  }

  #give(chosen: WaitingLogin | undefined, arrival: Arrival): TakenLogin | undefined {
    this.pass(arrival, {
      fr: `une connexion de ce client est arrivée, et ${chosen?.id} a été prise avant celle-ci`,
      en: `a login of this client came, and ${chosen?.id} was taken before it`,
    })
    if (!chosen) return undefined
    this.#entries.leave(chosen, {})
    const takenAt = this.#now()
    this.#entries.change(chosen, (turn = unmet) => ({ ...turn, taken: turn.taken + 1, takenAt }))
    const giveBack = () => {
      this.#entries.change(chosen, (turn = unmet) => ({ ...turn, taken: turn.taken - 1 }))
      this.#entries.release(chosen.id)
    }
    return { id: chosen.id, order: chosen.order, giveBack }
  }

  #waiting(): WaitingLogin[] {
    return [...this.#entries.all.values()].filter(
      (entry) => entry.remaining > 0 && !isExpired(entry, this.#now()),
    )
  }

  /** Those that are over, and they alone, are forgotten beyond a number. */
  #forgetOldest(): void {
    if (this.#entries.all.size <= REMEMBERED) return
    const over = [...this.#entries.all.values()].filter((entry) =>
      ['done', 'expired'].includes(stateOf(entry, this.#now())),
    )
    for (const { id } of over.slice(0, over.length - REMEMBERED)) this.remove(id)
  }
}
