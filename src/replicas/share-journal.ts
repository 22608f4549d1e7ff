import type { Exchange } from '../journal/exchange.ts'
import type { Journal } from '../journal/journal.ts'
import { readSavedJournal, type SavedExchange, savedExchange } from '../journal/saved-journal.ts'
import { ProblemsError } from '../lib/problem.ts'
import type { Values } from '../store/change-texts.ts'
import type { SharedSet } from '../store/redis-log.ts'

const kind = 'exchanges'

type HowShared = {
  /** Exchanges that the journal keeps. */
  size: number
  /** What can be read of an exchange, tokens decoded: they themselves leave this process as the journal shows them. */
  read(exchange: Exchange): SavedExchange
  tell(kind: string, values: Values): void
  /** Told of what another replica keeps and this one cannot read. */
  onFailure(failure: Error): void
}

/** Shares the journal with other replicas: each has every exchange, and drops the oldest by itself. */
export const shareJournal = (journal: Journal, { size, read, tell, onFailure }: HowShared): SharedSet => {
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
  const savedIn = (id: string, value: unknown): SavedExchange[] => {
    const originAt = () => `store (${kind} ${id})`
    const { exchanges, problems } = readSavedJournal({ value: [value], problems: [], originAt })
    if (problems.length > 0) onFailure(new ProblemsError(problems))
    return exchanges
  }
  return {
    kind,
    place(id, value) {
      if (value === undefined) journal.forget((exchange) => exchange.id === id)
      else for (const saved of savedIn(id, value)) journal.admit(saved)
    },
    begin(values) {
      journal.forget(() => true)
      journal.restore(values.flatMap(([id, value]) => savedIn(id, value)))
    },
  }
}
