import { dirname, join, resolve } from 'node:path'
import type { Problem } from '../lib/problem.ts'
import { type Files, readFailure } from './files.ts'
import { type Environment, type Layer, textLayer } from './layer.ts'
import type { FlagValues } from './option.ts'
import { displayName } from './reading.ts'

/** Names looked for in the working directory, the first found being read. */
const fileNames = ['doublure.yaml', 'doublure.yml', 'doublure.json'] as const

/** The configuration text, wherever it is. */
export type FoundFile = { layer?: Layer; problems: Problem[]; warnings: Problem[] }

/**
 * Finds the one configuration text: `--config`, `DOUBLURE_CONFIG_PATH`, `DOUBLURE_CONFIG` (the text itself), or
 * doublure.yaml in the working directory. Naming a file that cannot be read is a problem; having none is not.
 */
export const findFile = async (
  flags: FlagValues,
  env: Environment,
  { files, cwd }: { files: Files; cwd: string },
): Promise<FoundFile> => {
  const read = async (origin: string, path: string): Promise<FoundFile> => {
    try {
      const layer = textLayer(displayName(path, cwd), await files.read(path), dirname(path))
      return { layer, problems: [], warnings: [] }
    } catch (error) {
      const message = `cannot read ${displayName(path, cwd)}: ${readFailure(error)}`
      return { problems: [{ origin, message }], warnings: [] }
    }
  }
  const { DOUBLURE_CONFIG: text, DOUBLURE_CONFIG_PATH: path } = env
  if (typeof flags.config === 'string') return read('--config', resolve(cwd, flags.config))
  if (text && path) {
    const message = 'DOUBLURE_CONFIG_PATH is set too, expected one of the two'
    return { problems: [{ origin: 'DOUBLURE_CONFIG', message }], warnings: [] }
  }
  if (path) return read('DOUBLURE_CONFIG_PATH', resolve(cwd, path))
  if (text) return { layer: textLayer('DOUBLURE_CONFIG', text, cwd), problems: [], warnings: [] }
  const present = await Promise.all(fileNames.map((name) => files.exists(join(cwd, name))))
  const [name, ...ignored] = fileNames.filter((_, index) => present[index])
  if (name === undefined) return { problems: [], warnings: [] }
  const warnings = ignored.map((other) => ({
    origin: other,
    message: `not read, since ${name} stands beside it`,
  }))
  return { ...(await read(name, join(cwd, name))), warnings }
}
