import Koa, { type Middleware } from 'koa'
import compose from 'koa-compose'
import type { HubState } from '../provider/hub.ts'
import { assets } from './assets.ts'
import { breakdowns, failures, isClientsFault } from './failures.ts'
import { health } from './health.ts'
import type { Hubs } from './hubs.ts'
import { inTurn } from './in-turn.ts'
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
  app.use(breakdowns)
  if (world.replicas) app.use(inTurn(world.replicas, hubs))
  app.use(recorder(world))
  app.use(failures)
  app.use(ours([health(world), assets, schemas, ...extras]))
  app.use(dispatch(hubs))
  return app
}

const OURS = /^\/(?:_doublure\/|(?:livez|readyz|_doublure)?$)/

/** Doors of ours, which a request below a hub never has to pass. */
const ours = (doors: readonly Middleware<HubState>[]): Middleware<HubState> => {
  const answer = compose([...doors])
  return (ctx, next) => (OURS.test(ctx.path) ? answer(ctx, next) : next())
}

/** Hands the request to the hub that it is for. */
const dispatch =
  (hubs: Hubs): Middleware<HubState> =>
  (ctx, next) => {
    const hub = hubs.of(ctx)
    return hub ? hub.answer(ctx, next) : next()
  }
