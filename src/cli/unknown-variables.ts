import { suggestion } from '../clients/nearest.ts'
import type { Problem } from '../lib/problem.ts'
import { commands, optionsOf } from './commands.ts'
import type { Terminal } from './terminal.ts'

/** `DOUBLURE_*` variables that nothing reads: told, and not fatal, since another version may read them. */
export const unknownVariables = (env: Terminal['env']): Problem[] => {
  const known = new Set(
    commands
      .flatMap(optionsOf)
      .flatMap(({ variable, inlineVariable }) => (inlineVariable ? [variable, inlineVariable] : [variable])),
  )
  return Object.keys(env)
    .filter((name) => name.startsWith('DOUBLURE_') && !known.has(name))
    .sort()
    .map((name) => ({ origin: name, message: `nothing reads this variable${suggestion(name, known)}` }))
}
