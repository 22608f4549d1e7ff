import type Provider from 'oidc-provider'
import { parseParams } from '../oidc/params.ts'
import type { Why } from '../pages/why.ts'
import type { LibraryError } from '../platforms/library-error.ts'
import type { Store } from '../store/store.ts'
import type { HubContext, HubParts } from './hub.ts'
import { visitOpener } from './open-visit.ts'
import { sendRefusal } from './refuse.ts'
import { entrance } from './routes.ts'

/**
 * Answers that the hub itself broke, as it does when its own store goes away: servers are told `server_error`, people
 * see the page of an unexpected error. Nothing is read nor written.
 */
export const failTechnically = async (
  ctx: HubContext,
  parts: HubParts,
  provider: Provider,
  why: Why,
): Promise<void> => {
  entrance(parts)(ctx)
  ctx.state.query = parseParams(ctx.querystring)
  ctx.state.body = {}
  ctx.set('cache-control', 'no-store')
  const { platform } = parts
  const { token, userinfo, revocation, introspection, jwks, discovery } = platform.endpoints
  const doors = Object.entries({ token, userinfo, revocation, introspection, jwks, discovery })
  const [route] = doors.find(([, door]) => door?.path === ctx.state.below) ?? []
  if (route !== undefined) {
    const translated = platform.translate(brokenAt(route, ctx))
    ctx.status = translated.status
    ctx.body = platform.errorBody(translated, crypto.randomUUID())
    return
  }
  ctx.state.visit = await visitOpener({ ...parts, store: nothing }, provider)(ctx)
  sendRefusal(ctx, parts, { kind: 'refusal', code: platform.broken, why: [why] })
}

/** What oidc-provider says when its adapter throws. */
const brokenAt = (route: string, ctx: HubContext): LibraryError => ({
  name: 'Error',
  status: 500,
  error: 'server_error',
  error_description: 'oops! something went wrong',
  route,
  method: ctx.method,
  path: ctx.state.below,
  query: ctx.state.query,
})

/** A store in which nothing is found. */
const nothing: Store = {
  get: async () => undefined,
  list: async () => [],
  keys: async () => [],
  remaining: async () => undefined,
  async set() {},
  async append() {},
  async delete() {},
  async clear() {},
  async settle() {},
  async close() {},
}
