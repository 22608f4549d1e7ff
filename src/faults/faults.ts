import { partName, readPartName, readTold, type Sharing } from '../lib/sharing.ts'
import type { Fault } from './fault.ts'
import { outgoingOf } from './outgoing.ts'
import {
  type ArmedFault,
  chosenAmong,
  concerns,
  type Delivered,
  type Departure,
  type FaultTarget,
  isLasting,
  mismatch,
  namesOf,
  reportOf,
  setDelivered,
  type ToldFault,
  toldDelivered,
  toldFault,
  toldWhy,
  type WaitingFault,
  WHY,
  waitingFault,
} from './waiting-fault.ts'

/** A defect whose parameters have been read. */
export type TakenFault = { fault: Fault; params: Record<string, unknown> }

/** A defect to apply now. */
export type GivenFault = TakenFault & {
  /** It was not delivered after all: the next answer may have it. */
  giveBack(why: string): void
}

/** Armed defects, each for the answers that it is meant for and no other. */
export class Faults {
  readonly #entries = new Map<string, WaitingFault>()
  #sharing: Sharing | undefined
  readonly #end = new AbortController()

  /** Aborted when the server stops: nothing is held back any longer. */
  get ended(): AbortSignal {
    return this.#end.signal
  }

  /** Nothing was ever armed: answers leave as they are. */
  get isIdle(): boolean {
    return this.#entries.size === 0
  }

  end(): void {
    this.#end.abort()
  }

  /** `params` has been read by the defect's own schema. @throws ProblemsError when too many wait already. */
  arm(fault: Fault, params: Record<string, unknown>, target: FaultTarget): ArmedFault {
    const outgoing = outgoingOf(this.#entries)
    if (outgoing) this.remove(outgoing.id)
    const id = crypto.randomUUID()
    const entry = waitingFault({ id, fault, params, target })
    this.#entries.set(id, entry)
    this.#sharing?.tell([[id, { fault: fault.id, params, target } satisfies ToldFault]])
    return reportOf(entry)
  }

  /**
   * What this answer must suffer: every defect of its own login, and the oldest of those armed for its client, its own
   * label before none. A document has no login: it suffers the defects of one at a time. Those that wait for another
   * answer of the same kind learn why they were left.
   */
  take(departure: Departure): readonly GivenFault[] {
    return this.#choose(departure).map((entry) => this.#give(entry, departure))
  }

  /** The same where other replicas deliver too: what one of them delivers at the same time is not delivered again. */
  async takeFirst(departure: Departure): Promise<readonly GivenFault[]> {
    const won = new Set<WaitingFault>()
    const lost = new Set<WaitingFault>()
    for (;;) {
      const chosen = this.#choose(departure, lost)
      const next = chosen.find((entry) => !won.has(entry))
      if (!next) {
        for (const { id } of [...won].filter((entry) => !chosen.includes(entry))) this.#sharing?.release(id)
        return chosen.map((entry) => this.#give(entry, departure))
      }
      const isOurs = isLasting(next, departure) || (await this.#claim(next))
      if (isOurs) won.add(next)
      else lost.add(next)
    }
  }

  list(client_id?: string): ArmedFault[] {
    return [...this.#entries.values()]
      .filter(({ target }) => client_id === undefined || target.client_id === client_id)
      .map(reportOf)
  }

  get(id: string): ArmedFault | undefined {
    const entry = this.#entries.get(id)
    return entry && reportOf(entry)
  }

  /** Says whether there was such a defect. */
  remove(id: string): boolean {
    const entry = this.#entries.get(id)
    if (entry) this.#sharing?.tell(namesOf(entry).map((name) => [name, undefined]))
    return this.#entries.delete(id)
  }

  /** Forgets every defect, or those of one client. */
  clear(client_id?: string): void {
    for (const { id } of this.list(client_id)) this.remove(id)
  }

  /** Forgets what still waits for one login, or for one client: it is over. */
  disarm(whose: { login: string } | { client_id: string }): void {
    for (const { id, target, remaining } of this.#entries.values()) {
      const isTheirs = 'login' in whose ? target.login === whose.login : target.client_id === whose.client_id
      if (isTheirs && remaining > 0) this.remove(id)
    }
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
      else if (!entry) this.#entries.set(id, toldFault(id, value))
    } else if (replica === WHY && entry) entry.whyNot = readTold(toldWhy, name, value ?? {}).text
    else if (value !== undefined && entry && !this.#isOurs(entry, replica))
      setDelivered(entry, replica, readTold(toldDelivered, name, value))
  }

  /** What comes back of our own part may be older than what is here. */
  #isOurs({ delivered }: WaitingFault, replica: string): boolean {
    return replica === this.#sharing?.replica && delivered.get(replica) !== undefined
  }

  /** Forgets all that replicas told: it is told again. */
  begin(): void {
    this.#entries.clear()
  }

  #choose(departure: Departure, lost: ReadonlySet<WaitingFault> = new Set()): readonly WaitingFault[] {
    const concerned = [...this.#entries.values()].filter((entry) => concerns(entry, departure))
    const matching = concerned.filter((entry) => {
      const why = mismatch(entry.target, departure)
      this.#leave(entry, why)
      return why === undefined && !lost.has(entry)
    })
    return chosenAmong(matching, departure)
  }

  async #claim({ id, target }: WaitingFault): Promise<boolean> {
    return this.#sharing ? this.#sharing.claim(id, target.times) : true
  }

  #give(entry: WaitingFault, departure: Departure): GivenFault {
    const { replica = 'alone' } = this.#sharing ?? {}
    const { count, to } = entry.delivered.get(replica) ?? { count: 0, to: [] }
    const { login } = departure
    const counts = isLasting(entry, departure) ? 0 : 1
    const part: Delivered = {
      count: count + counts,
      to: login === undefined || to.includes(login) ? to : [...to, login],
    }
    setDelivered(entry, replica, part)
    this.#sharing?.tell([[partName(entry.id, replica), () => entry.delivered.get(replica)]])
    const giveBack = (why: string) => {
      const now = entry.delivered.get(replica) ?? part
      const met = counts > 0 ? now.to.filter((one) => one !== login) : now.to
      setDelivered(entry, replica, { count: now.count - counts, to: met })
      if (counts > 0) this.#sharing?.release(entry.id)
      this.#leave(entry, why)
    }
    return { fault: entry.fault, params: entry.params, giveBack }
  }

  #leave(entry: WaitingFault, why: string | undefined): void {
    if (why !== entry.whyNot) this.#sharing?.tell([[partName(entry.id, WHY), { text: why }]])
    entry.whyNot = why
  }
}
