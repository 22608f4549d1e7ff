import type { HubContext, HubMiddleware, HubParts } from './hub.ts'

/** Both documents may be read by anyone, scripts of other origins included, and kept ten minutes. */
const publish = (ctx: HubContext, type: string, document: object) => {
  ctx.status = 200
  ctx.set('cache-control', 'public, max-age=600')
  ctx.set('vary', 'Origin')
  ctx.set('access-control-allow-origin', ctx.get('Origin') || '*')
  ctx.set('content-type', type)
  ctx.body = JSON.stringify(document)
}

const isFor = (ctx: HubContext, door: { path: string }) => ctx.method === 'GET' && ctx.state.below === door.path

/**
 * The discovery document. The issuer and what a browser visits keep the public address; what a server calls is
 * named on the host by which the document was asked, so that a container can follow it.
 */
export const discovery = ({ platform, facts }: HubParts): HubMiddleware => {
  const mount = new URL(facts.base).pathname.replace(/\/$/, '')
  return async (ctx, next) => {
    if (!isFor(ctx, platform.endpoints.discovery)) return next()
    const asked = URL.parse(`${ctx.protocol}://${ctx.host}${mount}`)
    const back = asked ? asked.href.replace(/\/$/, '') : facts.base
    publish(
      ctx,
      'application/json; charset=utf-8',
      platform.discovery({ issuer: facts.issuer, front: facts.base, back }),
    )
    return undefined
  }
}

/** The keys that a client verifies signatures with. */
export const jwks = ({ platform, keys }: HubParts): HubMiddleware => {
  const type = platform.jwksType
  return async (ctx, next) => {
    if (!isFor(ctx, platform.endpoints.jwks)) return next()
    publish(ctx, type, keys.publicJwks)
    return undefined
  }
}
