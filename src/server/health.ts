import type { Middleware } from 'koa'

/** `/livez` and `/readyz`: the server only listens once it is ready, so both say the same. */
export const health: Middleware = async (ctx, next) => {
  if (ctx.path !== '/livez' && ctx.path !== '/readyz') return next()
  ctx.set('cache-control', 'no-store')
  ctx.body = { status: 'ok', server: 'doublure' }
}
