import { breakAnswer } from './break-answers.ts'
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

/**
 * Answers discovery and keys without oidc-provider. The issuer and what a browser visits keep the public address;
 * what a server calls is named on the host by which the document was asked, so that a container can follow it.
 */
export const publishedDocuments = (parts: HubParts): HubMiddleware => {
  const { platform, facts, keys } = parts
  const own = new URL(facts.base)
  const mount = own.pathname.replace(/\/$/, '')
  const headers = platform.headers(facts)
  const published = new Set([platform.endpoints.discovery.path, platform.endpoints.jwks.path])
  const methods = platform.headIsUnknown ? ['GET'] : ['GET', 'HEAD']
  return (ctx, next) => {
    const below = ctx.path.slice(mount.length)
    if (!published.has(below) || !methods.includes(ctx.method)) return next()
    Object.assign(ctx.state, { hub: facts, below })
    ctx.set(headers)
    if (below === platform.endpoints.discovery.path) {
      // HTTP/1.0 needs no Host, and a hub at a name of its own was asked by that name, however it was spelt. Who asked by
      // the public address followed its scheme too, which a proxy that ends TLS need not tell.
      const isOwn = mount === '' || URL.parse(`${own.protocol}//${ctx.host}`)?.host === own.host
      const asked = isOwn || !ctx.host ? undefined : URL.parse(`${ctx.protocol}://${ctx.host}${mount}`)
      const back = asked?.href ?? facts.base
      publish(
        ctx,
        'application/json; charset=utf-8',
        platform.discovery({ issuer: facts.issuer, front: facts.base, back }),
      )
      return breakAnswer(ctx, parts, 'discovery')
    }
    publish(ctx, platform.jwksType, keys.publicJwks)
    return breakAnswer(ctx, parts, 'jwks')
  }
}
