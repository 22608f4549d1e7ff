import type { Exchange } from './exchange.ts'
import { namesOf } from './where.ts'

/** Who takes part in a login. */
export type Actor = 'browser' | 'client' | 'hub' | 'identity_provider'

/** One arrow of a login's drawing. */
export type SequenceStep = {
  from: Actor
  to: Actor
  /** What is sent: a door and its method, or where an answer leads. */
  text: string
  /** Absent on a request, and on a step of the browser that the double only foresees. */
  status?: number
  /** The answer never left. */
  lost?: true
  /** Milliseconds since the login began. */
  after: number
  /** Milliseconds that the answer took. */
  took?: number
  /** The exchange that it belongs to. */
  exchange: string
  /** The faults that it carries: on the last step of their exchange. */
  faults?: readonly string[]
}

/** Endpoints that the client's own server calls. */
const backChannel: ReadonlySet<string> = new Set([
  'token',
  'userinfo',
  'jwks',
  'discovery',
  'revocation',
  'introspection',
])

/** Draws exchanges: each is a request and its answer, and a redirect to the client is one more step of the browser. */
export const sequenceOf = (exchanges: readonly Exchange[]): SequenceStep[] => {
  const began = Date.parse(exchanges[0]?.at ?? '')
  return exchanges.flatMap((exchange) => {
    const { id, endpoint, method, path, response, at, duration, fault, unanswered } = exchange
    const after = Date.parse(at) - began
    const from: Actor = backChannel.has(endpoint) ? 'client' : 'browser'
    const to: Actor = isAtProvider(exchange) ? 'identity_provider' : 'hub'
    const text = `${method} ${endpoint === 'interaction' ? shortPath(path) : endpoint}`
    const answered = (address: string) =>
      isOurs(address, exchange) ? shortPath(address) : withoutQuery(address)
    const { status, location, posted } = response
    const away = location ?? posted
    const request: SequenceStep = { from, to, text, after, exchange: id }
    const answer: SequenceStep = {
      from: to,
      to: from,
      text: location === undefined ? '' : answered(location),
      ...(unanswered ? { lost: true } : { status }),
      after: after + duration,
      took: duration,
      exchange: id,
    }
    const spoilt = fault !== undefined && { faults: namesOf(fault) }
    if (from === 'client' || away === undefined || !leavesFor(away, exchange))
      return [request, { ...answer, ...spoilt }]
    const callback: SequenceStep = {
      from: 'browser',
      to: 'client',
      text: `${location === undefined ? 'POST' : 'GET'} ${withoutQuery(away)}`,
      after: after + duration,
      exchange: id,
      ...spoilt,
    }
    return [request, answer, callback]
  })
}

/** Whether an exchange is one with a page of an identity provider, where a person gives credentials. */
export const isAtProvider = ({ path }: Pick<Exchange, 'path'>): boolean =>
  path.startsWith('/_doublure/identity-provider/')

/** An address of the double itself, relative or not: its hubs and its identity providers. */
const isOurs = (address: string, { request }: Exchange): boolean => {
  const url = URL.parse(address)
  if (!url || isHost(url, request.headers.host)) return true
  return url.pathname.startsWith('/_doublure/') || /\/api\/v2\//.test(url.pathname)
}

/** Whether a `Host`, however it is spelt, names the host of an address: case, usual port and final dot say nothing. */
const isHost = ({ protocol, hostname, port }: URL, host: string | undefined): boolean => {
  const asked = URL.parse(`${protocol}//${host}`)
  const bare = (name: string) => name.replace(/\.$/, '')
  return asked !== null && bare(asked.hostname) === bare(hostname) && asked.port === port
}

/** Whether an answer sends the browser away from the double: to the client, since identity providers are ours. */
export const leavesFor = (location: string, exchange: Exchange): boolean => !isOurs(location, exchange)

const withoutQuery = (address: string): string => address.replace(/[?#].*$/, '')

/** The last two parts of a path tell enough; a long id in it tells nothing. */
const shortPath = (address: string): string =>
  `/${withoutQuery(address)
    .split('/')
    .slice(-2)
    .map((part) => (part.length > 20 && /\d|_/.test(part) ? '…' : part))
    .join('/')}`
