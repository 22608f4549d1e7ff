import { nearest } from '../clients/nearest.ts'
import type { Exchange } from '../journal/exchange.ts'
import { single } from '../oidc/params.ts'
import type { Desk } from './desk.ts'

/** What almost matched: the name or the login that was meant, and by what it differs. */
export type NearMiss = {
  kind: 'client_id' | 'redirect_uri' | 'post_logout_redirect_uri' | 'login'
  /** What came. */
  received: string
  /** What it almost is; absent when nothing known is near. */
  nearest?: string
  /** By what they differ, as a sentence. */
  difference: string
  /** The exchange that it is about. */
  exchange?: string
  /** The armed login that it is about. */
  login?: string
}

type Known = Pick<Desk, 'clients' | 'logins'>

/** What almost matched in one exchange; nothing when everything did. */
export const nearMissesOf = (exchange: Exchange, { clients }: Pick<Known, 'clients'>): NearMiss[] => {
  const { id, hub, endpoint, client_id, request } = exchange
  const params = { ...request.query, ...request.body }
  const about = (miss: Omit<NearMiss, 'exchange'> | undefined) => (miss ? [{ ...miss, exchange: id }] : [])
  const client = client_id === undefined ? undefined : clients.get(hub, client_id)
  if (endpoint === 'authorization' || endpoint === 'token') {
    if (client_id !== undefined && !client?.active) return about(clientMiss(client_id, hub, clients))
    return about(addressMiss('redirect_uri', single(params, 'redirect_uri'), client?.redirect_uris))
  }
  if (endpoint !== 'end_session') return []
  const name = 'post_logout_redirect_uri'
  return about(addressMiss(name, single(params, name), client?.post_logout_redirect_uris))
}

/** What almost matched, all exchanges and armed logins together; the newest exchange first. */
export const nearMisses = (exchanges: readonly Exchange[], known: Known): NearMiss[] => [
  ...known.logins.list().flatMap(({ id, client_id, hub, label, state, why_not }) =>
    state === 'armed' && why_not !== undefined
      ? [
          {
            kind: 'login' as const,
            received: `${client_id}, ${hub}${label === undefined ? '' : `, ${label}`}`,
            nearest: id,
            difference: why_not,
            login: id,
          },
        ]
      : [],
  ),
  ...exchanges.toReversed().flatMap((exchange) => nearMissesOf(exchange, known)),
]

const clientMiss = (received: string, hub: string, clients: Desk['clients']): NearMiss => {
  const kind = 'client_id'
  const own = clients.list().filter((client) => client.client_id === received)
  const here = own.find((client) => client.hubs?.includes(hub) ?? true)
  if (here) return { kind, received, nearest: received, difference: 'it is registered, but not active' }
  if (own.length > 0) {
    const elsewhere = own.flatMap(({ hubs = [] }) => hubs).join(', ')
    return {
      kind,
      received,
      nearest: received,
      difference: `it is registered on ${elsewhere}, not on ${hub}`,
    }
  }
  const ids = new Set(clients.list(hub).map(({ client_id }) => client_id))
  const trimmed = received.trim()
  if (ids.has(trimmed)) return { kind, received, nearest: trimmed, difference: 'a space stands around it' }
  const near = nearest(received, ids)
  if (near === undefined) return { kind, received, difference: `${hub} knows no client of a name like it` }
  return { kind, received, nearest: near, difference: wordsDiffer(received, near) }
}

const addressMiss = (
  kind: 'redirect_uri' | 'post_logout_redirect_uri',
  received: string | undefined,
  registered: readonly string[] = [],
): NearMiss | undefined => {
  if (received === undefined || registered.length === 0 || registered.includes(received)) return undefined
  const [best] = registered
    .map((uri) => ({ uri, differences: addressesDiffer(received, uri) }))
    .sort((one, other) => one.differences.length - other.differences.length)
  return best && { kind, received, nearest: best.uri, difference: best.differences.join('; ') }
}

const parts = [
  ['protocol', 'scheme'],
  ['hostname', 'host'],
  ['port', 'port'],
  ['pathname', 'path'],
  ['search', 'query'],
  ['hash', 'fragment'],
] as const

/** Part by part, by what an address differs from the one that is registered. */
const addressesDiffer = (received: string, registered: string): string[] => {
  const [came, wanted] = [URL.parse(received), URL.parse(registered)]
  if (!came || !wanted) return [wordsDiffer(received, registered)]
  const differing = parts.filter(([part]) => came[part] !== wanted[part])
  if (differing.length === 0) return ['the same address to a browser, but not character by character']
  return differing.map(([part, name]) => {
    const [is, should] = [came[part], wanted[part]]
    if (part === 'pathname' && `${is}/` === should) return 'the final slash is missing'
    if (part === 'pathname' && is === `${should}/`) return 'a final slash is too many'
    if (is.toLowerCase() === should.toLowerCase())
      return `${name}: the case of letters differs (${is}, ${should})`
    return `${name}: ${is || 'none'} came, ${should || 'none'} is registered`
  })
}

const wordsDiffer = (received: string, known: string): string => {
  if (received.toLowerCase() === known.toLowerCase()) return 'the case of letters differs'
  if (received.length !== known.length)
    return `${received.length} characters came, the known one has ${known.length}`
  const at = [...received].findIndex((letter, index) => letter !== known[index])
  return `from character ${at + 1}: "${received.slice(at)}" came, "${known.slice(at)}" is known`
}
