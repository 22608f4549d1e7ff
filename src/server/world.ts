import type { Clients } from '../clients/clients.ts'
import type { Config } from '../config/config.ts'
import type { Archive } from '../conformance/archive.ts'
import type { Faults } from '../faults/faults.ts'
import type { IdentityProviders } from '../identity-providers/identity-providers.ts'
import type { Exchange } from '../journal/exchange.ts'
import type { Journal } from '../journal/journal.ts'
import type { Resets } from '../journal/resets.ts'
import type { Autologins } from '../logins/autologins.ts'
import type { Logins } from '../logins/logins.ts'
import type { LoginThreads } from '../logins/threads.ts'
import type { LegalCategories } from '../organisations/legal-category.ts'
import type { Organisations } from '../organisations/organisations.ts'
import type { Personas } from '../personas/personas.ts'
import type { HubParts } from '../provider/hub.ts'
import type { HubKeys } from '../provider/hub-keys.ts'
import type { RedisLedger } from '../store/redis-ledger.ts'
import type { Store } from '../store/store.ts'

/** Everything that hubs share while the server runs. */
export type World = {
  config: Config
  publicUrl: string
  clients: Clients
  people: Personas
  identityProviders: IdentityProviders
  organisations: Organisations
  /** What an organisation's legal category makes of the people who work there. */
  categories: LegalCategories
  store: Store
  journal: Journal
  /** When what happened was last forgotten. */
  resets: Resets
  /** What people declared of clients, and the reports that were kept. */
  archive: Archive
  logins: Logins
  autologins: Autologins
  threads: LoginThreads
  faults: Faults
  /** The keys of each hub, by its id: the same whatever the address it is reached by. */
  keys: ReadonlyMap<string, HubKeys>
  /** The offer to register a client that a refused request names. */
  offerEnrolment: NonNullable<HubParts['offerEnrolment']>
  /** Milliseconds since 1970, by the server's clock. */
  now(): number
  /** The other servers that keep the same store; absent when everything is kept in memory. */
  replicas?: Pick<RedisLedger, 'together' | 'catchUp'> | undefined
  /** Told of each exchange once it is over, with the error of our own that it met, if any. */
  onExchange?: ((exchange: Exchange, failure: unknown) => void) | undefined
  /** Told of an error of our own outside every exchange. */
  onFailure?: ((failure: unknown) => void) | undefined
}
