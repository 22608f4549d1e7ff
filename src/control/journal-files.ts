import { z } from 'zod'
import { exchangesInHar, toHar } from '../journal/har.ts'
import { readSavedJournal, saveJournal } from '../journal/saved-journal.ts'
import { component } from './component.ts'
import type { Desk } from './desk.ts'
import { filterOf, where } from './exchange-filter.ts'
import { operation } from './operation.ts'
import { invalid, ok } from './reply.ts'
import { savedExchanges } from './saved-exchanges.ts'

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
export const originOf = ({ hubs }: Desk): string => URL.parse(hubs[0]?.facts.base ?? '')?.origin ?? ''

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
    const saved = savedExchanges(desk.journal.filter(filterOf(asked, desk)), desk)
    const at = new Date(desk.now()).toISOString()
    return ok(format === 'har' ? toHar(saved, originOf(desk), at) : saveJournal(saved, at))
  },
})

const importExchanges = operation({
  id: 'importExchanges',
  method: 'POST',
  path: '/exchanges/import',
  summary: 'Add exchanges that were exported, as JSON or HAR; those that are known are left out',
  body: { schema: z.unknown(), as: file },
  replies: {
    200: {
      description: 'How many were added.',
      body: component('Imported', z.strictObject({ added: z.int(), known: z.int() })),
    },
  },
  handle({ body }, { journal }) {
    const value = exchangesInHar(body) ?? body
    const { exchanges, problems } = readSavedJournal({
      value,
      problems: [],
      originAt: (path) => ['body', ...path].join('.'),
    })
    if (problems.length > 0) return invalid(problems)
    const added = journal.restore(exchanges)
    return ok({ added, known: exchanges.length - added })
  },
})

export const journalFileOperations = [exportExchanges, importExchanges]
