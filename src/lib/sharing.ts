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

/** A set of which each replica has a copy, and tells its own changes. */
export type SharedLiving = {
  /** Shares it with other replicas from now on. */
  share(sharing: Sharing): void
  /** Puts what a replica told in its place; @throws ProblemsError for what this version cannot read. */
  place(name: string, told: unknown): void
  /** Forgets all that replicas told: it is told again. */
  begin(): void
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
