import type { EventLine, ReadsLine } from '../pages/dashboard/events.ts'

/** How many documents read one after the other are shown one by one. */
const SHOWN = 20

type Folded = EventLine | ReadsLine

/** Whether a line is of a document that anyone reads, given as it should be. */
export const isRead = (line: Folded): boolean => line.kind === 'exchange' && line.isRead

/** Lines in their order, documents that were read one after the other folded into one line. */
export const foldReads = (lines: readonly EventLine[]): Folded[] => {
  const runs = lines.reduce<EventLine[][]>((before, line) => {
    const run = before.at(-1)
    if (run?.every(isRead) && isRead(line)) run.push(line)
    else before.push([line])
    return before
  }, [])
  return runs.flatMap<Folded>((run) => (run.length > 1 ? readsLine(run) : run))
}

const readsLine = (run: readonly EventLine[]): ReadsLine => ({
  kind: 'reads',
  key: run.at(-1)?.href ?? '',
  at: run[0]?.at ?? '',
  hubs: [...new Set(run.map(({ hub }) => hub))],
  count: run.length,
  lines: run.slice(0, SHOWN),
})
