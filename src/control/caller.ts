import type { Context } from 'koa'

/** Who sends a request, as the connection and its headers tell. */
export const callerOf = (ctx: Context) => ({
  address: ctx.ip,
  forwarded: !ctx.app.proxy && (ctx.get('x-forwarded-for') !== '' || ctx.get('forwarded') !== ''),
  host: ctx.get('host'),
  origin: ctx.get('origin') || undefined,
  site: ctx.get('sec-fetch-site') || undefined,
  authorization: ctx.get('authorization') || undefined,
})
