/** journal/ owns what happened: a bounded memory of exchanges, its queries and its listeners. */
import { type Carried, maskedAnswer } from './carried.ts'
import type { Exchange } from './exchange.ts'
import { fairShare } from './fair-share.ts'
import { plain, Recorded } from './recorded.ts'
import { type SeenToken, tokensOf, type Verifiers } from './tokens.ts'
import { matches, type Where } from './where.ts'

/** What became of exchanges that were in the journal, or that came back into it. */
export type Revision = {
  /** As they are now. */
  changed: readonly Exchange[]
  /** Ids of those that were forgotten on demand; what grows too old is not told. */
  gone: readonly string[]
}

/** What an exchange of another day brings along: its tokens, decoded then. */
type Remembered = { tokens: readonly SeenToken[]; answer?: string | undefined }

type JournalOptions = { shown?: boolean; isKnown?: (client_id: string) => boolean }

/** The last exchanges, oldest first. */
export class Journal {
  readonly #size: number
  readonly #shown: boolean
  readonly #isKnown: (client_id: string) => boolean
  readonly #listeners = new Set<(exchange: Exchange) => void>()
  readonly #revisionListeners = new Set<(revision: Revision) => void>()
  readonly #carried = new WeakMap<Exchange, Carried>()
  readonly #remembered = new WeakMap<Exchange, Remembered>()
  #exchanges: Exchange[] = []

  /** `shown`: secrets are not masked. `isKnown`: whose exchanges a flood of others must not push out. */
  constructor(size: number, { shown = false, isKnown = () => true }: JournalOptions = {}) {
    this.#size = size
    this.#shown = shown
    this.#isKnown = isKnown
  }

  record(exchange: Exchange, carried?: Carried): void {
    if (carried) this.#carried.set(exchange, carried)
    this.#add(exchange)
  }

  /** Takes in what another replica recorded, or the label that it gave since. */
  admit({ exchange, tokens, answer }: Remembered & { exchange: Exchange }): void {
    const known = this.get(exchange.id)
    if (known && known.label === exchange.label) return
    this.#remembered.set(exchange, { tokens, answer })
    if (known) this.#exchanges = this.#exchanges.map((one) => (one.id === known.id ? exchange : one))
    else this.#add(exchange)
  }

  #add(exchange: Exchange): void {
    this.#exchanges.push(exchange)
    // Dropping many at once keeps the cost of each record constant.
    if (this.#exchanges.length > this.#size * 1.25) this.#trim()
    for (const listener of this.#listeners) listener(this.#told(exchange))
  }

  /** As everyone sees it; what it carried goes with it. */
  #told(exchange: Exchange): Exchange {
    const told = plain(exchange)
    if (exchange instanceof Recorded) this.#carried.set(told, exchange.carried)
    return told
  }

  /** Adds exchanges of another day in the order of their dates, each once, those that are known left out; says how many. */
  restore(saved: readonly (Remembered & { exchange: Exchange })[]): number {
    const present = this.filter()
    const known = new Set(present.map(({ id }) => id))
    const added = saved.filter(({ exchange: { id } }) => !known.has(id) && known.add(id))
    for (const { exchange, tokens, answer } of added) this.#remembered.set(exchange, { tokens, answer })
    this.#exchanges = [...present, ...added.map(({ exchange }) => exchange)].sort((one, other) =>
      one.at.localeCompare(other.at),
    )
    this.#trim()
    this.#revise({ changed: added.map(({ exchange }) => exchange), gone: [] })
    return added.length
  }

  filter(where: Where = {}): Exchange[] {
    if (this.#exchanges.length > this.#size) this.#trim()
    return this.#exchanges.filter((exchange) => matches(exchange, where)).map((one) => this.#told(one))
  }

  #trim(): void {
    this.#exchanges = fairShare(this.#exchanges, this.#size, this.#isKnown)
  }

  get(id: string): Exchange | undefined {
    const found = this.#exchanges.findLast((exchange) => exchange.id === id)
    return found && this.#told(found)
  }

  /** The tokens that an exchange carried, decoded and verified now. */
  tokens(exchange: Exchange, verifiers: Verifiers): readonly SeenToken[] {
    const carried = this.#carried.get(exchange)
    if (carried) return tokensOf(carried, exchange.endpoint, verifiers)
    return this.#remembered.get(exchange)?.tokens ?? []
  }

  /** The body of the answer, tokens shortened; `undefined` for pages and for what was empty. */
  answer(exchange: Exchange): string | undefined {
    const carried = this.#carried.get(exchange)
    return carried ? maskedAnswer(carried, this.#shown) : this.#remembered.get(exchange)?.answer
  }

  /** Exchanges of the same kind that came later. */
  after(exchange: Exchange, where: Where = {}): Exchange[] {
    const all = this.filter()
    const position = all.indexOf(exchange)
    const later = new Set(all.slice(position + 1))
    return this.filter(where).filter((other) => later.has(other))
  }

  /** Gives a label to the exchanges of which this is said, in place of theirs; `undefined` takes it away. */
  label(isChosen: (exchange: Exchange) => boolean, label: string | undefined): number {
    const changed: Exchange[] = []
    this.#exchanges = this.filter().map((exchange) => {
      if (!isChosen(exchange)) return exchange
      const next = this.#relabelled(exchange, label)
      changed.push(next)
      return next
    })
    this.#revise({ changed, gone: [] })
    return changed.length
  }

  /** Calls the listener with every exchange from now on; the answer ends that. */
  subscribe(listener: (exchange: Exchange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Calls the listener when exchanges come back, change or are forgotten; the answer ends that. */
  onRevision(listener: (revision: Revision) => void): () => void {
    this.#revisionListeners.add(listener)
    return () => this.#revisionListeners.delete(listener)
  }

  /** Forgets everything, or the exchanges that match. */
  clear(where: Where = {}): void {
    const gone = new Set(this.filter(where))
    this.forget((exchange) => gone.has(exchange))
  }

  /** Forgets the exchanges of which this is said. */
  forget(isGone: (exchange: Exchange) => boolean): void {
    const gone = new Set(this.#exchanges.filter((exchange) => isGone(this.#told(exchange))))
    this.#exchanges = this.#exchanges.filter((exchange) => !gone.has(exchange))
    this.#revise({ changed: [], gone: [...gone].map(({ id }) => id) })
  }

  #revise(revision: Revision): void {
    for (const listener of this.#revisionListeners) listener(revision)
  }

  #relabelled(exchange: Exchange, label: string | undefined): Exchange {
    const { label: _, ...others } = exchange
    const next: Exchange = { ...others, ...(label !== undefined && { label }) }
    const carried = this.#carried.get(exchange)
    const remembered = this.#remembered.get(exchange)
    if (carried) this.#carried.set(next, carried)
    if (remembered) this.#remembered.set(next, remembered)
    return next
  }
}
