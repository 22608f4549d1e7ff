import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { validateDocument } from '../lib/document.ts'
import { ProblemsError } from '../lib/problem.ts'
import { followShelf, type Shelf } from '../persistence/shelf.ts'
import type { Values } from '../store/change-texts.ts'
import type { SharedSet } from '../store/redis-log.ts'

/** Shares a shelf with other replicas: what differs from the beginning, which all read in the same configuration. */
export const shareShelf = <Value>(
  { kind, seed, idOf, list, schema, place, onChange }: Shelf<Value>,
  tell: (kind: string, values: Values) => void,
  onFailure: (failure: Error) => void,
): SharedSet => {
  const keep = (_: string, changes: ReadonlyMap<string, unknown>) => tell(kind, [...changes])
  followShelf({ kind, seed, idOf, list, schema, place, onChange }, { keep }, (write) => write())
  const beginning = Map.groupBy(seed, idOf)
  const read = (id: string, value: unknown): readonly Value[] | undefined => {
    if (value === undefined) return beginning.get(id) ?? []
    const originAt = () => `store (${kind} ${id})`
    const found = validateDocument({ value, problems: [], originAt }, z.array(schema))
    if (!found.value) onFailure(new ProblemsError(found.problems))
    return found.value
  }
  const put = (id: string, value: unknown) => {
    const values = read(id, value)
    const standing = list().filter((one) => idOf(one) === id)
    if (values && !isDeepStrictEqual(values, standing)) place(id, values)
  }
  return {
    kind,
    place: put,
    begin(values) {
      const told = new Map(values)
      const ids = [...Map.groupBy(list(), idOf).keys(), ...beginning.keys(), ...told.keys()]
      for (const id of new Set(ids)) put(id, told.get(id))
    },
  }
}
