import { z } from 'zod'
import type { Exchange } from '../journal/exchange.ts'
import { openHar, toHar } from '../journal/har.ts'
import { readSavedJournal } from '../journal/saved-journal.ts'
import type { Problem } from '../lib/problem.ts'
import { hubIds } from '../platforms/index.ts'
import { component } from './component.ts'
import type { Desk } from './desk.ts'
import { chosenExchanges, where } from './exchange-filter.ts'
import { operation } from './operation.ts'
import { FILE_LIMIT } from './read-json.ts'
import { invalid, ok } from './reply.ts'
import { journalFile, savedExchanges } from './saved-exchanges.ts'

const file = component(
  'SavedJournal',
  z.looseObject({
    doublure: z.literal('journal').optional().describe('Absent in a HAR file.'),
    version: z.int().optional(),
    exchanges: z.array(z.looseObject({})).optional(),
    log: z.looseObject({}).optional().describe('The HAR 1.2 log.'),
  }),
)

/** Where a hub is asked, for the addresses of a HAR file. */
const originOf = ({ hubs }: Desk): string => URL.parse(hubs[0]?.facts.base ?? '')?.origin ?? ''

/** Exchanges as a file of one of two forms. */
export const exportedAs = (format: 'json' | 'har', exchanges: readonly Exchange[], desk: Desk) =>
  format === 'json'
    ? journalFile(exchanges, desk)
    : toHar(savedExchanges(exchanges, desk), originOf(desk), new Date(desk.now()).toISOString())

const exportExchanges = operation({
  id: 'exportExchanges',
  method: 'GET',
  path: '/exchanges/export',
  summary: 'The journal as a file, tokens decoded: to keep, to send to someone, to import again',
  query: where.extend({
    format: z.enum(['json', 'har']).default('json').describe('har: HTTP Archive 1.2.'),
  }),
  replies: { 200: { description: 'The exchanges that match.', body: file } },
  handle({ query: { format, ...asked } }, desk) {
    return ok(exportedAs(format, chosenExchanges(asked, desk), desk))
  },
})

const importExchanges = operation({
  id: 'importExchanges',
  method: 'POST',
  path: '/exchanges/import',
  summary:
    'Add exchanges that were exported, as JSON or HAR; those that are known, or come twice, are left out',
  body: { schema: z.unknown(), as: file },
  limit: FILE_LIMIT,
  replies: {
    200: {
      description: 'How many were added.',
      body: component('Imported', z.strictObject({ added: z.int(), known: z.int() })),
    },
  },
  handle({ body }, { journal }) {
    const document = openHar({
      value: body,
      problems: [],
      originAt: (path) => ['body', ...path].join('.'),
    })
    const { exchanges, problems } = readSavedJournal(document, hubIds)
    if (problems.length === 0 && exchanges.length === 0) problems.push(nothing)
    if (problems.length > 0) return invalid(problems)
    const added = journal.restore(exchanges)
    return ok({ added, known: exchanges.length - added })
  },
})

const nothing: Problem = {
  origin: 'body',
  message:
    'there is no exchange in it: expected what GET /exchanges/export answers, once something has happened',
}

export const journalFileOperations = [exportExchanges, importExchanges]
