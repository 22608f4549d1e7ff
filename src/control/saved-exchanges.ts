import type { Exchange } from '../journal/exchange.ts'
import { type SavedExchange, saveJournal } from '../journal/saved-journal.ts'
import type { SavedRegistration } from '../journal/saved-registration.ts'
import type { SeenToken } from '../journal/tokens.ts'
import { examine } from '../platforms/examine.ts'
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

/** Exchanges with all that can be read of them, as they go into a file. */
export const savedExchanges = (exchanges: readonly Exchange[], desk: Desk): SavedExchange[] =>
  exchanges.map((exchange) => readingOf(exchange, desk))

/** Exchanges as a file, with the registrations of their clients, so that a report judges them by what the hubs knew. */
export const journalFile = (exchanges: readonly Exchange[], desk: Desk) =>
  saveJournal(
    savedExchanges(exchanges, desk),
    new Date(desk.now()).toISOString(),
    registrationsOf(exchanges, desk),
  )

const registrationsOf = (exchanges: readonly Exchange[], { hubs, clients }: Desk): SavedRegistration[] =>
  hubs.flatMap(({ facts: { id: hub }, platform }) => {
    const ids = new Set(exchanges.flatMap((one) => (one.hub === hub ? (one.client_id ?? []) : [])))
    return [...ids].flatMap((client_id) => {
      const { client, asOf } = examine(platform, clients.get(hub, client_id))
      return client ? [{ hub, as_of: asOf, ...client }] : []
    })
  })
