import type { Desk } from '../control/desk.ts'
import { exportedAs } from '../control/journal-files.ts'
import { nearMisses } from '../control/near-misses.ts'
import { type Choice, choose } from '../journal/search.ts'
import { parseJson } from '../lib/parse-json.ts'
import { endpoints } from '../oidc/endpoint.ts'
import { formatParams, type Params, single } from '../oidc/params.ts'
import type { DashboardFrame } from '../pages/dashboard/frame.ts'
import { journalPage } from '../pages/dashboard/journal.ts'
import { foldReads } from './fold-reads.ts'
import { eventLines, hubOptions, missLines } from './lines.ts'
import { type Asked, ask, go, page, type Screen, type Shown } from './screen.ts'

const HOME = '/_doublure/journal'
/** How many lines one page shows. */
const LINES = 100
/** How many near misses, and how many problems of a file. */
const MISSES = 5
const PROBLEMS = 20

const names = ['hub', 'client_id', 'label', 'endpoint', 'login', 'fault'] as const

/** The filter that a query asks for, empty fields left out. */
const filterOf = (query: Params): Choice & Record<string, string> => {
  const words = ['search', ...names].flatMap((name) => {
    const value = single(query, name)?.trim()
    return value ? [[name, value]] : []
  })
  const isOutcome = single(query, 'outcome') === 'unsuccessful'
  return { ...Object.fromEntries(words), ...(isOutcome && { outcome: 'unsuccessful' }) }
}

const showJournal = (frame: DashboardFrame, desk: Desk, query: Params, status = 200): Shown => {
  const filter = filterOf(query)
  const lines = eventLines(desk, choose(desk.journal, filter))
  const events = filter.endpoint === undefined ? foldReads(lines) : lines
  const misses = missLines(frame.lang, desk, nearMisses(filter, desk))
  return page(
    journalPage({
      ...frame,
      events: events.slice(0, LINES),
      more: Math.max(0, events.length - LINES),
      nearMisses: misses.slice(0, MISSES),
      hubs: hubOptions(desk),
      endpoints,
      filter,
      query: formatParams(filter),
      imported: importedOf(query),
    }),
    status,
  )
}

/** What an import just said of itself. */
const importedOf = (query: Params): { added: number; known: number } | undefined => {
  const [added, known] = [Number(single(query, 'added')), Number(single(query, 'known'))]
  return Number.isInteger(added) && Number.isInteger(known) ? { added, known } : undefined
}

const list: Screen = {
  method: 'GET',
  path: HOME,
  show: ({ frame, query }, desk) => showJournal(frame, desk, query),
}

const stream: Screen = {
  method: 'GET',
  path: `${HOME}/stream`,
  show({ query }, { journal }) {
    const login = single(query, 'login')
    return {
      kind: 'stream',
      start: (send) =>
        journal.subscribe((exchange) => {
          if (login === undefined || exchange.login === login) send(exchange)
        }),
    }
  },
}

const exported = (format: 'json' | 'har'): Screen => ({
  method: 'GET',
  path: `${HOME}/export.${format}`,
  show({ query }, desk) {
    const body = exportedAs(format, choose(desk.journal, filterOf(query)), desk)
    return { kind: 'file', name: `doublure-journal.${format}`, body }
  },
})

const imported: Screen = {
  method: 'POST',
  path: `${HOME}/import`,
  async show({ frame, form }, desk) {
    const { body, problems } = await readFile(single(form, 'file') ?? '', desk)
    if (!problems) return go(`${HOME}?added=${body.added}&known=${body.known}`)
    const more = problems.length - PROBLEMS
    const shown = [...problems.slice(0, PROBLEMS), ...(more > 0 ? [`+ ${more}`] : [])]
    return showJournal({ ...frame, problems: shown }, desk, {}, 400)
  },
}

const readFile = async (text: string, desk: Desk): Promise<Asked<{ added: number; known: number }>> => {
  try {
    return await ask(desk, 'POST', '/exchanges/import', { body: parseJson(text) })
  } catch (error) {
    if (error instanceof SyntaxError) return { problems: [`JSON: ${error.message}`] }
    throw error
  }
}

const clear: Screen = {
  method: 'POST',
  path: `${HOME}/clear`,
  show({ query }, desk) {
    const gone = new Set(choose(desk.journal, filterOf(query)))
    desk.journal.forget((exchange) => gone.has(exchange))
    return go(`${HOME}?done=cleared`)
  },
}

export const journalScreens: readonly Screen[] = [
  list,
  stream,
  exported('json'),
  exported('har'),
  imported,
  clear,
]
