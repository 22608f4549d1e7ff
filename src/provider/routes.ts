import type Provider from 'oidc-provider'
import type { Step } from '../journey/visit.ts'
import { pathMatcher } from '../lib/match-path.ts'
import { parseJson } from '../lib/parse-json.ts'
import { type Params, parseParams } from '../oidc/params.ts'
import type { Why } from '../pages/why.ts'
import type { EndpointDoor, Platform } from '../platforms/platform.ts'
import { verbatim } from '../rules/sentences.ts'
import type { HubContext, HubMiddleware, HubParts } from './hub.ts'
import { cookiePath, visitOpener } from './open-visit.ts'
import { peekBody } from './peek-body.ts'
import { sendRefusal } from './refuse.ts'
import { linkSessions } from './stored.ts'

/** Doors that oidc-provider adds to the ones a platform names. */
const addedDoors = ({ endpoints: { authorization, end_session } }: Platform): EndpointDoor[] => [
  { path: `${authorization.path}/:uid`, methods: ['GET'] },
  { path: `${end_session.path}/confirm`, methods: ['POST'] },
  { path: `${end_session.path}/success`, methods: ['GET'] },
]

/** Finds what answers a request to a path, by method. */
const byMethod = <Of extends { path: string }>(
  doors: readonly Of[],
  methodsOf: (door: Of) => readonly string[],
) =>
  new Map(
    ['GET', 'POST'].map((method) => [
      method,
      pathMatcher(doors.filter((door) => methodsOf(door).includes(method)).map((door) => [door.path, door])),
    ]),
  )

/** Notes for which hub a request is, and for what below it; every answer has the hub's headers. */
export const entrance = ({ facts, platform }: HubParts): ((ctx: HubContext) => void) => {
  const mount = cookiePath(facts.base)
  const headers = Object.entries(platform.headers(facts))
  return (ctx) => {
    const { state, path } = ctx
    state.hub = facts
    for (const [name, value] of headers) ctx.res.setHeader(name, value)
    state.below = mount === '/' || path.startsWith('/_doublure/') ? path : path.slice(mount.length) || '/'
    state.findings = []
    state.thrown = []
    // Cookies follow the scheme that browsers use, whatever a proxy made of it on the way.
    ctx.cookies.secure = facts.base.startsWith('https:')
  }
}

/** Finds out where below the hub the request goes, reads its form and opens the visit. */
export const arrive = (parts: HubParts, provider: Provider): HubMiddleware => {
  const { journey, endpoints } = parts.platform
  const steps = byMethod<Step>(journey.steps, ({ method }) => [method])
  const enterHub = entrance(parts)
  const openVisit = visitOpener(parts, provider)
  const { token, userinfo, revocation, introspection } = endpoints
  // Servers call these: a browser's session that is sent along is not theirs to prolong.
  const backChannel = new Set([token, userinfo, revocation, introspection].map((door) => door?.path))
  return async (ctx, next) => {
    enterHub(ctx)
    const form = ctx.method === 'POST' && isForm(ctx) ? await peekBody(ctx.req) : ''
    ctx.state.query = parseParams(ctx.querystring)
    ctx.state.body = parseParams(form ?? '')
    if (ctx.method === 'POST' && form === '' && backChannel.has(ctx.state.below) && ctx.is('json'))
      ctx.state.json = membersOf((await peekBody(ctx.req)) ?? '')
    const found = steps.get(ctx.method)?.(ctx.state.below)
    if (found) ctx.state.step = found.of
    const visit = await openVisit(ctx, found?.route)
    ctx.state.visit = visit
    await next()
    if (!found?.of.backChannel && !backChannel.has(ctx.state.below)) await visit.session.commit()
    await linkSessions(ctx, parts)
  }
}

/** As clients name it, or in other words. */
const isForm = (ctx: HubContext): boolean =>
  ctx.headers['content-type'] === 'application/x-www-form-urlencoded' || ctx.is('urlencoded') === 'urlencoded'

/** Texts of a JSON object; nothing of what is none. */
const membersOf = (text: string): Params => {
  try {
    const members = Object.entries(Object(parseJson(text)))
    return Object.fromEntries(members.filter(([, value]) => typeof value === 'string')) as Params
  } catch {
    return {}
  }
}

/** Anything that the hub does not serve, and every other method, gets the hub's own 404. */
export const unknownRoutes = (parts: HubParts): HubMiddleware => {
  const { platform } = parts
  const doors = byMethod<EndpointDoor>(
    [...Object.values(platform.endpoints), ...addedDoors(platform)],
    ({ methods }) => methods,
  )
  return (ctx, next) => {
    if (ctx.state.step || doors.get(ctx.method)?.(ctx.state.below)) return next()
    ctx.state.isNowhere = true
    const { code, message } = platform.notFound
    sendRefusal(ctx, parts, {
      kind: 'refusal',
      code,
      message: message({ method: ctx.method, path: ctx.path }),
      why: [
        nowhere(
          ctx,
          ['GET', 'POST'].find((method) => doors.get(method)?.(ctx.state.below)),
        ),
      ],
    })
    return undefined
  }
}

/** Why nothing is there, and by which other method something is. */
const nowhere = ({ method, path }: HubContext, other: string | undefined): Why => ({
  received: verbatim(`${method} ${path}`),
  ...(other === undefined
    ? {
        expected: {
          fr: 'une adresse que le document de découverte de ce hub nomme',
          en: 'an address that the discovery document of this hub names',
        },
        remedy: {
          fr: 'Lisez chaque adresse dans .well-known/openid-configuration, et comparez casse et barre oblique finale.',
          en: 'Read each address in .well-known/openid-configuration, and compare case and final slash.',
        },
      }
    : {
        expected: verbatim(`${other} ${path}`),
        remedy: {
          fr: `Envoyez la même demande avec la méthode ${other}.`,
          en: `Send the same request with the method ${other}.`,
        },
      }),
})
