import type { Middleware } from 'koa'
import type { HubState } from '../provider/hub.ts'

/** Nothing of ours is guessed, framed, run or told elsewhere. */
export const ownHeaderValues = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** What every answer of ours carries unless it says otherwise, refusals too; a hub's answers have the hub's headers. */
export const ownHeaders: Middleware<HubState> = async (ctx, next) => {
  await next()
  if (ctx.state.hub) return
  for (const [name, value] of Object.entries(ownHeaderValues))
    if (!ctx.response.get(name)) ctx.set(name, value)
}
