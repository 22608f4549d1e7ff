import type { Measure } from './measure.ts'

/** The middle one of several figures. */
export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

export type Row = { name: string; measures: readonly Measure[]; starts: readonly number[] }

/** What is no server: it only has a cost. */
export type Limit = { name: string; cpu: number }

/** `bare` names the row that ratios are to; memory is told after so many logins, and after `late`, unless 0. */
type Shown = { bare: string; after: number; late: number }

const columnsOf = ({ after, late }: Shown): string[] => [
  'subject',
  'CPU/login',
  'ratio',
  'logins/s',
  'authorize',
  'token',
  'userinfo',
  'p50',
  'p95',
  'p99',
  'start',
  'MB at start',
  `MB after ${after}`,
  ...(late > 0 ? [`MB after ${Math.max(after, late)}`] : []),
]

const cellsOf = ({ name, measures, starts }: Row, reference: number, { late }: Shown): string[] => {
  const middle = (pick: (one: Measure) => number) => median(measures.map(pick))
  const at = (share: number) => middle(({ taken }) => percentile(taken, share)).toFixed(2)
  return [
    name,
    middle(({ cpu }) => cpu).toFixed(2),
    (middle(({ cpu }) => cpu) / reference).toFixed(2),
    middle(({ rate }) => rate).toFixed(0),
    middle(({ parts }) => parts.authorize).toFixed(2),
    middle(({ parts }) => parts.token).toFixed(2),
    middle(({ parts }) => parts.userinfo).toFixed(2),
    at(0.5),
    at(0.95),
    at(0.99),
    median([...measures.map(({ coldStart }) => coldStart), ...starts]).toFixed(0),
    middle(({ memoryAtStart }) => memoryAtStart).toFixed(0),
    middle(({ memoryAfter }) => memoryAfter).toFixed(0),
    ...(late > 0 ? [measures.at(-1)?.memoryLate?.toFixed(0) ?? ''] : []),
  ]
}

/** Lays the medians of every subject out as Markdown, below what no server can do better than. */
export const tableOf = (rows: readonly Row[], limits: readonly Limit[], shown: Shown): string => {
  const reference = rows.find(({ name }) => name === shown.bare)
  const bare = reference ? median(reference.measures.map((one) => one.cpu)) : Number.NaN
  const columns = columnsOf(shown)
  const lines = [
    columns,
    ...limits.map(({ name, cpu }) => [
      name,
      cpu.toFixed(2),
      (cpu / bare).toFixed(2),
      (1000 / cpu).toFixed(0),
    ]),
    ...rows.map((row) => cellsOf(row, bare, shown)),
  ]
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)))
  const text = lines.map((cells) => {
    const padded = widths.map((width, index) =>
      index === 0 ? (cells[index] ?? '').padEnd(width) : (cells[index] ?? '').padStart(width),
    )
    return `| ${padded.join(' | ')} |`
  })
  const rule = `|${widths.map((width, index) => `${index === 0 ? ':' : '-'}${'-'.repeat(width)}${index === 0 ? '-' : ':'}`).join('|')}|`
  return [text[0], rule, ...text.slice(1)].join('\n')
}
