import type { Exchange } from '../journal/exchange.ts'
import type { SavedExchange } from '../journal/saved-journal.ts'
import type { SeenToken } from '../journal/tokens.ts'
import type { Desk } from './desk.ts'

/** The tokens of an exchange, verified with every key that its hub ever had and with the secret of its client. */
export const tokensIn = (exchange: Exchange, { journal, hubs, clients }: Desk): readonly SeenToken[] => {
  const hub = hubs.find(({ facts }) => facts.id === exchange.hub)
  const client = exchange.client_id === undefined ? undefined : clients.get(exchange.hub, exchange.client_id)
  return journal.tokens(exchange, {
    keys: hub?.keys.list().map(({ jwk }) => jwk) ?? [],
    secret: client?.client_secret,
  })
}

/** An exchange with all that can be read of it. */
export const readingOf = (exchange: Exchange, desk: Desk): SavedExchange => ({
  exchange,
  tokens: tokensIn(exchange, desk),
  answer: desk.journal.answer(exchange),
})
