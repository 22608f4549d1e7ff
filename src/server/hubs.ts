import type { Why } from '../pages/why.ts'
import type { Hub } from '../provider/create-hub.ts'
import { publishedDocuments } from '../provider/documents.ts'
import type { HubContext, HubMiddleware, HubParts } from '../provider/hub.ts'
import { createHubParts } from './hub-parts.ts'
import type { World } from './world.ts'

/** A hub at one of its addresses. */
export type RunningHub = {
  parts: HubParts
  answer: HubMiddleware
  /** Answers that the hub itself broke. */
  fail(ctx: HubContext, why: Why): Promise<void>
  /** Loads what the first login needs, ahead of it. */
  warm(): Promise<void>
}

/** Which hub a request is for. */
export type Hubs = {
  /** By the first segment of the path, at the public address. */
  byPath(path: string): RunningHub | undefined
  /** By a name of the real hub, or one given in the configuration. */
  byHost(host: string, secure: boolean): RunningHub | undefined
  byId(id: string): RunningHub | undefined
  /** The one that a request is for: by its host, then by its path. */
  of(request: { host: string; secure: boolean; path: string }): RunningHub | undefined
  list(): readonly RunningHub[]
}

/** Hubs at addresses of their own that are kept, the last used: whoever asks names the port in a Host, and may name any. */
const KEPT = 32

/** Starts every configured hub at the public address; at its own names when a request comes by them. */
export const createHubs = (world: World): Hubs => {
  const { config, publicUrl } = world
  const atPublicUrl = new Map(
    config.hubs.map((hub) => [hub.id, run(createHubParts(hub, world, `${publicUrl}/${hub.id}`))]),
  )
  const atHost = new Map<string, RunningHub>()
  // Names that were given come last: they may be those of another hub, as AgentConnect's became ProConnect's.
  const owner = new Map([
    ...config.hubs.flatMap((hub) =>
      (atPublicUrl.get(hub.id)?.parts.platform.hosts ?? []).map((name) => [name, hub] as const),
    ),
    ...config.hubs.flatMap((hub) => (hub.host ? [[hub.host, hub] as const] : [])),
  ])
  /** The Host that came last and is no hub's own: nearly always that of the public address. */
  let nobodys: { given: string; secure: boolean } | undefined
  const hubs: Hubs = {
    byPath: (path) => atPublicUrl.get(firstOf(path)),
    byHost(given, secure) {
      if (nobodys?.given === given && nobodys.secure === secure) return undefined
      const { base, name, port } = addressOf(given, secure)
      const hub = owner.get(`${name}:${port}`) ?? owner.get(name)
      if (!hub) {
        nobodys = { given, secure }
        return undefined
      }
      const running = atHost.get(base) ?? run(createHubParts(hub, world, base))
      // The last in the order of the map is the one used last.
      atHost.delete(base)
      atHost.set(base, running)
      const [unused] = atHost.keys()
      if (unused !== undefined && atHost.size > KEPT) atHost.delete(unused)
      return running
    },
    byId: (id) => atPublicUrl.get(id),
    of({ host, secure, path }) {
      const pages = path.startsWith('/_') && OUR_PAGES.exec(path)
      return hubs.byHost(host, secure) ?? (pages ? hubs.byId(pages[1] ?? '') : hubs.byPath(path))
    },
    list: () => [...atPublicUrl.values()],
  }
  return hubs
}

/** The first segment of a path. */
const firstOf = (path: string): string => {
  const end = path.indexOf('/', 1)
  return end < 0 ? path.slice(1) : path.slice(1, end)
}

/**
 * What a Host names, one spelling for each address: letters in lower case, no port where it is the usual one (RFC 3986,
 * section 6.2.3), no dot at the end, which says of a name only that it is whole (RFC 9110 leaves names to RFC 3986).
 */
const addressOf = (host: string, secure: boolean): { base: string; name: string; port: string } => {
  const [, name = '', given = ''] = HOST.exec(host.toLowerCase()) ?? []
  const usual = secure ? '443' : '80'
  const port = given.replace(/^0+(?=\d)/, '') || usual
  return { base: `${secure ? 'https' : 'http'}://${name}${port === usual ? '' : `:${port}`}`, name, port }
}

const HOST = /^(.*?)\.?(?::(\d*))?$/

const OUR_PAGES = /^\/_doublure\/identity-provider\/([^/]+)\//

/**
 * The published documents are answered at once; oidc-provider is loaded by the first request that needs it, and built
 * again when the hub's keys have changed. What it keeps is in the store, so nobody notices.
 */
const run = (parts: HubParts): RunningHub => {
  let built: { version: number; hub: Promise<Hub>; stands?: Hub } | undefined
  const load = () => {
    const { version } = parts.keys
    if (built?.version === version) return built.stands ?? built.hub
    const hub = import('../provider/create-hub.ts').then(({ createHub }) => {
      building.stands = createHub(parts)
      return building.stands
    })
    const building: NonNullable<typeof built> = { version, hub }
    built = building
    return hub
  }
  const documents = publishedDocuments(parts)
  return {
    parts,
    answer: (ctx, next) =>
      documents(ctx, () => {
        const hub = load()
        return hub instanceof Promise ? hub.then(({ answer }) => answer(ctx, next)) : hub.answer(ctx, next)
      }),
    fail: async (ctx, why) => (await load()).fail(ctx, why),
    warm: async () => void (await load()),
  }
}
