import type { Measure } from './measure.ts'

/** The middle one of several figures. */
export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

export type Row = { name: string; measures: readonly Measure[]; starts: readonly number[] }

const columns = [
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
  'MB after',
]

const cellsOf = ({ name, measures, starts }: Row, reference: number): string[] => {
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
  ]
}

/** Lays the medians of every subject out as Markdown; `ratio` is to the CPU of the bare provider, whose row is named. */
export const tableOf = (rows: readonly Row[], bare: string): string => {
  const reference = rows.find(({ name }) => name === bare)
  const cpu = reference ? median(reference.measures.map((one) => one.cpu)) : Number.NaN
  const lines = [columns, ...rows.map((row) => cellsOf(row, cpu))]
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)))
  const text = lines.map(
    (cells) =>
      `| ${cells.map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0))).join(' | ')} |`,
  )
  const rule = `|${widths.map((width, index) => `${index === 0 ? ':' : '-'}${'-'.repeat(width)}${index === 0 ? '-' : ':'}`).join('|')}|`
  return [text[0], rule, ...text.slice(1)].join('\n')
}
