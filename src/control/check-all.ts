import { WishError } from '../journey/wish.ts'
import { type Problem, ProblemsError } from '../lib/problem.ts'

/** What is checked of a request, and the field that it stands in. */
export type FieldCheck = readonly [origin: string, check: () => void]

/** Makes every check; what is wrong alone is thrown as it is, several things as one ProblemsError. */
export const checkAll = (checks: readonly FieldCheck[]): void => {
  const failures = checks.flatMap(([origin, check]) => {
    try {
      check()
      return []
    } catch (error) {
      return [{ origin, error }]
    }
  })
  const [first, ...others] = failures
  if (!first) return
  if (others.length === 0) throw first.error
  throw new ProblemsError(failures.flatMap(({ origin, error }) => problemsOf(origin, error)))
}

const problemsOf = (origin: string, error: unknown): readonly Problem[] => {
  if (error instanceof ProblemsError) return error.problems
  if (error instanceof WishError) return [{ origin, message: error.detail }]
  throw error
}
