import { z } from 'zod'
import { exchangeSchema } from '../journal/exchange-schema.ts'
import { matcher } from '../journal/search.ts'
import { matches } from '../journal/where.ts'
import { component } from './component.ts'
import { chosenExchanges, filterOf, where } from './exchange-filter.ts'
import { operation } from './operation.ts'
import { noContent, ok, problem } from './reply.ts'

const exchange = component('Exchange', exchangeSchema)

const listExchanges = operation({
  id: 'listExchanges',
  method: 'GET',
  path: '/exchanges',
  summary: 'What happened between clients and hubs, oldest first',
  query: where.extend({ limit: z.coerce.number().int().min(1).optional().describe('The latest so many.') }),
  replies: { 200: { description: 'The exchanges that match.', body: exchange, list: true } },
  handle({ query: { limit, ...asked } }, desk) {
    const found = chosenExchanges(asked, desk)
    return ok(limit === undefined ? found : found.slice(-limit))
  },
})

const streamExchanges = operation({
  id: 'streamExchanges',
  method: 'GET',
  path: '/exchanges/stream',
  summary: 'Exchanges as they happen: server-sent events named exchange',
  query: where.omit({ outcome: true }),
  replies: {
    200: { description: 'One event an exchange, from now on.', body: exchange, type: 'text/event-stream' },
  },
  handle({ query }, desk) {
    const { search = '', ...wanted } = filterOf(query, desk)
    const isFound = matcher(search)
    return {
      status: 200,
      stream: (send) =>
        desk.journal.subscribe((one) => (matches(one, wanted) && isFound(one) ? send(one) : undefined)),
    }
  },
})

const getExchange = operation({
  id: 'getExchange',
  method: 'GET',
  path: '/exchanges/:id',
  summary: 'One exchange',
  params: z.strictObject({ id: z.string().describe('Id of the exchange.') }),
  replies: { 200: { description: 'The exchange.', body: exchange } },
  handle({ params: { id } }, { journal }) {
    const found = journal.get(id)
    if (found) return ok(found)
    const title = `Unknown exchange "${id}"`
    return problem(
      404,
      title,
      'It never happened, or the journal has forgotten it: GET /exchanges lists those it knows.',
    )
  },
})

const deleteExchanges = operation({
  id: 'forgetExchanges',
  method: 'DELETE',
  path: '/exchanges',
  summary: 'Forget exchanges: all, or those that match',
  query: where,
  replies: { 204: { description: 'They are forgotten.' } },
  handle({ query }, desk) {
    const gone = new Set(chosenExchanges(query, desk))
    desk.journal.forget((exchange) => gone.has(exchange))
    return noContent
  },
})

export const exchangeOperations = [listExchanges, streamExchanges, getExchange, deleteExchanges]
