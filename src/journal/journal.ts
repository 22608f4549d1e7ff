/** journal/ owns what happened: a bounded memory of exchanges, its queries and its listeners. */
import type { Exchange } from './exchange.ts'

/** Which exchanges to keep: those that have each of these values. */
export type Where = Partial<Pick<Exchange, 'hub' | 'client_id' | 'login' | 'endpoint' | 'label' | 'fault'>>

/** The last exchanges, oldest first. */
export class Journal {
  readonly #size: number
  readonly #listeners = new Set<(exchange: Exchange) => void>()
  #exchanges: Exchange[] = []

  constructor(size: number) {
    this.#size = size
  }

  record(exchange: Exchange): void {
    this.#exchanges.push(exchange)
    // Dropping in slices keeps the cost of each record constant.
    if (this.#exchanges.length > this.#size * 1.25) this.#exchanges = this.#exchanges.slice(-this.#size)
    for (const listener of this.#listeners) listener(exchange)
  }

  filter(where: Where = {}): Exchange[] {
    const wanted = Object.entries(where) as [keyof Where, string][]
    return this.#exchanges
      .slice(-this.#size)
      .filter((exchange) => wanted.every(([name, value]) => exchange[name] === value))
  }

  /** Exchanges of the same kind that came later. */
  after(exchange: Exchange, where: Where = {}): Exchange[] {
    const all = this.filter()
    const position = all.indexOf(exchange)
    const later = new Set(all.slice(position + 1))
    return this.filter(where).filter((other) => later.has(other))
  }

  /** Calls the listener with every exchange from now on; the answer ends that. */
  subscribe(listener: (exchange: Exchange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Forgets everything, or the exchanges that match. */
  clear(where: Where = {}): void {
    const gone = new Set(this.filter(where))
    this.#exchanges = this.#exchanges.filter((exchange) => !gone.has(exchange))
  }
}
