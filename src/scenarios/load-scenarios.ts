import { readdir, readFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { type ParsedDocument, parseDocument, validateDocument } from '../lib/document.ts'
import { packageFile } from '../lib/package-file.ts'
import type { Problem } from '../lib/problem.ts'
import { type Scenario, scenarioSchema } from './scenario.ts'

/** The text of one file that holds one scenario. */
export type ScenarioSource = { file: string; text: string }

/** Scenarios read, and everything wrong in what was read. */
export type LoadedScenarios = { scenarios: Scenario[]; problems: Problem[] }

/** A login as a scenario writes it: no client, no hub. */
export type ScenarioLogin = NonNullable<Scenario['steps'][number]['login']>
type FaultOrder = ScenarioLogin['faults'][number]

/** What names are checked against; who loads knows which hubs and faults there are. */
export type KnownToScenarios = {
  hubs: readonly string[]
  /** What is wrong with a fault; `undefined`: it can be armed. */
  faultProblem(order: FaultOrder): string | undefined
  /** The fields of a login that name what a hub does not know; absent: whoever runs the scenario looks. */
  wrongNames?(login: ScenarioLogin, hub: string): readonly { field: string; message: string }[]
}

const extensions = ['.yaml', '.yml', '.json']

/** Reads one scenario a file, YAML or JSON; the file's name is the id of one that says none. */
export const loadScenarios = (sources: readonly ScenarioSource[], known: KnownToScenarios): LoadedScenarios =>
  gather(
    sources.map(({ file, text }) => {
      const document = parseDocument(file, text)
      const { value } = document
      return isMapping(value)
        ? { ...document, value: { id: basename(file, extname(file)), ...value } }
        : document
    }),
    known,
  )

/** Reads a list of scenarios, each with its id. */
export const parseScenarioList = (document: ParsedDocument, known: KnownToScenarios): LoadedScenarios => {
  const { value, problems } = document
  if (problems.length > 0) return { scenarios: [], problems }
  if (!Array.isArray(value)) {
    const message = `received ${JSON.stringify(value)}, expected a list of scenarios`
    return { scenarios: [], problems: [{ origin: document.originAt([]), message }] }
  }
  const items = value.map((item, index): ParsedDocument => {
    const originAt = (path: readonly PropertyKey[]) => document.originAt([index, ...path])
    return { value: item, problems: [], originAt }
  })
  return gather(items, known)
}

const isMapping = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const gather = (documents: readonly ParsedDocument[], known: KnownToScenarios): LoadedScenarios => {
  const scenarios: Scenario[] = []
  const problems: Problem[] = []
  const origins = new Map<string, string>()
  for (const document of documents) {
    const { value: scenario, problems: found } = validateDocument(document, scenarioSchema)
    problems.push(...found)
    if (!scenario) continue
    const unknown = unknownNames(scenario, document, known)
    problems.push(...unknown)
    const origin = document.originAt(['id'])
    const elder = origins.get(scenario.id)
    if (elder === undefined) origins.set(scenario.id, origin)
    else
      problems.push({ origin, message: `id: the scenario "${scenario.id}" is already described at ${elder}` })
    if (unknown.length === 0 && elder === undefined) scenarios.push(scenario)
  }
  return { scenarios, problems }
}

const unknownNames = (
  { hubs, steps }: Scenario,
  document: ParsedDocument,
  known: KnownToScenarios,
): Problem[] => {
  const hubProblem = (hub: string) =>
    known.hubs.includes(hub) ? undefined : `unknown hub "${hub}", expected one of ${known.hubs.join(', ')}`
  const looked = [
    ...hubs.map((hub, index) => ({ path: ['hubs', index], message: hubProblem(hub) })),
    ...steps.flatMap(({ login }, step) =>
      (login?.faults ?? []).map((fault, index) => ({
        path: ['steps', step, 'login', 'faults', index],
        message: known.faultProblem(fault),
      })),
    ),
    ...steps.flatMap(({ login }, step) =>
      (login ? wrongNamesOf(login, hubs, known) : []).map(({ field, message }) => ({
        path: ['steps', step, 'login', ...field.split('.')],
        message,
      })),
    ),
  ]
  return looked.flatMap(({ path, message }) =>
    message === undefined
      ? []
      : [{ origin: document.originAt(path), message: `${path.join('.')}: ${message}` }],
  )
}

/** Each field once: a name that no hub knows is the same mistake on all of them. */
const wrongNamesOf = (login: ScenarioLogin, hubs: readonly string[], { wrongNames }: KnownToScenarios) => {
  const wrong = hubs.flatMap((hub) => wrongNames?.(login, hub) ?? [])
  return wrong.filter(({ field }, index) => wrong.findIndex((one) => one.field === field) === index)
}

/** The scenarios that Doublure brings along; @throws Error with everything wrong in them, which no request is to blame for. */
export const readBuiltInScenarios = async (known: KnownToScenarios): Promise<Scenario[]> => {
  const folder = packageFile('fixtures/scenarios')
  const names = (await readdir(folder)).filter((name) => extensions.includes(extname(name))).sort()
  const sources = await Promise.all(
    names.map(async (name) => ({
      file: join(folder, name),
      text: await readFile(join(folder, name), 'utf8'),
    })),
  )
  const { scenarios, problems } = loadScenarios(sources, known)
  if (problems.length > 0)
    throw new Error(problems.map(({ origin, message }) => `${origin}: ${message}`).join('\n'))
  return scenarios
}
