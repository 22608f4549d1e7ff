import { extname, join } from 'node:path'
import { faultProblem } from '../faults/resolve-fault.ts'
import type { KnownToScenarios, LoadedScenarios } from '../scenarios/load-scenarios.ts'
import { listDocument } from './read-lists.ts'
import { displayName, type Reading, readNamed } from './reading.ts'

/** The configured scenarios: a folder of one file a scenario, or the list itself. */
export const readScenarios = async (
  reading: Reading,
  value: string | unknown[] | undefined,
  wrongNames: NonNullable<KnownToScenarios['wrongNames']>,
): Promise<LoadedScenarios> => {
  if (value === undefined) return { scenarios: [], problems: [] }
  const { loadScenarios, parseScenarioList } = await import('../scenarios/load-scenarios.ts')
  const { files, cwd, hubIds } = reading
  const known = { hubs: hubIds, faultProblem, wrongNames }
  if (typeof value !== 'string')
    return parseScenarioList(await listDocument(reading, 'scenarios', value), known)
  const folder = await readNamed(reading, ['scenarios'], value, files.list)
  const names = (folder.found ?? []).filter((name) => ['.yaml', '.yml', '.json'].includes(extname(name)))
  const read = await Promise.all(
    [...names].sort().map(async (name) => {
      const path = join(value, name)
      const { found, problems } = await readNamed(reading, ['scenarios'], path, files.read)
      return { sources: found === undefined ? [] : [{ file: displayName(path, cwd), text: found }], problems }
    }),
  )
  const loaded = loadScenarios(
    read.flatMap(({ sources }) => sources),
    known,
  )
  const unread = [folder, ...read].flatMap(({ problems }) => problems)
  return { scenarios: loaded.scenarios, problems: [...unread, ...loaded.problems] }
}
