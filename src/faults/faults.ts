import { partName, readPartName, readTold, type Sharing } from '../lib/sharing.ts'
import type { Fault } from './fault.ts'
import {
  chosenAmong,
  concerns,
  type Delivered,
  type Departure,
  type FaultTarget,
  isLasting,
  mismatch,
  namesOf,
  setDelivered,
  type ToldFault,
  toldDelivered,
  toldFault,
  toldWhy,
  type WaitingFault,
  WHY,
  waitingFault,
} from './waiting-fault.ts'

/** A defect that waits, or has been delivered. */
export type ArmedFault = FaultTarget & {
  id: string
  fault: string
  params: Readonly<Record<string, unknown>>
  /** How many deliveries it still waits for. */
  remaining: number
  /** Why it was not delivered the last time that an answer of its kind left. */
  why_not?: string
}

/** A defect to apply now. */
export type TakenFault = { fault: Fault; params: Record<string, unknown> }

/** How many are remembered, delivered ones first forgotten. */
const REMEMBERED = 1000

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

  /** `params` has been read by the defect's own schema. */
  arm(fault: Fault, params: Record<string, unknown>, target: FaultTarget): ArmedFault {
    const id = crypto.randomUUID()
    const entry = waitingFault({ id, fault, params, target })
    this.#entries.set(id, entry)
    this.#sharing?.tell([[id, { fault: fault.id, params, target } satisfies ToldFault]])
    this.#forgetOldest()
    return report(entry)
  }

  /**
   * What this answer must suffer: every defect of its own login, and the oldest of those armed for its client, its own
   * label before none. A document has no login: it suffers the defects of one at a time. Those that wait for another
   * answer of the same kind learn why they were left.
   */
  take(departure: Departure): readonly TakenFault[] {
    return this.#choose(departure).map((entry) => this.#give(entry, departure))
  }

  /** The same where other replicas deliver too: what one of them delivers at the same time is not delivered again. */
  async takeFirst(departure: Departure): Promise<readonly TakenFault[]> {
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
      .map(report)
  }

  get(id: string): ArmedFault | undefined {
    const entry = this.#entries.get(id)
    return entry && report(entry)
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

  #forgetOldest(): void {
    if (this.#entries.size <= REMEMBERED) return
    const entries = [...this.#entries.values()]
    const over = entries.find((entry) => entry.remaining === 0) ?? entries[0]
    if (over) this.remove(over.id)
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
      if (why !== entry.whyNot) this.#sharing?.tell([[partName(entry.id, WHY), { text: why }]])
      entry.whyNot = why
      return why === undefined && !lost.has(entry)
    })
    return chosenAmong(matching, departure)
  }

  async #claim({ id, target }: WaitingFault): Promise<boolean> {
    return this.#sharing ? this.#sharing.claim(id, target.times) : true
  }

  #give(entry: WaitingFault, departure: Departure): TakenFault {
    const { replica = 'alone' } = this.#sharing ?? {}
    const { count, to } = entry.delivered.get(replica) ?? { count: 0, to: [] }
    const { login } = departure
    const part: Delivered = {
      count: isLasting(entry, departure) ? count : count + 1,
      to: login === undefined || to.includes(login) ? to : [...to, login],
    }
    setDelivered(entry, replica, part)
    this.#sharing?.tell([[partName(entry.id, replica), () => entry.delivered.get(replica)]])
    return { fault: entry.fault, params: entry.params }
  }
}

const report = (entry: WaitingFault): ArmedFault => {
  const { id, fault, params, target, whyNot } = entry
  return {
    id,
    fault: fault.id,
    params,
    ...target,
    remaining: entry.remaining,
    ...(whyNot !== undefined && { why_not: whyNot }),
  }
}
