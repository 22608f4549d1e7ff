import Koa, { type Middleware } from 'koa'
import compose from 'koa-compose'
import type { HubState } from '../provider/hub.ts'
import { assets } from './assets.ts'
import { failures, isClientsFault } from './failures.ts'
import { health } from './health.ts'
import type { Hubs } from './hubs.ts'
import { ownHeaders } from './own-headers.ts'
import { recorder } from './recorder.ts'
import { schemas } from './schemas.ts'
import type { World } from './world.ts'

/** The one Koa application: what is ours first, then the hub that the request is for. */
export const createApp = (
  world: World,
  hubs: Hubs,
  extras: readonly Middleware<HubState>[],
): Koa<HubState> => {
  const app = new Koa<HubState>()
  for (const hub of hubs.list()) app.keys = hub.parts.cookieKeys
  // What breaks while an answer is on its way; without a listener, Koa writes it to the console.
  app.on('error', (error: unknown) => {
    if (!isClientsFault(error)) world.onFailure?.(error)
  })
  app.use(recorder(world))
  app.use(ownHeaders)
  app.use(failures)
  app.use(ours([health, assets, schemas, ...extras]))
  app.use(dispatch(hubs))
  return app
}

const OURS = /^\/(?:_doublure\/|(?:livez|readyz|_doublure)?$)/

/** Doors of ours, which a request below a hub never has to pass. */
const ours = (doors: readonly Middleware<HubState>[]): Middleware<HubState> => {
  const answer = compose([...doors])
  return (ctx, next) => (OURS.test(ctx.path) ? answer(ctx, next) : next())
}

const OUR_PAGES = /^\/_doublure\/identity-provider\/([^/]+)\//

/** Finds the hub by host name, then by path. */
const dispatch =
  (hubs: Hubs): Middleware<HubState> =>
  (ctx, next) => {
    const named = hubs.byHost(ctx.host, ctx.secure)
    const pages = OUR_PAGES.exec(ctx.path)
    const hub = named ?? (pages ? hubs.byId(pages[1] ?? '') : hubs.byPath(ctx.path))
    return hub ? hub.answer(ctx, next) : next()
  }
