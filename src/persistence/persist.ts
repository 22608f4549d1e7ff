/** persistence/ owns what outlives a restart: with `data_dir`, what was made at run time; without it, nothing. */
import type { Clients } from '../clients/clients.ts'
import type { Config } from '../config/config.ts'
import type { Archive } from '../conformance/archive.ts'
import type { IdentityProviders } from '../identity-providers/identity-providers.ts'
import type { Exchange } from '../journal/exchange.ts'
import type { Journal } from '../journal/journal.ts'
import type { SavedExchange } from '../journal/saved-journal.ts'
import { counted } from '../lib/counted.ts'
import { ProblemsError } from '../lib/problem.ts'
import type { Personas } from '../personas/personas.ts'
import { followJournal, restoreJournal } from './keep-journal.ts'
import { openRows } from './rows.ts'
import { followShelf, restoreShelf, type Shelf } from './shelf.ts'
import { clientShelf, declarationShelf, personaShelf, providerShelf, reportShelf } from './shelves.ts'

/** What can outlive a restart. */
export type Lasting = {
  clients: Clients
  people: Personas
  identityProviders: IdentityProviders
  journal: Journal
  archive: Archive
}

/** State on its way to the disk. */
export type Persistence = {
  /** Writes every change from now on; an error of the disk is told, and ends no request. */
  follow(how: {
    /** What can be read of an exchange, tokens decoded. */
    read(exchange: Exchange): SavedExchange
    onFailure(failure: Error): void
  }): void
  close(): void
}

/**
 * Brings back what the folder `data_dir` keeps.
 * @throws ProblemsError when the folder cannot be used or holds what this version cannot read.
 */
export const restore = async (
  config: Pick<Config, 'clients' | 'personas' | 'identity_providers' | 'journal'> & { data_dir: string },
  { clients, people, identityProviders, journal, archive }: Lasting,
): Promise<Persistence> => {
  const { data_dir } = config
  const rows = await openRows(data_dir)
  const shelves = [
    tended(clientShelf(clients, config)),
    tended(personaShelf(people, config)),
    tended(providerShelf(identityProviders, config)),
    tended(declarationShelf(archive)),
    tended(reportShelf(archive)),
  ]
  const problems = shelves.flatMap((shelf) => shelf.restore(rows))
  if (problems.length > 0) {
    rows.close()
    throw new ProblemsError(problems)
  }
  const unreadable = restoreJournal(journal, config.journal.size, rows)
  const stops: (() => void)[] = []
  return {
    follow({ read, onFailure }) {
      if (unreadable > 0)
        onFailure(
          new Error(
            `data_dir ${data_dir}: ${counted(unreadable, 'kept exchange')} of another version left out`,
          ),
        )
      const attempt = (write: () => void) => {
        try {
          write()
        } catch (cause) {
          const why = cause instanceof Error ? cause.message : String(cause)
          onFailure(
            new Error(`data_dir ${data_dir}: ${why}; what just changed will be gone at the next start`, {
              cause,
            }),
          )
        }
      }
      stops.push(
        ...shelves.map((shelf) => shelf.follow(rows, attempt)),
        followJournal(journal, config.journal.size, rows, { read, attempt }),
      )
    },
    close() {
      for (const stop of stops) stop()
      rows.close()
    },
  }
}

/** A shelf as what can be done with it, whatever its values. */
const tended = <Value>(shelf: Shelf<Value>) => ({
  restore: (rows: Parameters<typeof restoreShelf>[1]) => restoreShelf(shelf, rows),
  follow: (rows: Parameters<typeof followShelf>[1], attempt: (write: () => void) => void) =>
    followShelf(shelf, rows, attempt),
})
