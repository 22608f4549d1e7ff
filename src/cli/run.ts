import { readFile } from 'node:fs/promises'
import type { FlagValues } from '../config/option.ts'
import { readBoolean } from '../config/settings.ts'
import { packageFile } from '../lib/package-file.ts'
import { ProblemsError } from '../lib/problem.ts'
import { type Command, commands } from './commands.ts'
import { helpOf, helpOfAll } from './help.ts'
import { parseArguments } from './parse-arguments.ts'
import { printProblems, printWarnings } from './print-problems.ts'
import { exit, type Terminal } from './terminal.ts'
import { unknownVariables } from './unknown-variables.ts'

/** Runs what the arguments ask for; answers the exit code. */
export const run = async (terminal: Terminal): Promise<number> => {
  const { command, isNamed, flags, wants, problems } = parseArguments(terminal.argv)
  if (wants === 'version') {
    terminal.out(`${await readVersion()}\n`)
    return exit.fine
  }
  if (
    terminal.argv[0] === 'help' ||
    (wants === 'help' && (command || !isNamed || isGroup(terminal.argv[0])))
  ) {
    terminal.out(command && isNamed ? helpOf(command) : helpOfAll())
    return exit.fine
  }
  const own = command ? ownFlags(command, flags, terminal.env) : { flags, problems: [] }
  const misuses = [...problems, ...own.problems]
  if (command === undefined || misuses.length > 0) {
    for (const misuse of misuses) terminal.err(`doublure: ${misuse}\n`)
    terminal.err(`Try "doublure ${command && isNamed ? `${command.name} ` : ''}--help".\n`)
    return exit.misused
  }
  // A health check that runs every few seconds does not repeat what the start has said.
  if (command.reads === 'configuration') printWarnings(terminal, unknownVariables(terminal.env))
  const perform = await command.load()
  try {
    return await perform(terminal, own.flags)
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error
    printProblems(terminal, error.problems)
    return exit.failed
  }
}

/** The first word of commands that have two: `personas`. */
const isGroup = (word: string | undefined): boolean =>
  commands.some(({ name }) => name.startsWith(`${word} `))

/** The version of the package. */
export const readVersion = async (): Promise<string> => {
  const manifest: { version: string } = JSON.parse(await readFile(packageFile('package.json'), 'utf8'))
  return manifest.version
}

/** Adds what the environment says for the command's own options; those of the configuration are read with it. */
const ownFlags = ({ options }: Command, flags: FlagValues, env: Terminal['env']) => {
  const problems: string[] = []
  const fromEnvironment = options.flatMap(({ flag, variable, value }) => {
    const text = env[variable]
    if (!text) return []
    const read = value === undefined ? readBoolean(text) : text
    if (read === undefined) problems.push(`${variable} takes true or false, not "${text}"`)
    return read === undefined ? [] : [[flag, read] as const]
  })
  return { flags: { ...Object.fromEntries(fromEnvironment), ...flags }, problems }
}
