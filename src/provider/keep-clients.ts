import type Provider from 'oidc-provider'
import type { Client } from '../clients/client.ts'
import type { Stage } from '../journey/visit.ts'
import { forgetKeys, type PublishedKeys } from './hub-time.ts'

type LibraryClient = InstanceType<Provider['Client']>

/**
 * oidc-provider makes a registration of its own form each time that it looks up a client, to know whether it has
 * changed. Ours is never changed in place: as long as it is the same object, so is the library's. Another one has its
 * keys fetched again, even at the same address.
 */
export const keepClients = (provider: Provider, stage: Pick<Stage, 'client'>): void => {
  const made = new WeakMap<Client, LibraryClient>()
  const find = provider.Client.find.bind(provider.Client)
  Object.defineProperty(provider.Client, 'find', {
    async value(client_id: string): Promise<LibraryClient | undefined> {
      const client = stage.client(client_id)
      const known = client && made.get(client)
      if (known) return known
      const found = await find(client_id)
      if (!client || !found) return found
      made.set(client, found)
      forgetKeys((found as { asymmetricKeyStore?: PublishedKeys }).asymmetricKeyStore)
      return found
    },
  })
}
