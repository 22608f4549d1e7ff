import { parseParams, single } from '../oidc/params.ts'
import type { Exchange } from './exchange.ts'
import { leavesFor } from './sequence.ts'

/**
 * How far a login came, by what was seen of it last. `called_back`: the client asked for no token; `tokens_sent`: it has
 * its tokens and asked for no userinfo; `completed`: it read userinfo; `failed`: it was told an error, or on purpose nothing.
 */
export const traceStates = [
  'under_way',
  'called_back',
  'tokens_sent',
  'completed',
  'refused',
  'failed',
  'logged_out',
] as const
export type TraceState = (typeof traceStates)[number]

/** Whether a login was refused, failed, or stopped half-way. */
export const isUnsuccessful = (state: TraceState): boolean =>
  ['called_back', 'tokens_sent', 'refused', 'failed'].includes(state)

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

/**
 * Joins exchanges into logins, in the order in which these began; exchanges of no login are left out. With `chosen`, only
 * logins that hold one of these, each whole all the same: a part of a login does not tell how far it came.
 */
export const loginTraces = (
  exchanges: readonly Exchange[],
  chosen: readonly Exchange[] = exchanges,
): LoginTrace[] => {
  const wanted = new Set(chosen.map(({ login }) => login))
  const groups = new Map<string, Exchange[]>()
  for (const exchange of exchanges) {
    if (exchange.login === undefined || !wanted.has(exchange.login)) continue
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
    state: exchanges.reduce<TraceState>(stateAfter, 'under_way'),
    began: first.at,
    duration: Math.max(...ends) - Date.parse(first.at),
    exchanges,
  }
}

/** What is over stays so, whatever is asked again with the same tokens. */
const isOver = (state: TraceState): boolean => state === 'completed' || state === 'logged_out'

const stateAfter = (state: TraceState, exchange: Exchange): TraceState => {
  const { endpoint, refusal, response, withheld } = exchange
  const { status, location = response.posted } = response
  const isAnswered = status < 400 && !withheld
  if (refusal && status !== 404) return 'refused'
  switch (endpoint) {
    case 'token':
      if (!isAnswered) return 'failed'
      return isOver(state) ? state : 'tokens_sent'
    case 'userinfo':
      if (isOver(state)) return state
      return isAnswered ? 'completed' : 'failed'
    case 'end_session':
      return isAnswered ? 'logged_out' : state
    case 'revocation':
    case 'introspection':
      return state
  }
  if (location === undefined || !leavesFor(location, exchange)) return state
  if (isError(location)) return 'failed'
  return state === 'under_way' ? 'called_back' : state
}

/** Whether an address brings an error back to the client. */
const isError = (location: string): boolean => {
  const url = URL.parse(location)
  return url !== null && single(parseParams(url.search || url.hash.slice(1)), 'error') !== undefined
}
