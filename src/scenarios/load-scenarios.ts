import { readdir, readFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseDocument, validateDocument } from '../lib/document.ts'
import { type Problem, ProblemsError } from '../lib/problem.ts'
import { type Scenario, scenarioSchema } from './scenario.ts'

/** The text of one file that holds one scenario. */
export type ScenarioSource = { file: string; text: string }

/** Scenarios read, and everything wrong in what was read. */
export type LoadedScenarios = { scenarios: Scenario[]; problems: Problem[] }

/** What names must be checked against; who loads knows which hubs and faults there are. */
export type KnownToScenarios = { hubs: readonly string[]; faults: readonly string[] }

const extensions = ['.yaml', '.yml', '.json']

/** Reads one scenario a file, YAML or JSON; the file's name is the id of one that says none. */
export const loadScenarios = (
  sources: readonly ScenarioSource[],
  known: KnownToScenarios,
): LoadedScenarios => {
  const read = sources.map((source) => readOne(source, known))
  const first = new Map<string, string>()
  const twice = read.flatMap(({ scenario, file }) => {
    const elder = scenario && first.get(scenario.id)
    if (scenario && elder === undefined) first.set(scenario.id, file)
    return elder === undefined
      ? []
      : [{ origin: file, message: `id: the scenario "${scenario?.id}" is already described in ${elder}` }]
  })
  return {
    scenarios: read.flatMap(({ scenario }) => scenario ?? []),
    problems: [...read.flatMap(({ problems }) => problems), ...twice],
  }
}

const isMapping = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const readOne = (
  { file, text }: ScenarioSource,
  { hubs, faults }: KnownToScenarios,
): { file: string; scenario?: Scenario; problems: Problem[] } => {
  const document = parseDocument(file, text)
  const value = isMapping(document.value)
    ? { id: basename(file, extname(file)), ...document.value }
    : document.value
  const { value: scenario, problems } = validateDocument({ ...document, value }, scenarioSchema)
  if (!scenario) return { file, problems }
  const unknownNames = [
    ...scenario.hubs.map((name, index) => ({ what: 'hub', name, known: hubs, path: ['hubs', index] })),
    ...scenario.steps.flatMap(({ login }, step) =>
      (login?.faults ?? []).map((fault, index) => ({
        what: 'fault',
        name: typeof fault === 'string' ? fault : fault.fault,
        known: faults,
        path: ['steps', step, 'login', 'faults', index],
      })),
    ),
  ].filter(({ name, known }) => !known.includes(name))
  const found = unknownNames.map(({ what, name, known, path }) => ({
    origin: document.originAt(path),
    message: `${path.join('.')}: unknown ${what} "${name}", expected one of ${known.join(', ')}`,
  }))
  return found.length > 0 ? { file, problems: found } : { file, scenario, problems: [] }
}

/** The scenarios of a folder; @throws ProblemsError with everything wrong in them. */
export const readScenarios = async (folder: string, known: KnownToScenarios): Promise<Scenario[]> => {
  const names = (await readdir(folder)).filter((name) => extensions.includes(extname(name))).sort()
  const sources = await Promise.all(
    names.map(async (name) => ({
      file: join(folder, name),
      text: await readFile(join(folder, name), 'utf8'),
    })),
  )
  const { scenarios, problems } = loadScenarios(sources, known)
  if (problems.length > 0) throw new ProblemsError(problems)
  return scenarios
}

/** The scenarios that Doublure brings along. */
export const readBuiltInScenarios = (known: KnownToScenarios): Promise<Scenario[]> =>
  readScenarios(fileURLToPath(new URL('../../fixtures/scenarios', import.meta.url)), known)
