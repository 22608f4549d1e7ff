import type { Middleware } from 'koa'
import { homePage } from '../pages/home.ts'
import type { Hubs } from './hubs.ts'
import type { World } from './world.ts'

/** Headers of the pages that are ours alone. */
const headers = {
  'content-security-policy': "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
}

/** `/`: which hubs answer, at which address. */
export const home = ({ clients, people }: World, hubs: Hubs): Middleware => {
  return async (ctx, next) => {
    if (ctx.path !== '/' || ctx.method !== 'GET' || hubs.byHost(ctx.host, ctx.secure)) return next()
    ctx.set(headers)
    ctx.type = 'html'
    ctx.body = homePage({
      lang: ctx.acceptsLanguages('fr', 'en') === 'en' ? 'en' : 'fr',
      hub: { title: 'FranceConnect, ProConnect, AgentConnect', brand: 'Doublure' },
      assetsHref: '/_doublure',
      hubs: hubs.list().map(({ parts: { platform, facts } }) => ({
        id: facts.id,
        title: facts.title,
        discovery: `${facts.base}${platform.endpoints.discovery.path}`,
        asOf: platform.asOf.date,
      })),
      clients: clients.list().map((client) => ({ ...client, hubs: client.hubs ?? [] })),
      people: { citizens: people.list('citizen').length, agents: people.list('agent').length },
    }).toString()
    return undefined
  }
}
