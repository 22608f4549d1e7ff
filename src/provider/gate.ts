import { WishError } from '../journey/wish.ts'
import type { Endpoint } from '../oidc/endpoint.ts'
import { formatParams, single } from '../oidc/params.ts'
import type { Platform } from '../platforms/platform.ts'
import { inspect } from '../rules/inspect.ts'
import { askedLabel, checkAskedLabel } from './asked-label.ts'
import { at } from './at.ts'
import { circumstancesOf } from './circumstances.ts'
import type { HubContext, HubMiddleware, HubParts } from './hub.ts'
import { sendRefusal } from './refuse.ts'

/** Which endpoint a path is, for those that rules speak of. */
export const endpointOf = (platform: Platform, path: string): Endpoint | undefined => {
  let known = byPath.get(platform)
  if (!known) {
    known = endpointsByPath(platform)
    byPath.set(platform, known)
  }
  return known.get(path)
}

const byPath = new WeakMap<Platform, ReadonlyMap<string, Endpoint>>()

/** The first endpoint of a path is the one that rules speak of. */
const endpointsByPath = ({ endpoints }: Platform): ReadonlyMap<string, Endpoint> =>
  new Map(
    Object.entries(endpoints)
      .map(([endpoint, { path }]) => [path, endpoint as Endpoint] as const)
      .reverse(),
  )

const paramsOf = ({ method, state }: HubContext) => (method === 'POST' ? state.body : state.query)

/** Holds a message against the platform's rulings before oidc-provider sees it; all findings are kept, the first refusal wins. */
export const gate = (parts: HubParts): HubMiddleware => {
  const { platform } = parts
  return async (ctx, next) => {
    const endpoint = endpointOf(platform, ctx.state.below)
    if (!endpoint) return next()
    const params = paramsOf(ctx)
    const client_id = single(params, 'client_id')
    if (client_id !== undefined) ctx.state.client_id = client_id
    ctx.state.findings = inspect(
      platform.rulings,
      endpoint,
      params,
      await circumstancesOf(ctx, parts, endpoint, params),
    )
    const code = ctx.state.findings.find((finding) => finding.code !== undefined)?.code
    if (code === undefined || parts.strictness(client_id) === 'observe') return next()
    const same = ctx.state.findings.filter((finding) => finding.code === code).map(({ message }) => message)
    sendRefusal(ctx, parts, { kind: 'refusal', code, ...platform.gateMessage(same) })
    return undefined
  }
}

/** Makes of an authorize request what the platform makes of it: a GET, with its own acr, prompt and no library session. */
export const rewrite = (parts: HubParts): HubMiddleware => {
  const { platform, stage } = parts
  return at(platform.endpoints.authorization.path, async (ctx, next) => {
    const params = paramsOf(ctx)
    const client_id = single(params, 'client_id')
    const client = client_id === undefined ? undefined : stage.client(client_id)
    const loggedIn = ctx.state.visit.session.value?.login !== undefined
    checkWishHeaders(ctx)
    const { wish, armed } = await parts.foresee({
      client_id,
      label: askedLabel(ctx),
      header: (name) => ctx.get(name) || undefined,
    })
    if (wish) ctx.state.wish = wish
    if (armed) ctx.state.armed = armed
    ctx.method = 'GET'
    ctx.url = `${ctx.path}?${formatParams(platform.rewrite(params, { client, loggedIn }))}`
    forgetLibrarySession(ctx)
    try {
      await next()
    } finally {
      if (!ctx.state.accepted) giveBackArmed(ctx)
    }
  })
}

/** Our headers; a name nearly right would otherwise be ignored, and a test would wait at a page. */
const wishHeaders = [
  'doublure-persona',
  'doublure-idp',
  'doublure-outcome',
  'doublure-fault',
  'doublure-label',
]

const checkWishHeaders = (ctx: HubContext) => {
  const { headers } = ctx
  for (const name in headers) {
    if (!name.startsWith('doublure-')) continue
    if (!wishHeaders.includes(name)) throw new WishError('header', name, wishHeaders)
    if (headers[name] === '') throw new WishError('value of the header', name, ['a name that is not empty'])
  }
  checkAskedLabel(ctx)
}

/** A request that was refused, or asked for no login (`prompt=none`), leaves the armed login to the next one. */
const giveBackArmed = ({ state }: HubContext) => {
  state.armed?.giveBack()
  delete state.armed
}

/** The hubs never let the library remember a person: their own session decides. */
const forgetLibrarySession = (ctx: HubContext) => {
  if (ctx.headers.cookie === undefined) return
  const cookies = ctx.headers.cookie.split(/;\s*/)
  const kept = cookies.filter((cookie) => !/^_session(\.sig)?=/.test(cookie))
  if (kept.length === cookies.length) return
  ctx.req.headers.cookie = kept.join('; ')
  const { base } = ctx.state.hub
  ctx.cookies.set('_session', null, { path: new URL(base).pathname, overwrite: true })
}
