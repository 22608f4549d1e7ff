import type { z } from 'zod'
import { validateDocument } from './document.ts'
import { ProblemsError } from './problem.ts'

/**
 * What a replica tells the others of a set that all share: values by id; `undefined`: there is none any more; a function
 * gives the value when it is written.
 */
export type ToldValues = readonly (readonly [id: string, value: unknown])[]

/** How a living set is shared with other replicas. */
export type Sharing = {
  /** Name of this replica among the others. */
  replica: string
  tell(values: ToldValues): void
  /** Takes one of `limit` before any other replica does; says whether there was one left. */
  claim(id: string, limit: number): Promise<boolean>
  /** Gives back what was claimed. */
  release(id: string): void
}

/** What each replica adds to a value that all share, by its name: only it writes that, so that nothing is lost. */
export class Parts<Part> {
  readonly #parts = new Map<string, Part>()

  /** Those of every replica. */
  all(): readonly Part[] {
    return [...this.#parts.values()]
  }

  get(replica: string): Part | undefined {
    return this.#parts.get(replica)
  }

  set(replica: string, part: Part): void {
    this.#parts.set(replica, part)
  }

  /** The names under which they are told, below that of the value itself. */
  names(id: string): readonly string[] {
    return [...this.#parts.keys()].map((replica) => partName(id, replica))
  }
}

/** The name under which a part of a value is told. */
export const partName = (id: string, replica: string): string => `${id}/${replica}`

/** The value that a told name is for, and the replica whose part it is; none: it is the value itself. */
export const readPartName = (name: string): { id: string; replica: string | undefined } => {
  const [id = '', replica] = name.split('/')
  return { id, replica }
}

/**
 * A value as a replica told it under a name.
 * @throws ProblemsError for what this version cannot read.
 */
export const readTold = <Value>(schema: z.ZodType<Value>, name: string, value: unknown): Value => {
  const read = validateDocument({ value, problems: [], originAt: () => name }, schema)
  if (read.value === undefined) throw new ProblemsError(read.problems)
  return read.value
}
