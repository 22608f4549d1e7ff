import { timingSafeEqual } from 'node:crypto'
import type { Context } from 'koa'
import { type AccessSettings, type Caller, refuseCaller } from '../control/access.ts'
import { callerOf } from '../control/caller.ts'
import { decodePercent } from '../lib/decode-percent.ts'

/** Keeps the token of the control API in a browser that gave it once. */
export const TOKEN_COOKIE = 'doublure_control'

/** Why a browser may not see the dashboard, `undefined` when it may: the rule of the control API. */
export const refuseVisit = (ctx: Context, settings: AccessSettings): string | undefined => {
  const refused = refuseCaller(visitorOf(ctx), settings)
  return refused && String((refused.body as { detail?: unknown }).detail)
}

/**
 * The caller as the control API sees it, but for what browsers do to people: a link from another site may open a page
 * (nothing can frame or read it), and a form of a page that hides its address says `null` for its origin.
 */
const visitorOf = (ctx: Context): Caller => {
  const caller = callerOf(ctx)
  const token = decodePercent(ctx.cookies.get(TOKEN_COOKIE, { signed: false }) ?? '')
  const opens = ctx.method === 'GET' && ctx.get('sec-fetch-mode') === 'navigate'
  return {
    ...caller,
    site: opens ? undefined : caller.site,
    origin: caller.origin === 'null' && caller.site === 'same-origin' ? undefined : caller.origin,
    authorization: token ? `Bearer ${token}` : caller.authorization,
  }
}

/** Whether a form came from one of our pages: it carries their token, and the browser says no other site sent it. */
export const isOurForm = (ctx: Context, given: string | undefined, formToken: string): boolean => {
  const site = ctx.get('sec-fetch-site')
  if (site !== '' && site !== 'same-origin') return false
  const [one, other] = [Buffer.from(given ?? ''), Buffer.from(formToken)]
  return one.length === other.length && timingSafeEqual(one, other)
}
