import type { JourneySession } from '../journey/session.ts'
import type { HubParts } from './hub.ts'

type Stored = JourneySession & {
  clientId?: string
  authorizations?: Readonly<Record<string, unknown>>
}

/**
 * Forgets what a hub keeps for one client: its codes, tokens, grants and interactions, and the sessions in which a
 * browser came for it. A session that other clients share ends too: their tokens live on, the next login is a new one.
 */
export const forgetClient = async (
  { store, facts }: Pick<HubParts, 'store' | 'facts'>,
  client_id: string,
): Promise<void> => {
  for (const key of await store.keys(`${facts.id}:`)) {
    const value = (await store.get(key)) as Stored | undefined
    if (value && concerns(value, client_id)) await store.delete(key)
  }
}

const concerns = (value: Stored, client_id: string): boolean =>
  value.clientId === client_id ||
  value.client_id === client_id ||
  value.params?.client_id === client_id ||
  (value.authorizations !== undefined && client_id in value.authorizations)
