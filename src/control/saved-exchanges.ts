import type { Exchange } from '../journal/exchange.ts'
import { type SavedExchange, saveJournal } from '../journal/saved-journal.ts'
import type { SavedRegistration } from '../journal/saved-registration.ts'
import { examine } from '../platforms/examine.ts'
import type { Desk } from './desk.ts'
import { readingOf } from './reading-of.ts'

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
