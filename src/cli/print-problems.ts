import type { Problem } from '../lib/problem.ts'
import type { Terminal } from './terminal.ts'

/** Prints problems, one a line, with how many there are. */
export const printProblems = ({ err }: Terminal, problems: readonly Problem[]): void => {
  for (const { origin, message } of problems) err(`${origin}: ${message}\n`)
  err(`${problems.length === 1 ? '1 problem' : `${problems.length} problems`} in the configuration.\n`)
}

/** Prints what is allowed but will surprise. */
export const printWarnings = ({ err }: Terminal, warnings: readonly Problem[]): void => {
  for (const { origin, message } of warnings) err(`warning: ${origin}: ${message}\n`)
}
