import type Provider from 'oidc-provider'
import type { Step } from '../journey/visit.ts'
import { matchPath } from '../lib/match-path.ts'
import { parseParams } from '../oidc/params.ts'
import type { EndpointDoor, Platform } from '../platforms/platform.ts'
import type { HubMiddleware, HubParts } from './hub.ts'
import { cookiePath, openVisit } from './open-visit.ts'
import { peekBody } from './peek-body.ts'
import { sendRefusal } from './refuse.ts'
import { linkSessions } from './stored.ts'

/** Doors that oidc-provider adds to the ones a platform names. */
const libraryDoors = ({ endpoints: { authorization, end_session } }: Platform): EndpointDoor[] => [
  { path: `${authorization.path}/:uid`, methods: ['GET'] },
  { path: `${end_session.path}/confirm`, methods: ['POST'] },
  { path: `${end_session.path}/success`, methods: ['GET'] },
]

/** The step that answers a request, with the variable parts of its path. */
const findStep = (steps: readonly Step[], method: string, path: string) => {
  for (const step of steps) {
    const route = step.method === method ? matchPath(step.path, path) : undefined
    if (route) return { step, route }
  }
  return undefined
}

/** Finds out where below the hub the request goes, reads its form and opens the visit. */
export const arrive = (parts: HubParts, provider: Provider): HubMiddleware => {
  const mount = cookiePath(parts.facts.base)
  const { journey, endpoints } = parts.platform
  const { steps } = journey
  const { token, userinfo, revocation, introspection } = endpoints
  // Servers call these: a browser's session that is sent along is not theirs to prolong.
  const backChannel = new Set([token, userinfo, revocation, introspection].map((door) => door?.path))
  return async (ctx, next) => {
    ctx.state.hub = parts.facts
    ctx.set(parts.platform.headers(parts.facts))
    ctx.state.below =
      mount === '/' || ctx.path.startsWith('/_doublure/') ? ctx.path : ctx.path.slice(mount.length) || '/'
    ctx.state.findings = []
    ctx.state.libraryErrors = []
    // Cookies follow the scheme that browsers use, whatever a proxy made of it on the way.
    ctx.cookies.secure = parts.facts.base.startsWith('https:')
    const form = ctx.method === 'POST' && ctx.is('urlencoded') ? await peekBody(ctx.req) : ''
    ctx.state.body = parseParams(form ?? '')
    const found = findStep(steps, ctx.method, ctx.state.below)
    if (found) ctx.state.step = found.step
    const visit = await openVisit(ctx, parts, provider, found?.route)
    ctx.state.visit = visit
    await next()
    if (!found?.step.backChannel && !backChannel.has(ctx.state.below)) await visit.session.commit()
    await linkSessions(ctx, parts)
  }
}

/** Anything that the hub does not serve, and every other method, gets the hub's own 404. */
export const unknownRoutes = (parts: HubParts): HubMiddleware => {
  const { platform } = parts
  const doors = [...Object.values(platform.endpoints), ...libraryDoors(platform)]
  const known = (method: string, path: string) =>
    doors.some((door) => door.methods.some((one) => one === method) && matchPath(door.path, path))
  return async (ctx, next) => {
    if (ctx.state.step || known(ctx.method, ctx.state.below)) return next()
    const { code, message } = platform.notFound
    sendRefusal(ctx, parts, {
      kind: 'refusal',
      code,
      message: message({ method: ctx.method, path: ctx.path }),
    })
    return undefined
  }
}
