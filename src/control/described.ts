import { z } from 'zod'
import type { ParsedDocument } from '../lib/document.ts'
import { type Problem, ProblemsError } from '../lib/problem.ts'
import { problem, type Reply } from './reply.ts'

/** A body whose own reader checks it, as strictly as it checks a file. */
export const fields = z.record(z.string(), z.unknown(), { error: 'expected a JSON object' })

/** A body seen as a file that lists one thing: problems name its fields as `body.redirect_uris`. */
export const listOfOne = (described: Record<string, unknown>): ParsedDocument => ({
  value: [described],
  problems: [],
  originAt: ([, ...path]) => ['body', ...path].join('.'),
})

/** The one thing that was read; @throws ProblemsError when anything is wrong with it. */
export const onlyOne = <Thing>([read]: readonly Thing[], problems: readonly Problem[]): Thing => {
  if (read === undefined || problems.length > 0) throw new ProblemsError(problems)
  return read
}

/** Makes a change whose problems name fields, and names these as the body's; @throws ProblemsError. */
export const changing = <Changed>(change: () => Changed): Changed => {
  try {
    return change()
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error
    throw new ProblemsError(
      error.problems.map(({ origin, message }) => ({ origin: `body.${origin}`, message })),
    )
  }
}

/** Refuses a body that names another thing than the path does; `field` is what names it. */
export const renamed = (field: string, given: unknown, named: string): Reply | undefined =>
  given === undefined || given === named
    ? undefined
    : problem(
        400,
        `The ${field} cannot change`,
        `body.${field} says ${JSON.stringify(given)}, the path says "${named}": leave it out, or create another.`,
      )
