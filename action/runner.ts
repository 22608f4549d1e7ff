// What the action says to the runner, and hears from it.
import { randomUUID } from 'node:crypto'
import { appendFileSync, readFileSync } from 'node:fs'

/** An input of action.yml; undefined when it is empty. */
export const input = (name: string): string | undefined =>
  process.env[`INPUT_${name.toUpperCase()}`]?.trim() || undefined

/** Ends the step as failed, with a message shown on top of the run. */
export const fail = (message: string): never => {
  console.log(`::error title=Doublure::${message.replaceAll('%', '%25').replaceAll('\n', '%0A')}`)
  process.exit(1)
}

/** Gives values to the runner, through the file that a variable names. */
export const tell = (variable: 'GITHUB_OUTPUT' | 'GITHUB_STATE', values: Record<string, string>): void => {
  const file = process.env[variable] ?? fail(`${variable} is not set`)
  for (const [name, value] of Object.entries(values)) appendFileSync(file, `${name}=${value}\n`)
}

/** Prints a log as a folded group; what it holds is no command to the runner. */
export const printLog = (path: string): void => {
  const pause = randomUUID()
  console.log(`::group::Log of Doublure\n::stop-commands::${pause}`)
  console.log(readFileSync(path, 'utf8').trimEnd())
  console.log(`::${pause}::\n::endgroup::`)
}
