import type { Declaration, Report } from './report-schema.ts'

/** A report that was kept. */
export type Kept = { id: string; report: Report }

const LIMIT = 50

/** What people declared, and the reports that were kept: the memory between two reports of a client. */
export class Archive {
  readonly #declarations = new Map<string, Declaration>()
  readonly #reports = new Map<string, Kept[]>()
  readonly #listeners = new Set<() => void>()

  /** Keeps an answer in the place of the one before. */
  declare(declaration: Declaration): void {
    this.#declarations.set(keyOf(declaration), declaration)
    this.#changed()
  }

  /** Takes an answer back; false when there was none. */
  withdraw(where: Pick<Declaration, 'client_id' | 'hub' | 'criterion'>): boolean {
    const was = this.#declarations.delete(keyOf(where))
    if (was) this.#changed()
    return was
  }

  declarations(client_id?: string): Declaration[] {
    const all = [...this.#declarations.values()]
    return client_id === undefined ? all : all.filter((one) => one.client_id === client_id)
  }

  /** Keeps a report; the oldest of a client are forgotten. */
  keep(report: Report, id: string): Kept {
    const kept = { id, report }
    const before = this.#reports.get(report.client_id) ?? []
    this.#reports.set(report.client_id, [...before, kept].slice(-LIMIT))
    this.#changed()
    return kept
  }

  /** Puts what is known of a client in the place of what was. */
  replace(
    client_id: string,
    known: { declarations?: readonly Declaration[]; history?: readonly Kept[] },
  ): void {
    const { declarations, history } = known
    if (declarations) for (const one of this.declarations(client_id)) this.#declarations.delete(keyOf(one))
    for (const one of declarations ?? []) this.#declarations.set(keyOf(one), one)
    if (history) this.#reports.set(client_id, [...history])
    this.#changed()
  }

  /** Reports of a client, oldest first. */
  history(client_id: string): readonly Kept[] {
    return this.#reports.get(client_id) ?? []
  }

  /** Reports of every client, those of each oldest first. */
  histories(): readonly Kept[] {
    return [...this.#reports.values()].flat()
  }

  /** Listens to changes; returns how to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}

const keyOf = ({ client_id, hub, criterion }: Pick<Declaration, 'client_id' | 'hub' | 'criterion'>): string =>
  JSON.stringify([client_id, hub, criterion])
