import type { HubMiddleware } from './hub.ts'

/** A layer for one path below the hub, which requests for other doors pass without waiting for it. */
export const at =
  (path: string | undefined, layer: HubMiddleware): HubMiddleware =>
  (ctx, next) =>
    ctx.state.below === path ? layer(ctx, next) : next()
