import type { Declaration, Report } from './report-schema.ts'

/** A report that was kept. */
export type Kept = { id: string; report: Report }

const LIMIT = 50

/** What people declared, and the reports that were kept: the memory between two reports of a client. */
export class Archive {
  readonly #declarations = new Map<string, Declaration>()
  readonly #reports = new Map<string, Kept[]>()

  /** Keeps an answer in the place of the one before. */
  declare(declaration: Declaration): void {
    this.#declarations.set(keyOf(declaration), declaration)
  }

  /** Takes an answer back; false when there was none. */
  withdraw(where: Pick<Declaration, 'client_id' | 'hub' | 'criterion'>): boolean {
    return this.#declarations.delete(keyOf(where))
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
    return kept
  }

  /** Reports of a client, oldest first. */
  history(client_id: string): readonly Kept[] {
    return this.#reports.get(client_id) ?? []
  }
}

const keyOf = ({ client_id, hub, criterion }: Pick<Declaration, 'client_id' | 'hub' | 'criterion'>): string =>
  JSON.stringify([client_id, hub, criterion])
