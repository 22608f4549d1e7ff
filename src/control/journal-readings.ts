import { z } from 'zod'
import { tokenSchema } from '../journal/exchange-schema.ts'
import { loginTraces, traceStates } from '../journal/login-traces.ts'
import { label } from '../lib/label.ts'
import { component } from './component.ts'
import { chosenExchanges, filterOf, where } from './exchange-filter.ts'
import { nearMisses } from './near-misses.ts'
import { operation } from './operation.ts'
import { tokensIn } from './reading-of.ts'
import { ok, problem } from './reply.ts'

const trace = component(
  'LoginTrace',
  z.strictObject({
    id: z.string(),
    hub: z.string(),
    client_id: z.string().optional(),
    persona: z.string().optional(),
    label: z.string().optional(),
    state: z
      .enum(traceStates)
      .describe(
        'called_back: no token was asked for; tokens_sent: no userinfo was; completed: userinfo was read; failed: the client was told an error, or on purpose nothing.',
      ),
    began: z.iso.datetime(),
    duration: z.number().describe('Milliseconds from the first request to the last answer.'),
    exchanges: z.array(z.string()).describe('Ids, oldest first.'),
  }),
)

const listTraces = operation({
  id: 'listTraces',
  method: 'GET',
  path: '/exchanges/logins',
  summary:
    'The exchanges joined into logins, armed or not: each whole, from authorize to logout, when one of them matches',
  query: where,
  replies: { 200: { description: 'Oldest first.', body: trace, list: true } },
  handle: ({ query }, desk) =>
    ok(
      loginTraces(desk.journal.filter(), chosenExchanges(query, desk)).map(({ exchanges, ...login }) => ({
        ...login,
        exchanges: exchanges.map(({ id }) => id),
      })),
    ),
})

const nearMiss = component(
  'NearMiss',
  z.strictObject({
    kind: z.enum(['client_id', 'redirect_uri', 'post_logout_redirect_uri', 'login']),
    received: z.string(),
    nearest: z.string().optional().describe('What was probably meant.'),
    difference: z.string(),
    exchange: z.string().optional(),
    login: z.string().optional(),
  }),
)

const listNearMisses = operation({
  id: 'listNearMisses',
  method: 'GET',
  path: '/exchanges/near-misses',
  summary: 'Names, addresses and armed logins that almost matched, and by what they differ',
  query: where,
  replies: {
    200: { description: 'Armed logins, then exchanges, the newest first.', body: nearMiss, list: true },
  },
  handle: ({ query }, desk) =>
    ok(nearMisses(filterOf(query, desk), desk).map((miss) => ({ ...miss, difference: miss.difference.en }))),
})

const listTokens = operation({
  id: 'listTokens',
  method: 'GET',
  path: '/exchanges/:id/tokens',
  summary: 'The tokens of one exchange: decoded, decrypted where the double holds what is inside, verified',
  params: z.strictObject({ id: z.string().describe('Id of the exchange.') }),
  replies: { 200: { description: 'The tokens.', body: component('SeenToken', tokenSchema), list: true } },
  handle({ params: { id } }, desk) {
    const found = desk.journal.get(id)
    if (found) return ok(tokensIn(found, desk))
    return problem(404, `Unknown exchange "${id}"`, 'GET /exchanges lists those that the journal knows.')
  },
})

const labelExchanges = operation({
  id: 'labelExchanges',
  method: 'PATCH',
  path: '/exchanges',
  summary: 'Give a label to exchanges: those that match',
  query: where,
  body: {
    schema: z.strictObject({ label: label.nullable() }),
    as: component('Label', z.strictObject({ label: label.nullable().describe('null: no label any more.') })),
  },
  replies: {
    200: {
      description: 'How many have it now.',
      body: component('Labelled', z.strictObject({ labelled: z.int() })),
    },
  },
  handle({ query, body: { label } }, desk) {
    const chosen = new Set(chosenExchanges(query, desk))
    return ok({ labelled: desk.journal.label((exchange) => chosen.has(exchange), label ?? undefined) })
  },
})

export const journalReadingOperations = [listTraces, listNearMisses, listTokens, labelExchanges]
