import { z } from 'zod'
import type { Exchange } from '../journal/exchange.ts'
import type { Where } from '../journal/journal.ts'
import { component } from './component.ts'
import { type Desk, hubNamed } from './desk.ts'
import { operation } from './operation.ts'
import { noContent, ok, problem } from './reply.ts'

const params = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
const finding = z.looseObject({ rule: z.string(), message: z.string(), code: z.string().optional() })

const exchange = component(
  'Exchange',
  z.strictObject({
    id: z.string(),
    at: z.iso.datetime(),
    hub: z.string(),
    endpoint: z.string().describe('An endpoint of OpenID Connect, or interaction for the hub’s pages.'),
    method: z.string(),
    path: z.string(),
    client_id: z.string().optional(),
    login: z.string().optional().describe('Shared by the exchanges of one login; an armed one gives its id.'),
    persona: z.string().optional(),
    label: z.string().optional(),
    request: z.strictObject({ query: params, body: params, headers: z.record(z.string(), z.string()) }),
    response: z.strictObject({
      status: z.int(),
      location: z.string().optional(),
      content_type: z.string().optional(),
    }),
    refusal: z
      .strictObject({ code: z.string(), id: z.string(), message: z.string().optional() })
      .optional()
      .describe('The hub’s own code of a refusal.'),
    findings: z.array(finding).describe('Rules that the request broke.'),
    fault: z.string().optional(),
    duration: z.number().describe('Milliseconds.'),
  }),
)

const where = z.strictObject({
  hub: z.string().optional(),
  client_id: z.string().optional(),
  login: z.string().optional().describe('Those of one login.'),
  label: z.string().optional(),
  endpoint: z.string().optional(),
  fault: z.string().optional(),
})

/** The filter without its absent members; @throws WishError for a hub that does not exist. */
const filterOf = (asked: z.output<typeof where>, desk: Desk): Where => {
  if (asked.hub !== undefined) hubNamed(desk, asked.hub)
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
}

const listExchanges = operation({
  id: 'listExchanges',
  method: 'GET',
  path: '/exchanges',
  summary: 'What happened between clients and hubs, oldest first',
  query: where.extend({ limit: z.coerce.number().int().min(1).optional().describe('The latest so many.') }),
  replies: { 200: { description: 'The exchanges that match.', body: exchange, list: true } },
  handle({ query: { limit, ...asked } }, desk) {
    const found = desk.journal.filter(filterOf(asked, desk))
    return ok(limit === undefined ? found : found.slice(-limit))
  },
})

const streamExchanges = operation({
  id: 'streamExchanges',
  method: 'GET',
  path: '/exchanges/stream',
  summary: 'Exchanges as they happen: server-sent events named exchange',
  query: where,
  replies: {
    200: { description: 'One event an exchange, from now on.', body: exchange, type: 'text/event-stream' },
  },
  handle({ query }, desk) {
    const wanted = Object.entries(filterOf(query, desk)) as [keyof Where, string][]
    const matches = (one: Exchange) => wanted.every(([name, value]) => one[name] === value)
    return {
      status: 200,
      stream: (send) => desk.journal.subscribe((one) => (matches(one) ? send(one) : undefined)),
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
    const found = journal.filter().find((one) => one.id === id)
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
    desk.journal.clear(filterOf(query, desk))
    return noContent
  },
})

export const exchangeOperations = [listExchanges, streamExchanges, getExchange, deleteExchanges]
