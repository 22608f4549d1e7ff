import type { Desk } from '../control/desk.ts'
import { originOf } from '../control/journal-files.ts'
import { nearMisses } from '../control/near-misses.ts'
import { savedExchanges } from '../control/saved-exchanges.ts'
import type { Exchange } from '../journal/exchange.ts'
import { toHar } from '../journal/har.ts'
import { saveJournal } from '../journal/saved-journal.ts'
import { search } from '../journal/search.ts'
import { formatParams, type Params, single } from '../oidc/params.ts'
import { journalPage } from '../pages/dashboard/journal.ts'
import { eventLines, hubOptions } from './lines.ts'
import { ask, go, page, type Screen } from './screen.ts'

const HOME = '/_doublure/journal'
/** How many lines one page shows. */
const LINES = 100

const names = ['hub', 'client_id', 'label', 'endpoint', 'login', 'fault'] as const
const endpoints = [
  'authorization',
  'interaction',
  'token',
  'userinfo',
  'introspection',
  'revocation',
  'end_session',
  'discovery',
  'jwks',
]

/** The filter that a query asks for, empty fields left out. */
const filterOf = (query: Params): Record<string, string> =>
  Object.fromEntries(
    ['search', ...names].flatMap((name) => {
      const value = single(query, name)?.trim()
      return value ? [[name, value]] : []
    }),
  )

const chosen = ({ journal }: Desk, { search: text = '', ...where }: Record<string, string>): Exchange[] =>
  search(journal.filter(where), text)

const list: Screen = {
  method: 'GET',
  path: HOME,
  show({ frame, query }, desk) {
    const filter = filterOf(query)
    const exchanges = chosen(desk, filter)
    const events = eventLines(desk, exchanges)
    return page(
      journalPage({
        ...frame,
        events: events.slice(0, LINES),
        more: Math.max(0, events.length - LINES),
        nearMisses: nearMisses(exchanges, desk).slice(0, 5),
        hubs: hubOptions(desk),
        endpoints,
        filter,
        query: formatParams(filter),
      }),
    )
  },
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
    const saved = savedExchanges(chosen(desk, filterOf(query)), desk)
    const at = new Date(desk.now()).toISOString()
    const body = format === 'har' ? toHar(saved, originOf(desk), at) : saveJournal(saved, at)
    return { kind: 'file', name: `doublure-journal.${format}`, body }
  },
})

const imported: Screen = {
  method: 'POST',
  path: `${HOME}/import`,
  async show({ frame, form }, desk) {
    const { problems } = await ask(desk, 'POST', '/exchanges/import', {
      body: parsed(single(form, 'file') ?? ''),
    })
    if (!problems) return go(`${HOME}?done=imported`)
    const shown = { ...frame, problems: problems.slice(0, 20) }
    return list.show({ frame: shown, params: {}, query: {}, form: {} }, desk)
  },
}

/** What is not JSON is handed on as text, for the check to say so. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text.slice(0, 40)
  }
}

const clear: Screen = {
  method: 'POST',
  path: `${HOME}/clear`,
  show({ query }, desk) {
    const gone = new Set(chosen(desk, filterOf(query)).map(({ id }) => id))
    desk.journal.forget((exchange) => gone.has(exchange.id))
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
