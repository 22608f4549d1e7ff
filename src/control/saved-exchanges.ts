import type { Registration } from '../conformance/traffic.ts'
import type { Exchange } from '../journal/exchange.ts'
import { hideIn } from '../journal/held.ts'
import { maskText } from '../journal/mask.ts'
import type { Masking } from '../journal/masked-message.ts'
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

const registrationsOf = (exchanges: readonly Exchange[], desk: Desk): SavedRegistration[] => {
  const { hubs, clients } = desk
  return hubs.flatMap(({ facts: { id: hub }, platform }) => {
    const ids = new Set(exchanges.flatMap((one) => (one.hub === hub ? (one.client_id ?? []) : [])))
    return [...ids].flatMap((client_id) => {
      const { client, asOf } = examine(platform, clients.get(hub, client_id))
      return client ? [{ hub, as_of: asOf, ...asTold(client, desk.masking()) }] : []
    })
  })
}

/** A registration as the exchanges tell it, so that addresses are still the same. */
const asTold = (client: Registration, { shown, secrets }: Masking): Registration => {
  if (shown) return client
  const { client_id, redirect_uris } = client
  const addresses = redirect_uris?.map((uri) => maskText(uri, shown, secrets))
  return { ...hideIn(client, secrets), client_id, redirect_uris: addresses }
}
