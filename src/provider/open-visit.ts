import type Provider from 'oidc-provider'
import type { Interaction, Visit } from '../journey/visit.ts'
import type { HubContext, HubParts } from './hub.ts'
import type { HubKeys } from './hub-keys.ts'
import { signCompact } from './jws.ts'
import { type CommittedSlot, openSessionSlot } from './session-slot.ts'

/** The visit of a browser, with the session that must be committed when the step is over. */
export type OpenVisit = Visit & { session: CommittedSlot }

/** English only for a browser that asks for it before French. */
const languageOf = (ctx: HubContext): 'fr' | 'en' =>
  ctx.headers['accept-language'] !== undefined && ctx.acceptsLanguages('fr', 'en') === 'en' ? 'en' : 'fr'

/** Path under which a hub's cookies live, so that hubs of one address do not share them. */
export const cookiePath = (base: string): string => new URL(base).pathname

/** Gathers what a step may see of a request. */
export const visitOpener = (parts: HubParts, provider: Provider) => {
  const { facts, stage } = parts
  const settings = sessionSettings(parts)
  const sign: Visit['sign'] = (alg, claims) => signed(parts.keys, alg, claims)
  return async (ctx: HubContext, route: Readonly<Record<string, string>> = {}): Promise<OpenVisit> => {
    const session = await openSessionSlot(ctx.cookies, settings)
    const { below, query, body } = ctx.state
    return {
      hub: facts,
      stage,
      session,
      method: ctx.method,
      path: below,
      route,
      query,
      body,
      lang: languageOf(ctx),
      header: (name) => ctx.get(name) || undefined,
      sign,
      interaction: () => findInteraction(ctx, provider),
    }
  }
}

/** A host that a hub has for itself, where it is a name that browsers take in a cookie: one of several parts. */
const ownHost = ({ base }: HubParts['facts']): { domain?: string } => {
  const { hostname, pathname } = new URL(base)
  return pathname === '/' && /^[^.]+\..*[a-z-]$/.test(hostname) ? { domain: hostname } : {}
}

/** What the session slots of a hub have in common. */
const sessionSettings = ({ platform, facts, store, stage, cookieKeys }: HubParts) => ({
  store,
  namespace: facts.id,
  cookie: {
    name: platform.session.cookie,
    key: cookieKeys[0] ?? '',
    attributes: {
      path: cookiePath(facts.base),
      ...(platform.session.namesHost && ownHost(facts)),
      secure: facts.base.startsWith('https:'),
    },
  },
  lifetime: platform.session.lifetime,
  persistent: platform.session.persistent,
  sliding: platform.session.sliding,
  now: stage.now,
  random: stage.random,
})

const signed = (keys: HubKeys, alg: string, claims: object): string | undefined => {
  const signing = keys.signing(alg)
  return signing && signCompact({ alg, kid: signing.kid }, claims, signing.key)
}

const findInteraction = async (ctx: HubContext, provider: Provider): Promise<Interaction | undefined> => {
  try {
    return interactionOf(await provider.interactionDetails(ctx.req, ctx.res))
  } catch (error) {
    if (error instanceof Error && error.name === 'SessionNotFound') return undefined
    throw error
  }
}

/** The library's interaction reduced to what steps may know. */
export const interactionOf = (details: {
  uid: string
  params: Record<string, unknown>
  prompt: { name: string; reasons: string[] }
  returnTo: string
}): Interaction => {
  const params: Record<string, string | undefined> = {}
  // The library names every parameter that there is; sessions keep these.
  for (const name of Object.keys(details.params)) {
    const value = details.params[name]
    if (value !== undefined) params[name] = String(value)
  }
  return {
    uid: details.uid,
    client_id: String(details.params.client_id),
    params,
    prompt: { name: details.prompt.name, reasons: details.prompt.reasons },
    returnTo: details.returnTo,
  }
}
