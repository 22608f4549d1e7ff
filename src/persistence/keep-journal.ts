import type { Exchange } from '../journal/exchange.ts'
import type { Journal } from '../journal/journal.ts'
import { readSavedJournal, type SavedExchange, savedExchange } from '../journal/saved-journal.ts'
import type { Rows } from './rows.ts'

/** Puts the newest exchanges back into the journal; says how many could not be read, by a Doublure that changed since. */
export const restoreJournal = (
  journal: Journal,
  size: number,
  rows: Pick<Rows, 'file' | 'exchanges'>,
): number => {
  const read = rows.exchanges(size).map(({ value }) => {
    const { exchanges } = readSavedJournal({ value: [value], problems: [], originAt: () => rows.file })
    return exchanges[0]
  })
  const readable = read.filter((one) => one !== undefined)
  journal.restore(readable)
  return read.length - readable.length
}

/**
 * Keeps exchanges from now on, each before its answer leaves. Tokens are decoded and verified here: they themselves, and
 * secrets, do not reach the disk unless the journal shows them.
 */
export const followJournal = (
  journal: Journal,
  size: number,
  rows: Pick<Rows, 'keepExchanges' | 'forgetExchanges' | 'trimExchanges'>,
  { read, attempt }: { read(exchange: Exchange): SavedExchange; attempt: (write: () => void) => void },
): (() => void) => {
  let sinceTrim = 0
  const keep = (exchanges: readonly Exchange[]) =>
    attempt(() => {
      rows.keepExchanges(
        exchanges.map((exchange) => ({
          id: exchange.id,
          at: exchange.at,
          value: savedExchange(read(exchange)),
        })),
      )
      sinceTrim += exchanges.length
      // In slices, as the journal does it in memory.
      if (sinceTrim <= size / 4) return
      rows.trimExchanges(size)
      sinceTrim = 0
    })
  const stops = [
    journal.subscribe((exchange) => keep([exchange])),
    journal.onRevision(({ changed, gone }) => {
      if (changed.length > 0) keep(changed)
      if (gone.length > 0) attempt(() => rows.forgetExchanges(gone))
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
