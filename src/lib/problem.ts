import { inspect } from 'node:util'

/** Something wrong in what a person wrote: where it stands, what is wrong and what would be right. */
export type Problem = {
  /** A file (`clients.yaml:12`), a flag (`--port`) or a variable (`DOUBLURE_PORT`). */
  origin: string
  message: string
}

/**
 * Thrown when input cannot be used; it carries every problem at once, never just the first. Printed, it is its problems:
 * where a person wrote them matters, and not where they were read.
 */
export class ProblemsError extends Error {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ origin, message }) => `${origin}: ${message}`).join('\n'))
    this.name = 'ProblemsError'
    this.problems = problems
  }

  [inspect.custom](): string {
    return this.message
  }
}
