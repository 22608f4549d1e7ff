import type { Fault, Seam } from './fault.ts'

/** Whom a defect is for, and how often: what is absent matches everyone. */
export type FaultTarget = {
  client_id: string
  hub?: string | undefined
  /** Only exchanges that carry this label, or whose login does. */
  label?: string | undefined
  /** Only exchanges of this login. */
  login?: string | undefined
  /** How many times it is delivered. */
  times: number
}

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

/** An answer about to leave: what armed defects are matched by. `client_id` is absent where nobody says who asks. */
export type Departure = {
  seam: Seam
  hub: string
  client_id?: string | undefined
  label?: string | undefined
  login?: string | undefined
}

/** A defect to apply now. */
export type TakenFault = { fault: Fault; params: Record<string, unknown> }

type Entry = {
  id: string
  fault: Fault
  params: Record<string, unknown>
  target: FaultTarget
  remaining: number
  whyNot: string | undefined
  givenTo: Set<string>
}

/** How many are remembered, delivered ones first forgotten. */
const REMEMBERED = 1000

/**
 * These documents are asked by anyone, mostly by libraries that send no header of ours: a label is the only way to tell
 * who, and a request without one may be anyone's.
 */
const isAnonymous = (seam: Seam): boolean => seam === 'jwks' || seam === 'discovery'

/** Armed defects, each for the answers that it is meant for and no other. */
export class Faults {
  readonly #entries = new Map<string, Entry>()
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
    const entry: Entry = {
      id: crypto.randomUUID(),
      fault,
      params,
      target,
      remaining: target.times,
      whyNot: undefined,
      givenTo: new Set(),
    }
    this.#entries.set(entry.id, entry)
    this.#forgetOldest()
    return report(entry)
  }

  /**
   * What this answer must suffer: every defect of its own login, and the oldest of those armed for its client, its own
   * label before none. A document has no login: it suffers the defects of one at a time. Those that wait for another
   * answer of the same kind learn why they were left.
   */
  take(departure: Departure): readonly TakenFault[] {
    const concerned = [...this.#entries.values()].filter((entry) => concerns(entry, departure))
    const matching = concerned.filter((entry) => {
      entry.whyNot = mismatch(entry.target, departure)
      return entry.whyNot === undefined
    })
    return chosenAmong(matching, departure).map((entry) => give(entry, departure))
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
    return this.#entries.delete(id)
  }

  /** Forgets every defect, or those of one client. */
  clear(client_id?: string): void {
    for (const { id } of this.list(client_id)) this.#entries.delete(id)
  }

  #forgetOldest(): void {
    if (this.#entries.size <= REMEMBERED) return
    const entries = [...this.#entries.values()]
    const over = entries.find(({ remaining }) => remaining === 0) ?? entries[0]
    if (over) this.#entries.delete(over.id)
  }
}

/** A clock is wrong for a whole login: the same login meets it again without it being counted. */
const isLasting = ({ fault, givenTo }: Entry, { login }: Departure): boolean =>
  fault.seam === 'clock' && login !== undefined && givenTo.has(login)

const concerns = (entry: Entry, departure: Departure): boolean =>
  entry.fault.seam === departure.seam &&
  (entry.remaining > 0 || isLasting(entry, departure)) &&
  (isAnonymous(departure.seam) || entry.target.client_id === departure.client_id)

const chosenAmong = (matching: readonly Entry[], { seam, label }: Departure): readonly Entry[] => {
  const first = (entries: readonly Entry[]) =>
    entries.find(({ target }) => target.label === label) ?? entries[0]
  const ofLogin = matching.filter(({ target }) => target.login !== undefined)
  const ofAll = matching.filter(({ target }) => target.login === undefined)
  const next = first(isAnonymous(seam) ? matching : ofAll)
  const own = isAnonymous(seam)
    ? ofLogin.filter(({ target }) => target.login === next?.target.login)
    : ofLogin
  return next === undefined || own.includes(next) ? own : [...own, next]
}

const give = (entry: Entry, departure: Departure): TakenFault => {
  if (!isLasting(entry, departure)) entry.remaining--
  if (departure.login !== undefined) entry.givenTo.add(departure.login)
  return { fault: entry.fault, params: entry.params }
}

const mismatch = (target: FaultTarget, { seam, hub, label, login }: Departure): string | undefined => {
  if (target.hub !== undefined && target.hub !== hub)
    return `an answer of this kind left on the hub ${hub}; this one is armed for ${target.hub}`
  if (isAnonymous(seam)) {
    if (label === undefined || label === target.label) return undefined
    const armedFor = target.label === undefined ? 'without a label' : `with the label "${target.label}"`
    return `the document was asked with the label "${label}"; this one is armed ${armedFor}`
  }
  if (target.login !== undefined) {
    if (target.login === login) return undefined
    return `an answer of this kind left for ${login === undefined ? 'no known login' : `the login ${login}`}`
  }
  if (target.label !== undefined && target.label !== label)
    return `an answer of this kind left ${label === undefined ? 'without a label' : `with the label "${label}"`}`
  return undefined
}

const report = ({ id, fault, params, target, remaining, whyNot }: Entry): ArmedFault => ({
  id,
  fault: fault.id,
  params,
  ...target,
  remaining,
  ...(whyNot !== undefined && { why_not: whyNot }),
})
