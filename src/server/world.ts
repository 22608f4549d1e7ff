import type { Clients } from '../clients/clients.ts'
import type { Config } from '../config/config.ts'
import type { IdentityProviders } from '../identity-providers/identity-providers.ts'
import type { Journal } from '../journal/journal.ts'
import type { Organisations } from '../organisations/organisations.ts'
import type { Personas } from '../personas/personas.ts'
import type { Store } from '../store/store.ts'

/** Everything that hubs share while the server runs. */
export type World = {
  config: Config
  publicUrl: string
  clients: Clients
  people: Personas
  identityProviders: IdentityProviders
  organisations: Organisations
  store: Store
  journal: Journal
  /** Milliseconds since 1970, by the server's clock. */
  now(): number
}
