/** control/ owns the JSON API that tests talk to: operations as values, their router and their OpenAPI document. */
import type { Clients } from '../clients/clients.ts'
import type { Archive } from '../conformance/archive.ts'
import type { Faults } from '../faults/faults.ts'
import type { IdentityProviders } from '../identity-providers/identity-providers.ts'
import type { Journal } from '../journal/journal.ts'
import type { Masking } from '../journal/masked-message.ts'
import type { Resets } from '../journal/resets.ts'
import { checkName, WishError } from '../journey/wish.ts'
import type { HubId } from '../lib/hub-id.ts'
import type { Autologins } from '../logins/autologins.ts'
import type { Logins } from '../logins/logins.ts'
import type { LoginThreads } from '../logins/threads.ts'
import type { Organisations } from '../organisations/organisations.ts'
import type { Personas } from '../personas/personas.ts'
import type { HubParts } from '../provider/hub.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { Store } from '../store/store.ts'

/** A mail that a hub would have sent. */
export type Mail = {
  to: string
  subject: string
  /** The one-time code that it carries. */
  code: string
  hub: HubId
  /** ISO 8601. */
  at: string
}

/** Everything that operations may look at and change. */
export type Desk = {
  hubs: readonly HubParts[]
  clients: Clients
  people: Personas
  identityProviders: IdentityProviders
  organisations: Organisations
  journal: Journal
  /** How secrets are hidden in what is read, as the journal hid them. */
  masking(): Masking
  logins: Logins
  autologins: Autologins
  threads: LoginThreads
  resets: Resets
  store: Store
  faults: Faults
  /** By id. */
  scenarios(): Promise<readonly Scenario[]>
  /** What people declared of clients, and the reports that were kept. */
  archive: Archive
  /** Milliseconds since 1970, by the server's clock. */
  now(): number
  /** Does what one request does, in turn with other replicas; absent where there are none. */
  together?: (<Result>(work: () => Promise<Result>) => Promise<Result>) | undefined
  /** Newest last. */
  mails(): Promise<readonly Mail[]>
}

/** Ids of the hubs that are served. */
export const hubIdsOf = ({ hubs }: Pick<Desk, 'hubs'>): readonly string[] => hubs.map(({ facts }) => facts.id)

/** Ids of the clients that are registered, on a hub or on any. */
export const clientIdsOf = ({ clients }: Pick<Desk, 'clients'>, hub?: string): readonly string[] => [
  ...new Set(clients.list(hub).map(({ client_id }) => client_id)),
]

/**
 * Holds the client by which a list is filtered against those that are registered and those that the list names;
 * @throws WishError with these names.
 */
export const checkClientFilter = (
  desk: Pick<Desk, 'clients'>,
  client_id: string | undefined,
  list: readonly { client_id: string }[],
): void => {
  const listed = list.map((one) => one.client_id)
  if (client_id !== undefined) checkName('client', client_id, [...new Set([...clientIdsOf(desk), ...listed])])
}

/** The hub of that name; @throws WishError with the names that exist. */
export const hubNamed = (desk: Pick<Desk, 'hubs'>, id: string): HubParts => {
  const found = desk.hubs.find(({ facts }) => facts.id === id)
  if (found) return found
  throw new WishError('hub', id, hubIdsOf(desk))
}
