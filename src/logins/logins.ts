import { partName, readPartName, readTold, type Sharing } from '../lib/sharing.ts'
import { type Arrival, isForAnotherClient, type Login, type LoginOrder, mismatch } from './login.ts'
import {
  isExpired,
  type Left,
  openOf,
  reportOf,
  setTurn,
  stateOf,
  type ToldLogin,
  type Turn,
  toldLeft,
  toldLogin,
  toldTurn,
  type WaitingLogin,
  waitingLogin,
} from './waiting-login.ts'

/** The part that says why it was left: who left it last is right. */
const WHY = 'why'

/** An armed login that has found its request. */
export type TakenLogin = {
  id: string
  order: LoginOrder
  /** The request did not come to a login after all: the next one may have it. */
  giveBack(): void
}

/** How many logins are remembered once nothing waits for them any more. */
const REMEMBERED = 1000

/** Logins armed for clients, each given once (or as many times as it says) to the first request that it matches. */
export class Logins {
  readonly #now: () => number
  readonly #entries = new Map<string, WaitingLogin>()

  #sharing: Sharing | undefined

  /** `now` is in milliseconds. */
  constructor(now: () => number) {
    this.#now = now
  }

  arm(order: LoginOrder): Login {
    const id = crypto.randomUUID()
    const entry = waitingLogin(id, { order, armedAt: this.#now() })
    const report = reportOf(entry, entry.armedAt)
    this.#entries.set(id, entry)
    this.#sharing?.tell([[id, { order, armedAt: entry.armedAt } satisfies ToldLogin]])
    this.#forgetOldest()
    return report
  }

  /**
   * The oldest armed login that this request matches; every other one of the same client learns why it was left, and
   * so do those of other clients that differ by nothing else. A request without a label takes those without first.
   */
  take(arrival: Arrival): TakenLogin | undefined {
    return this.#give(this.#choose(arrival), arrival)
  }

  /** The same where other replicas give logins too: what one of them gives at the same time is not given again. */
  async takeFirst(arrival: Arrival): Promise<TakenLogin | undefined> {
    const lost = new Set<WaitingLogin>()
    for (;;) {
      const chosen = this.#choose(arrival, lost)
      const isOurs = !chosen || !this.#sharing || (await this.#sharing.claim(chosen.id, chosen.order.times))
      if (isOurs) return this.#give(chosen, arrival)
      lost.add(chosen)
    }
  }

  /** Tells those that wait that a request came and was not theirs; `reason`, when it could have been. */
  pass(arrival: Arrival, reason: string): void {
    for (const entry of this.#waiting()) {
      const why = mismatch(entry.order, arrival)
      if (isForAnotherClient(entry.order, arrival)) this.#leave(entry, { ...entry.left, whyOther: why })
      else if (entry.order.client_id === arrival.client_id)
        this.#leave(entry, { ...entry.left, whyNot: why ?? reason })
    }
  }

  /** Adds an exchange to a login; `ended` when it gives the client its final answer. */
  follow(id: string, exchange: string, ended: boolean): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    const isOneLess = ended && openOf(entry) > 0
    this.#turn(entry, (turn) => ({
      ...turn,
      ended: turn.ended + (isOneLess ? 1 : 0),
      exchanges: [...turn.exchanges, [exchange, this.#now()]],
    }))
  }

  list(): Login[] {
    return [...this.#entries.values()].map((entry) => reportOf(entry, this.#now()))
  }

  get(id: string): Login | undefined {
    const entry = this.#entries.get(id)
    return entry && reportOf(entry, this.#now())
  }

  /** Says whether there was such a login. */
  remove(id: string): boolean {
    const entry = this.#entries.get(id)
    const names = entry ? [id, partName(id, WHY), ...entry.turns.names(id)] : []
    this.#sharing?.tell(names.map((name) => [name, undefined]))
    return this.#entries.delete(id)
  }

  /** Forgets every login, or those of one client. */
  clear(client_id?: string): void {
    for (const { id, order } of this.#entries.values())
      if (client_id === undefined || order.client_id === client_id) this.remove(id)
  }

  /** Forgets what still waits for one client; what it met is remembered. */
  disarm(client_id: string): void {
    for (const { id, order, remaining } of this.#entries.values())
      if (order.client_id === client_id && remaining > 0) this.remove(id)
  }

  /** Shares them with other replicas from now on. */
  share(sharing: Sharing): void {
    this.#sharing = sharing
  }

  /** Puts what a replica told in its place; @throws ProblemsError for what cannot be read. */
  place(name: string, value: unknown): void {
    const { id, replica } = readPartName(name)
    const entry = this.#entries.get(id)
    if (replica === undefined) {
      if (value === undefined) this.#entries.delete(id)
      else if (!entry) this.#entries.set(id, waitingLogin(id, readTold(toldLogin, name, value)))
    } else if (replica === WHY && entry) entry.left = readTold(toldLeft, name, value ?? {})
    else if (value !== undefined && entry && !this.#isOurs(entry, replica))
      setTurn(entry, replica, readTold(toldTurn, name, value))
  }

  /** What comes back of our own part may be older than what is here. */
  #isOurs({ turns }: WaitingLogin, replica: string): boolean {
    return replica === this.#sharing?.replica && turns.get(replica) !== undefined
  }

  /** Forgets all that replicas told: it is told again. */
  begin(): void {
    this.#entries.clear()
  }

  #choose(arrival: Arrival, lost: ReadonlySet<WaitingLogin> = new Set()): WaitingLogin | undefined {
    const matching = this.#waiting().filter(
      (entry) => mismatch(entry.order, arrival) === undefined && !lost.has(entry),
    )
    return matching.find(({ order }) => order.label === arrival.label) ?? matching[0]
  }

  #give(chosen: WaitingLogin | undefined, arrival: Arrival): TakenLogin | undefined {
    this.pass(arrival, `a login of this client came, and ${chosen?.id} was taken before it`)
    if (!chosen) return undefined
    this.#leave(chosen, {})
    this.#turn(chosen, (turn) => ({ ...turn, taken: turn.taken + 1, takenAt: this.#now() }))
    const giveBack = () => {
      this.#turn(chosen, (turn) => ({ ...turn, taken: turn.taken - 1 }))
      this.#sharing?.release(chosen.id)
    }
    return { id: chosen.id, order: chosen.order, giveBack }
  }

  #leave(entry: WaitingLogin, left: Left): void {
    const { whyNot, whyOther } = entry.left
    if (left.whyNot === whyNot && left.whyOther === whyOther) return
    entry.left = left
    this.#sharing?.tell([[partName(entry.id, WHY), left]])
  }

  #turn(entry: WaitingLogin, next: (turn: Turn) => Turn): void {
    const { replica = 'alone' } = this.#sharing ?? {}
    const { id, turns } = entry
    setTurn(entry, replica, next(turns.get(replica) ?? { taken: 0, ended: 0, takenAt: 0, exchanges: [] }))
    this.#sharing?.tell([[partName(id, replica), () => turns.get(replica)]])
  }

  #waiting(): WaitingLogin[] {
    return [...this.#entries.values()].filter(
      (entry) => entry.remaining > 0 && !isExpired(entry, this.#now()),
    )
  }

  /** Those that are over, and they alone, are forgotten beyond a number. */
  #forgetOldest(): void {
    if (this.#entries.size <= REMEMBERED) return
    const over = [...this.#entries.values()].filter((entry) =>
      ['done', 'expired'].includes(stateOf(entry, this.#now())),
    )
    for (const { id } of over.slice(0, over.length - REMEMBERED)) this.remove(id)
  }
}
