import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { validateDocument } from '../lib/document.ts'
import type { Problem } from '../lib/problem.ts'
import type { Rows } from './rows.ts'

/** One living set whose differences from its beginning are kept: values by id, of which there may be several. */
export type Shelf<Value> = {
  /** Name of the set on the disk. */
  kind: string
  /** What there is before anyone changes anything. */
  seed: readonly Value[]
  idOf(value: Value): string
  list(): readonly Value[]
  /** What a value must be to be taken back; a later Doublure may ask for more than the one that wrote it. */
  schema: z.ZodType<Value>
  /** Puts values in the place of those that stand under the id; none: the id is gone. */
  place(id: string, values: readonly Value[]): void
  /** Listens to changes; returns how to stop. */
  onChange(listener: () => void): () => void
}

type Groups<Value> = ReadonlyMap<string, readonly Value[]>

/** Puts what was kept in its place; gives what could not be read, which stays as it began. */
export const restoreShelf = <Value>(
  { kind, schema, place }: Shelf<Value>,
  rows: Pick<Rows, 'file' | 'list'>,
): Problem[] =>
  rows.list(kind).flatMap(({ id, value }) => {
    const originAt = () => `${rows.file} (${kind} ${id})`
    const read = validateDocument({ value, problems: [], originAt }, z.array(schema))
    if (read.value) place(id, read.value)
    return read.problems
  })

/**
 * Keeps each change from now on: a row for each id whose values are not those of the beginning. So a value that goes
 * back to its beginning leaves the disk, and one that nobody touched follows the configuration at the next start.
 */
export const followShelf = <Value>(
  { kind, seed, idOf, list, onChange }: Shelf<Value>,
  rows: Pick<Rows, 'keep'>,
  attempt: (write: () => void) => void,
): (() => void) => {
  const beginning = grouped(seed, idOf)
  let standing = grouped(list(), idOf)
  return onChange(() =>
    attempt(() => {
      const next = grouped(list(), idOf)
      const changes = new Map<string, readonly Value[] | undefined>()
      for (const id of new Set([...standing.keys(), ...next.keys()])) {
        const values = next.get(id) ?? []
        if (areSame(values, standing.get(id) ?? [])) continue
        changes.set(id, isDeepStrictEqual(values, beginning.get(id) ?? []) ? undefined : values)
      }
      if (changes.size > 0) rows.keep(kind, changes)
      // Only now: what could not be written is tried again with the next change.
      standing = next
    }),
  )
}

const grouped = <Value>(values: readonly Value[], idOf: (value: Value) => string): Groups<Value> =>
  Map.groupBy(values, idOf)

/** Values are never changed in place. */
const areSame = <Value>(some: readonly Value[], others: readonly Value[]): boolean =>
  some.length === others.length &&
  some.every((value, index) => value === others[index] || isDeepStrictEqual(value, others[index]))
