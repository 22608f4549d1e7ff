import type { Exchange } from '../journal/exchange.ts'
import type { Journal } from '../journal/journal.ts'
import { readSavedJournal, type SavedExchange, savedExchange } from '../journal/saved-journal.ts'
import type { SharedSet, Values } from '../store/redis-log.ts'

const kind = 'exchanges'

type HowShared = {
  /** Exchanges that the journal keeps. */
  size: number
  /** What can be read of an exchange, tokens decoded: they themselves leave this process as the journal shows them. */
  read(exchange: Exchange): SavedExchange
  tell(kind: string, values: Values): void
}

/** Shares the journal with other replicas: each has every exchange, and drops the oldest by itself. */
export const shareJournal = (journal: Journal, { size, read, tell }: HowShared): SharedSet => {
  let told = new Set<string>()
  let sinceTrim = 0
  const keep = (exchanges: readonly Exchange[]) => {
    for (const { id } of exchanges) told.add(id)
    tell(
      kind,
      exchanges.map((exchange) => [exchange.id, () => savedExchange(read(exchange))]),
    )
  }
  /** In slices, as the journal does it. */
  const trim = () => {
    if (++sinceTrim <= size / 4) return
    sinceTrim = 0
    const kept = new Set(journal.filter().map(({ id }) => id))
    const old = [...told].filter((id) => !kept.has(id))
    told = kept
    tell(
      kind,
      old.map((id) => [id, undefined]),
    )
  }
  journal.subscribe((exchange) => {
    keep([exchange])
    trim()
  })
  journal.onRevision(({ changed, gone }) => {
    keep(changed)
    tell(
      kind,
      gone.map((id) => [id, undefined]),
    )
  })
  const savedIn = (value: unknown): SavedExchange[] =>
    readSavedJournal({ value: [value], problems: [], originAt: () => 'store' }).exchanges
  return {
    kind,
    place(id, value) {
      if (value === undefined) journal.forget((exchange) => exchange.id === id)
      else for (const saved of savedIn(value)) journal.admit(saved)
    },
    begin(values) {
      journal.forget(() => true)
      journal.restore(values.flatMap(([, value]) => savedIn(value)))
    },
  }
}
