import { parseParams, single } from '../oidc/params.ts'
import type { Exchange } from './exchange.ts'

/** How far a login came, by what was seen of it last. */
export type TraceState = 'under_way' | 'completed' | 'refused' | 'failed' | 'logged_out'

/** A login as the journal saw it: every exchange that belongs to it, from authorize to logout. */
export type LoginTrace = {
  id: string
  hub: string
  client_id?: string
  persona?: string
  label?: string
  state: TraceState
  /** ISO 8601. */
  began: string
  /** Milliseconds from its first request to its last answer. */
  duration: number
  /** Oldest first. */
  exchanges: readonly Exchange[]
}

/** Joins exchanges into logins, in the order in which these began. Exchanges of no login are left out. */
export const loginTraces = (exchanges: readonly Exchange[]): LoginTrace[] => {
  const groups = new Map<string, Exchange[]>()
  for (const exchange of exchanges) {
    if (exchange.login === undefined) continue
    const group = groups.get(exchange.login)
    if (group) group.push(exchange)
    else groups.set(exchange.login, [exchange])
  }
  return [...groups].flatMap(([id, group]) => traceOf(id, group) ?? [])
}

const traceOf = (id: string, exchanges: readonly Exchange[]): LoginTrace | undefined => {
  const [first] = exchanges
  if (!first) return undefined
  const last = (name: 'client_id' | 'persona' | 'label') =>
    exchanges.findLast((exchange) => exchange[name] !== undefined)?.[name]
  const named = { client_id: last('client_id'), persona: last('persona'), label: last('label') }
  const ends = exchanges.map(({ at, duration }) => Date.parse(at) + duration)
  return {
    id,
    hub: first.hub,
    ...(Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)) as Partial<
      Record<keyof typeof named, string>
    >),
    state: exchanges.reduce<TraceState>((state, exchange) => stateAfter(exchange) ?? state, 'under_way'),
    began: first.at,
    duration: Math.max(...ends) - Date.parse(first.at),
    exchanges,
  }
}

const stateAfter = ({ endpoint, refusal, response }: Exchange): TraceState | undefined => {
  const { status, location } = response
  if (refusal && status !== 404) return 'refused'
  if (endpoint === 'token') return status < 400 ? 'completed' : 'failed'
  if (endpoint === 'end_session' && status < 400) return 'logged_out'
  if (['userinfo', 'revocation', 'introspection', 'end_session'].includes(endpoint)) return undefined
  return location !== undefined && errorIn(location) !== undefined ? 'failed' : undefined
}

/** The error that an address brings back to the client. */
export const errorIn = (location: string): string | undefined => {
  const url = URL.parse(location)
  return url ? single(parseParams(url.search || url.hash.slice(1)), 'error') : undefined
}
