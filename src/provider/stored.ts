import type { HubContext, HubParts } from './hub.ts'

/** Where a model of oidc-provider stands in a hub's store. */
export const modelKey = (hub: string, model: string, id: string): string => `${hub}:${model}:${id}`

/** Where a hub's own session stands in its store. */
export const sessionKey = (hub: string, id: string): string => `${hub}:session:${id}`

/** Where it is written which session of the library goes with a session of the hub. */
export const linkKey = (hub: string, id: string): string => `${hub}:library-session:${id}`

type LibrarySession = { jti: string; accountId?: string }

/** Remembers which session of the library goes with the hub's own, so that both can age together. */
export const linkSessions = (
  ctx: HubContext,
  { store, facts, platform }: HubParts,
): Promise<void> | undefined => {
  const library = 'oidc' in ctx ? (ctx.oidc as { session?: LibrarySession }).session : undefined
  const { id } = ctx.state.visit.session
  return library?.accountId && id !== undefined
    ? store.set(linkKey(facts.id, id), { id: library.jti }, platform.session.lifetime)
    : undefined
}
