import type { Client } from './client.ts'

/** Every registration's own secret; looked up once for each list, which is another one after each change. */
export const secretsOf = (clients: readonly Client[]): ReadonlySet<string> => {
  const known = secretsByList.get(clients)
  if (known) return known
  const secrets = new Set(clients.flatMap(({ client_secret }) => client_secret ?? []))
  secretsByList.set(clients, secrets)
  return secrets
}

const secretsByList = new WeakMap<readonly Client[], ReadonlySet<string>>()
