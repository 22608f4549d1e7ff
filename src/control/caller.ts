import type { Context } from 'koa'
import type { Caller } from './access.ts'

/** Who sends a request, as the connection and its headers tell. */
export const callerOf = (ctx: Context): Caller => ({
  addresses: [...ctx.ips, ctx.req.socket.remoteAddress],
  forwarded:
    ctx.get('forwarded') !== '' || (ctx.ips.length === 0 && told.some((name) => ctx.get(name) !== '')),
  hosts: [...new Set([ctx.get('host'), ctx.host])],
  origin: ctx.get('origin') || undefined,
  site: ctx.get('sec-fetch-site') || undefined,
  authorization: ctx.get('authorization') || undefined,
})

/** What a proxy tells of whom it passes on; who they are is unknown unless we may believe the first. */
const told = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via']
