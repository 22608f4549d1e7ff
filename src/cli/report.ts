import { resolve } from 'node:path'
import type { Config } from '../config/config.ts'
import { readFailure } from '../config/files.ts'
import type { LoadedConfig } from '../config/load-config.ts'
import type { FlagValues } from '../config/option.ts'
import { compareReports } from '../conformance/compare.ts'
import { reportFormats } from '../conformance/formats.ts'
import { renderReport } from '../conformance/render-report.ts'
import { makeReport } from '../conformance/report.ts'
import { type Report, reportSchema } from '../conformance/report-schema.ts'
import type { Exchange } from '../journal/exchange.ts'
import { openHar } from '../journal/har.ts'
import { readSavedJournal } from '../journal/saved-journal.ts'
import { type ParsedDocument, parseDocument, validateDocument } from '../lib/document.ts'
import type { HubId } from '../lib/hub-id.ts'
import { type Problem, ProblemsError } from '../lib/problem.ts'
import { hubIds } from '../platforms/index.ts'
import { configure } from './configure.ts'
import { judgedBy } from './judged-by.ts'
import { printProblems, printWarnings } from './print-problems.ts'
import { exit, type Run, type Terminal } from './terminal.ts'

/** Judges a client from a saved journal, for a pipeline: prints or writes the report, and says it by its exit code. */
export const report: Run = async (terminal, flags) => {
  const loaded = await configure(terminal, flags)
  const { config, problems, warnings } = loaded
  printWarnings(terminal, warnings)
  if (config === undefined) {
    printProblems(terminal, problems)
    return exit.failed
  }
  try {
    return await judge(terminal, flags, config, loaded)
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error
    for (const { origin, message } of error.problems) terminal.err(`${origin}: ${message}\n`)
    return error.problems.some(({ origin }) => origin.startsWith('--')) ? exit.misused : exit.failed
  }
}

const judge = async (
  terminal: Terminal,
  flags: FlagValues,
  config: Config,
  loaded: LoadedConfig,
): Promise<number> => {
  const format = choice(flags, 'format', reportFormats, 'markdown')
  const lang = choice(flags, 'lang', ['fr', 'en'] as const, 'fr')
  const { exchanges, registrations } = await readJournal(terminal, text(flags, 'journal'))
  const client_id = chosenClient(exchanges, text(flags, 'client'))
  const previous = await readPrevious(terminal, text(flags, 'previous'))
  const judged = hubsOf(exchanges, client_id, text(flags, 'hub')).map((hub) =>
    judgedBy(hub, client_id, registrations, config, loaded),
  )
  for (const { by } of judged) terminal.err(`${by}\n`)
  const made = makeReport({
    client_id,
    hubs: judged.map(({ examined }) => examined),
    exchanges,
    declarations:
      previous?.hubs.flatMap(({ results }) => results.flatMap((one) => one.declaration ?? [])) ?? [],
    since: since(flags),
    at: terminal.now(),
  })
  const allowed = flags['allow-incomplete'] === true
  const rendered = renderReport(made, { format, lang, incompleteFails: !allowed })
  const out = text(flags, 'out')
  if (out === undefined) terminal.out(rendered)
  else await terminal.files.write(resolve(terminal.cwd, out), rendered)
  if (previous) printChanges(terminal, previous, made)
  const { passed, failed, not_observed, review } = made.counts
  terminal.err(
    `${client_id}: ${made.outcome}; ${passed} passed, ${failed} failed, ${not_observed} not observed, ${review} to review\n`,
  )
  if (made.outcome === 'failed') return exit.failed
  return made.outcome === 'passed' || allowed ? exit.fine : exit.incomplete
}

const text = (flags: FlagValues, name: string): string | undefined =>
  typeof flags[name] === 'string' ? flags[name] : undefined

const misuse = (flag: string, message: string) => new ProblemsError([{ origin: `--${flag}`, message }])

const choice = <Choice extends string>(
  flags: FlagValues,
  name: string,
  choices: readonly Choice[],
  usual: Choice,
): Choice => {
  const given = text(flags, name) ?? usual
  const found = choices.find((one) => one === given)
  if (found) return found
  throw misuse(name, `"${given}" came, expected ${choices.join(', ')}`)
}

const since = (flags: FlagValues): string | undefined => {
  const given = text(flags, 'since')
  if (given === undefined) return undefined
  const time = Date.parse(given)
  if (Number.isNaN(time)) throw misuse('since', `"${given}" came, expected a date: 2026-03-02T10:00:00Z`)
  return new Date(time).toISOString()
}

const read = async ({ files, cwd }: Terminal, path: string): Promise<ParsedDocument> => {
  try {
    return parseDocument(path, await files.read(resolve(cwd, path)))
  } catch (error) {
    throw new ProblemsError([{ origin: path, message: `cannot be read: ${readFailure(error)}` }])
  }
}

const readJournal = async (terminal: Terminal, path: string | undefined) => {
  if (path === undefined) throw misuse('journal', 'it is missing, expected a saved journal: --journal FILE')
  const { exchanges, registrations, problems } = readSavedJournal(openHar(await read(terminal, path)), hubIds)
  if (problems.length > 0) throw new ProblemsError(firstOf(problems))
  return { exchanges: exchanges.map(({ exchange }) => exchange), registrations }
}

/** A file of another kind breaks every rule at every line: the first ones tell enough. */
const firstOf = (problems: readonly Problem[]): readonly Problem[] =>
  problems.length <= 20
    ? problems
    : [...problems.slice(0, 20), { origin: 'and', message: `${problems.length - 20} more` }]

const readPrevious = async (terminal: Terminal, path: string | undefined): Promise<Report | undefined> => {
  if (path === undefined) return undefined
  const { value, problems } = validateDocument(await read(terminal, path), reportSchema)
  if (problems.length > 0) throw new ProblemsError(firstOf(problems))
  return value
}

const chosenClient = (exchanges: readonly Exchange[], wanted: string | undefined): string => {
  const known = [...new Set(exchanges.flatMap(({ client_id }) => client_id ?? []))]
  const list = known.length > 0 ? known.join(', ') : 'none'
  const [only, another] = known
  if (wanted === undefined) {
    if (only !== undefined && another === undefined) return only
    throw misuse('client', `it is missing; clients of the journal: ${list}`)
  }
  if (known.includes(wanted)) return wanted
  throw misuse('client', `"${wanted}" is not in the journal; known: ${list}`)
}

const hubsOf = (exchanges: readonly Exchange[], client_id: string, wanted: string | undefined): HubId[] => {
  const used = [...new Set(exchanges.filter((one) => one.client_id === client_id).map(({ hub }) => hub))]
  if (wanted === undefined) return used
  const found = used.filter((hub) => hub === wanted)
  if (found.length > 0) return found
  throw misuse('hub', `${client_id} did not use "${wanted}"; it used ${used.join(', ')}`)
}

const printChanges = ({ err }: Terminal, previous: Report, made: Report): void => {
  for (const { hub, criterion, before = 'absent', after = 'absent' } of compareReports(previous, made))
    err(`${hub} ${criterion}: ${before} -> ${after}\n`)
}
