import { validateDocument } from '../lib/document.ts'
import { ProblemsError } from '../lib/problem.ts'
import { type Client, clientSchema } from './client.ts'
import { shareHub } from './load-clients.ts'
import { suggestKeys } from './nearest.ts'
import { clientRegistration } from './registration.ts'

/** Told after each change: the client_id that changed, or nothing when all may have. */
export type ClientsListener = (client_id: string | undefined) => void

/** Fields to change; `null` puts a field back to its default, save where null is a value of the field. */
export type ClientChanges = { readonly [field: string]: unknown }

/** The living registry: what the hubs know now, which the control API may change and put back. */
export type Clients = {
  /** Registrations of a hub, or of all; the inactive ones too, which a hub answers as unknown. */
  list(hub?: string): readonly Client[]
  /** The registration of a client on a hub, inactive ones included. */
  get(hub: string, client_id: string): Client | undefined
  /** Adds a registration; those of the same client_id on the same hubs give way. */
  put(client: Client): void
  /** Changes the registrations of a client, or the one of a hub; returns them, none when the client is unknown.
   * @throws ProblemsError when a registration would no longer be valid; nothing is changed then. */
  patch(client_id: string, changes: ClientChanges, hub?: string): readonly Client[]
  /** Forgets the registrations of a client, or the one of a hub; false when there was none. */
  remove(client_id: string, hub?: string): boolean
  /** Goes back to the seed, for one client or for all. */
  reset(client_id?: string): void
  /** Listens to changes; returns how to stop. */
  onChange(listener: ClientsListener): () => void
}

/** Starts a registry from the configured registrations, in memory. */
export const createClients = (seed: readonly Client[]): Clients => {
  let known: readonly Client[] = seed
  let byId = Map.groupBy(known, idOf)
  const listeners = new Set<ClientsListener>()
  const become = (next: readonly Client[], client_id?: string) => {
    known = next
    byId = Map.groupBy(known, idOf)
    for (const listener of listeners) listener(client_id)
  }
  const isNamed = (client_id: string, hub?: string) => (client: Client) =>
    client.client_id === client_id && (hub === undefined || isOn(client, hub))

  return {
    list: (hub) => (hub === undefined ? known : known.filter((client) => isOn(client, hub))),
    get: (hub, client_id) => byId.get(client_id)?.find((client) => isOn(client, hub)),
    put(client) {
      const others = known.filter(
        (other) => other.client_id !== client.client_id || !shareHub(other.hubs, client.hubs),
      )
      become([...others, client], client.client_id)
    },
    patch(client_id, changes, hub) {
      const isTarget = isNamed(client_id, hub)
      const next = known.map((client) => (isTarget(client) ? changed(client, changes) : client))
      const patched = next.filter((client, index) => client !== known[index])
      if (patched.length > 0) become(next, client_id)
      return patched
    },
    remove(client_id, hub) {
      const isTarget = isNamed(client_id, hub)
      const next = known.filter((client) => !isTarget(client))
      const removed = next.length < known.length
      if (removed) become(next, client_id)
      return removed
    },
    reset(client_id) {
      if (client_id === undefined) return become(seed)
      const isTarget = isNamed(client_id)
      become([...known.filter((client) => !isTarget(client)), ...seed.filter(isTarget)], client_id)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const idOf = ({ client_id }: Client): string => client_id

/** Whether a client is registered on a hub. */
const isOn = (client: Client, hub: string): boolean => client.hubs?.includes(hub) ?? true

const changed = (client: Client, changes: ClientChanges): Client => {
  const kept = Object.entries({ ...client, ...changes }).filter(
    ([field, value]) => value !== null || field === 'userinfo_signed_response_alg',
  )
  const document = {
    value: Object.fromEntries(kept),
    problems: [],
    originAt: (path: readonly PropertyKey[]) => path.join('.') || client.client_id,
  }
  const { value, problems } = validateDocument(document, clientSchema)
  if (value) return value
  throw new ProblemsError(suggestKeys(problems, Object.keys(clientRegistration.shape)))
}
