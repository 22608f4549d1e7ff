import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'
import type { Store } from '../store/store.ts'

/** Models that die together when their grant is revoked. */
const grantable = new Set(['AccessToken', 'AuthorizationCode', 'RefreshToken'])

/** Keeps a little longer than a token lives, so that the members of a grant can be found while any is alive. */
const GRANT_MEMBERS_TTL = 13 * 3600

/** A clock that never ends, for what has no lifetime of its own. */
const FOREVER = 365 * 24 * 3600

/**
 * oidc-provider's models in a `Store`, one namespace a hub. Clients are not stored: they are read through
 * `findClient`, so that a registration can change while the server runs.
 */
export const createAdapter = (
  namespace: string,
  store: Store,
  findClient: (client_id: string) => AdapterPayload | undefined,
): AdapterFactory => {
  const keyOf = (model: string, id: string) => `${namespace}:${model}:${id}`
  const membersKey = (grantId: string) => keyOf('grant-members', grantId)
  const read = async (key: string) => (await store.get(key)) as AdapterPayload | undefined

  return (model): Adapter => ({
    async upsert(id, payload, expiresIn = FOREVER) {
      await store.set(keyOf(model, id), payload, expiresIn)
      if (model === 'Session' && payload.uid)
        await store.set(keyOf('session-uid', payload.uid), { id }, expiresIn)
      if (grantable.has(model) && payload.grantId) {
        const known = (await store.get(membersKey(payload.grantId))) as { keys: string[] } | undefined
        const keys = [...(known?.keys ?? []), keyOf(model, id)]
        await store.set(membersKey(payload.grantId), { keys }, GRANT_MEMBERS_TTL)
      }
    },
    async find(id) {
      return model === 'Client' ? findClient(id) : read(keyOf(model, id))
    },
    async findByUid(uid) {
      const found = (await store.get(keyOf('session-uid', uid))) as { id: string } | undefined
      return found && read(keyOf(model, found.id))
    },
    async findByUserCode() {
      return undefined
    },
    async consume(id) {
      const key = keyOf(model, id)
      const payload = await read(key)
      const consumed = Math.floor(Date.now() / 1000)
      if (payload)
        await store.set(key, { ...payload, consumed }, Math.max(1, (payload.exp ?? consumed) - consumed))
    },
    async destroy(id) {
      await store.delete(keyOf(model, id))
    },
    async revokeByGrantId(grantId) {
      const members = (await store.get(membersKey(grantId))) as { keys: string[] } | undefined
      for (const key of members?.keys ?? []) await store.delete(key)
      await store.delete(membersKey(grantId))
    },
  })
}
