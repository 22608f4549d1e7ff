import { nearer, type Reason } from '../lib/reason.ts'
import type { SharedLiving } from '../lib/sharing.ts'
import type { Words } from '../lib/words.ts'
import type { Fault } from './fault.ts'
import { outgoingOf } from './outgoing.ts'
import {
  type ArmedFault,
  chosenAmong,
  concerns,
  type Departure,
  type FaultTarget,
  givenBack,
  isLasting,
  leftBy,
  reportOf,
  type ToldFault,
  type WaitingFault,
  waitingFault,
  waitingFaults,
} from './waiting-fault.ts'

/** A defect whose parameters have been read. */
export type TakenFault = { fault: Fault; params: Record<string, unknown> }

/** A defect to apply now. */
export type GivenFault = TakenFault & {
  /** It was not delivered after all: the next answer may have it. */
  giveBack(why: Words): void
}

/** Armed defects, each for the answers that it is meant for and no other. */
export class Faults {
  readonly #entries = waitingFaults()
  readonly #end = new AbortController()

  /** As other replicas tell of them. */
  get shared(): SharedLiving {
    return this.#entries
  }

  /** Aborted when the server stops: nothing is held back any longer. */
  get ended(): AbortSignal {
    return this.#end.signal
  }

  /** Nothing was ever armed: answers leave as they are. */
  get isIdle(): boolean {
    return this.#entries.all.size === 0
  }

  end(): void {
    this.#end.abort()
  }

  /** `params` has been read by the defect's own schema. @throws ProblemsError when too many wait for whoever comes. */
  arm(fault: Fault, params: Record<string, unknown>, target: FaultTarget): ArmedFault {
    const outgoing = outgoingOf(this.#entries.all, target)
    if (outgoing) this.remove(outgoing.id)
    const id = crypto.randomUUID()
    const entry = waitingFault({ id, fault, params, target })
    this.#entries.add(entry, { fault: fault.id, params, target } satisfies ToldFault)
    return reportOf(entry)
  }

  /**
   * What this answer must suffer: every defect of its own login, and the oldest of those armed for its client, its own
   * label before none. A document has no login: it suffers the defects of one at a time. Those that wait for another
   * answer of the same kind learn why they were left. What another replica delivers at the same time is not delivered
   * again.
   */
  async take(departure: Departure): Promise<readonly GivenFault[]> {
    const won = new Set<WaitingFault>()
    const lost = new Set<WaitingFault>()
    for (;;) {
      const chosen = this.#choose(departure, lost)
      const next = chosen.find((entry) => !won.has(entry))
      if (!next) {
        for (const { id } of [...won].filter((entry) => !chosen.includes(entry))) this.#entries.release(id)
        return chosen.map((entry) => this.#give(entry, departure))
      }
      const isOurs = isLasting(next, departure) || this.#entries.claim(next.id, next.target.times)
      if (isOurs === true || (await isOurs)) won.add(next)
      else lost.add(next)
    }
  }

  list(client_id?: string): ArmedFault[] {
    return [...this.#entries.all.values()]
      .filter(({ target }) => client_id === undefined || target.client_id === client_id)
      .map(reportOf)
  }

  get(id: string): ArmedFault | undefined {
    const entry = this.#entries.all.get(id)
    return entry && reportOf(entry)
  }

  /** Says whether there was such a defect. */
  remove(id: string): boolean {
    return this.#entries.remove(id)
  }

  /** Forgets every defect, or those of one client. */
  clear(client_id?: string): void {
    for (const { id } of this.list(client_id)) this.remove(id)
  }

  /** Forgets what still waits for one login, or for one client: it is over. Says the names of these defects. */
  disarm(whose: { login: string } | { client_id: string }): string[] {
    const over = [...this.#entries.all.values()].filter(({ target, remaining }) => {
      const isTheirs = 'login' in whose ? target.login === whose.login : target.client_id === whose.client_id
      return isTheirs && remaining > 0
    })
    for (const { id } of over) this.remove(id)
    return over.map(({ fault }) => fault.id)
  }

  #choose(departure: Departure, lost: ReadonlySet<WaitingFault> = new Set()): readonly WaitingFault[] {
    const concerned = [...this.#entries.all.values()].filter((entry) => concerns(entry, departure))
    const matching = concerned.filter((entry) => {
      const why = leftBy(entry.target, departure)
      if (why) this.#leave(entry, why)
      return why === undefined && !lost.has(entry)
    })
    return chosenAmong(matching, departure)
  }

  #give(entry: WaitingFault, departure: Departure): GivenFault {
    const { login } = departure
    const counts = isLasting(entry, departure) ? 0 : 1
    this.#entries.leave(entry, {})
    this.#entries.change(entry, ({ count, to } = { count: 0, to: [] }) => ({
      count: count + counts,
      to: login === undefined || to.includes(login) ? to : [...to, login],
    }))
    const giveBack = (why: Words) => {
      this.#entries.change(entry, ({ count, to } = { count: 0, to: [] }) => ({
        count: count - counts,
        to: counts > 0 ? to.filter((one) => one !== login) : to,
      }))
      // A clock that the login met already was delivered, whatever this answer shows of it.
      if (counts === 0) return
      this.#entries.release(entry.id)
      this.#leave(entry, givenBack(why))
    }
    return { fault: entry.fault, params: entry.params, giveBack }
  }

  #leave(entry: WaitingFault, why: Reason): void {
    this.#entries.leave(entry, nearer(entry.left, why))
  }
}
