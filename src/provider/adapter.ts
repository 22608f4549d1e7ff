import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'
import type { Store } from '../store/store.ts'
import { modelKey } from './stored.ts'

/** Models that die together when their grant is revoked. */
const grantable = new Set(['AccessToken', 'AuthorizationCode', 'RefreshToken'])

/** More than one grant gives: each refresh adds two. */
const GRANT_MEMBERS = 1000

type Member = { key: string }

/** A year, for what has no lifetime of its own. */
const FOREVER = 365 * 24 * 3600

export type AdapterOptions = {
  /** Prefix of every key: hubs share a store. */
  namespace: string
  store: Store
  /** Clients are not stored: they are read here, so that a registration can change while the server runs. */
  findClient(client_id: string): AdapterPayload | undefined
  /** Seconds that the longest of a grant's codes and tokens lives: so long are they found by their grant. */
  tokenLifetime: number
  /** The hub's clock, in milliseconds. */
  now(): number
}

/**
 * oidc-provider's models in a `Store`. The library lives by the machine's clock: times are kept by the hub's clock and
 * given back by the machine's, so that a hub whose clock moves sees its codes and tokens age.
 */
export const createAdapter = ({
  namespace,
  store,
  findClient,
  tokenLifetime,
  now,
}: AdapterOptions): AdapterFactory => {
  const keyOf = (model: string, id: string) => modelKey(namespace, model, id)
  const membersKey = (grantId: string) => keyOf('grant-members', grantId)
  /** Seconds by which the hub is ahead of the machine. */
  const ahead = () => Math.round((now() - Date.now()) / 1000)

  const read = async (key: string) => {
    const kept = (await store.get(key)) as AdapterPayload | undefined
    return kept && moved(kept, -ahead())
  }
  const addMember = (grantId: string, key: string) =>
    store.append(membersKey(grantId), { key } satisfies Member, {
      ttl: tokenLifetime,
      limit: GRANT_MEMBERS,
    })

  return (model): Adapter => ({
    async upsert(id, payload, expiresIn = FOREVER) {
      const key = keyOf(model, id)
      await store.set(key, moved(payload, ahead()), expiresIn)
      if (model === 'Session' && payload.uid)
        await store.set(keyOf('session-uid', payload.uid), { id }, expiresIn)
      if (grantable.has(model) && payload.grantId) await addMember(payload.grantId, key)
    },
    find: (id) => (model === 'Client' ? Promise.resolve(findClient(id)) : read(keyOf(model, id))),
    async findByUid(uid) {
      const found = (await store.get(keyOf('session-uid', uid))) as { id: string } | undefined
      return found && read(keyOf(model, found.id))
    },
    async findByUserCode() {
      return undefined
    },
    async consume(id) {
      const key = keyOf(model, id)
      const kept = (await store.get(key)) as AdapterPayload | undefined
      const consumed = Math.floor(now() / 1000)
      if (kept) await store.set(key, { ...kept, consumed }, Math.max(1, (kept.exp ?? consumed) - consumed))
    },
    async destroy(id) {
      await store.delete(keyOf(model, id))
    },
    async revokeByGrantId(grantId) {
      const members = (await store.list(membersKey(grantId))) as readonly Member[]
      for (const { key } of members) await store.delete(key)
      await store.delete(membersKey(grantId))
    },
  })
}

const moved = (payload: AdapterPayload, seconds: number): AdapterPayload =>
  seconds === 0
    ? payload
    : {
        ...payload,
        ...(payload.iat !== undefined && { iat: payload.iat + seconds }),
        ...(payload.iiat !== undefined && { iiat: payload.iiat + seconds }),
        ...(payload.exp !== undefined && { exp: payload.exp + seconds }),
      }
