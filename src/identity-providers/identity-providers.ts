import type { IdentityProvider } from './identity-provider.ts'

/** The identity providers that hubs offer right now. */
export type IdentityProviders = {
  /** In the order they were given, all or those of one hub. */
  list(hub?: string): readonly IdentityProvider[]
  get(hub: string, id: string): IdentityProvider | undefined
  /** Every provider of that id, whatever its hub: none, one, or several when hubs share an id. */
  find(id: string): readonly IdentityProvider[]
  /** Adds a provider, or takes the place of the one of the same hub and id. */
  put(provider: IdentityProvider): void
  /** Changes fields that were checked before; gives the new provider, `undefined` when there is none. */
  patch(
    hub: string,
    id: string,
    fields: Partial<Omit<IdentityProvider, 'id' | 'hub'>>,
  ): IdentityProvider | undefined
  /** Says whether there was such a provider. */
  remove(hub: string, id: string): boolean
  /** Back to the providers of the beginning. */
  reset(): void
  /** Listens to changes; returns how to stop. */
  onChange(listener: () => void): () => void
}

/** Keeps identity providers in memory; a provider is never changed in place. */
export const createIdentityProviders = (seed: readonly IdentityProvider[]): IdentityProviders => {
  const providers = new Map<string, IdentityProvider>()
  /** Those of each hub, since the last change. */
  let byHub: ReadonlyMap<string, readonly IdentityProvider[]> | undefined
  const key = (hub: string, id: string) => JSON.stringify([hub, id])
  const listeners = new Set<() => void>()
  const tell = () => {
    byHub = undefined
    for (const listener of listeners) listener()
  }
  const set = (provider: IdentityProvider) => void providers.set(key(provider.hub, provider.id), provider)
  const begin = () => {
    providers.clear()
    seed.forEach(set)
  }
  const put = (provider: IdentityProvider) => {
    set(provider)
    tell()
  }
  const get = (hub: string, id: string) => providers.get(key(hub, id))
  const list = (hub?: string) => {
    if (hub === undefined) return [...providers.values()]
    byHub ??= Map.groupBy(providers.values(), (provider) => provider.hub)
    return byHub.get(hub) ?? []
  }
  begin()
  return {
    list,
    get,
    find: (id) => list().filter((provider) => provider.id === id),
    put,
    patch: (hub, id, fields) => {
      const provider = get(hub, id)
      if (provider === undefined) return undefined
      const changed = { ...provider, ...fields }
      put(changed)
      return changed
    },
    remove: (hub, id) => {
      const was = providers.delete(key(hub, id))
      if (was) tell()
      return was
    },
    reset: () => {
      begin()
      tell()
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
