import type { Middleware } from 'koa'
import { sendProblem } from './failures.ts'
import type { World } from './world.ts'

/**
 * `/livez` and `/readyz`: the server only listens once it is ready, so both say the same, but for a store that went
 * away: the server lives and is not ready.
 */
export const health =
  ({ replicas }: Pick<World, 'replicas'>): Middleware =>
  async (ctx, next) => {
    if (ctx.path !== '/livez' && ctx.path !== '/readyz') return next()
    ctx.set('cache-control', 'no-store')
    const why = ctx.path === '/readyz' ? await missing(replicas) : undefined
    if (why === undefined) ctx.body = { status: 'ok', server: 'doublure' }
    else sendProblem(ctx, 503, 'Service Unavailable', why)
    return undefined
  }

/** Why no request can be answered. */
const missing = async (replicas: World['replicas']): Promise<string | undefined> => {
  try {
    await replicas?.catchUp()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
