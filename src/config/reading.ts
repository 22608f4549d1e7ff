import { relative } from 'node:path'
import type { LevelsOf } from '../identity-providers/load-identity-providers.ts'
import type { Problem } from '../lib/problem.ts'
import { type Files, readFailure } from './files.ts'
import type { MergedLayers } from './merge-layers.ts'

/** What the files that a configuration names are read with. */
export type Reading = {
  merged: MergedLayers
  files: Files
  cwd: string
  hubIds: readonly string[]
  levelsOf: LevelsOf
}

/** How a file is called in messages: relative to where the person stands, when it is below. */
export const displayName = (path: string, cwd: string): string => {
  const name = relative(cwd, path)
  return name === '' || name.startsWith('..') ? path : name
}

/** What was read from a path, or the problem of the setting that names it. */
export const readNamed = async <Result>(
  { merged, cwd }: Reading,
  setting: readonly [string, ...PropertyKey[]],
  path: string,
  read: (path: string) => Promise<Result>,
): Promise<{ found?: Result; problems: Problem[] }> => {
  try {
    return { found: await read(path), problems: [] }
  } catch (error) {
    const origin = merged.documentOf(setting[0])?.originAt(setting) ?? setting.join('.')
    const message = `${setting.join('.')}: cannot read ${displayName(path, cwd)}: ${readFailure(error)}`
    return { problems: [{ origin, message }] }
  }
}
