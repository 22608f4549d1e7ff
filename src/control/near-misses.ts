import { nearest } from '../clients/nearest.ts'
import type { Exchange } from '../journal/exchange.ts'
import { isSameAddress, maskText } from '../journal/mask.ts'
import type { Masking } from '../journal/masked-message.ts'
import { type Choice, choose } from '../journal/search.ts'
import type { HubId } from '../lib/hub-id.ts'
import type { Words } from '../lib/words.ts'
import { single } from '../oidc/params.ts'
import { armedNearMisses } from './armed-near-misses.ts'
import { nearestAddress, wordsDiffer } from './describe-difference.ts'
import type { Desk } from './desk.ts'

/** What almost matched: the name or the login that was meant, and by what it differs. */
export type NearMiss = {
  kind: 'client_id' | 'redirect_uri' | 'post_logout_redirect_uri' | 'login'
  /** What came. */
  received: string
  /** What it almost is; absent when nothing known is near. */
  nearest?: string
  /** By what they differ, as a sentence. */
  difference: Words
  /** The exchange that it is about. */
  exchange?: string
  /** The armed login that it is about. */
  login?: string
}

/** What almost matched in one exchange; nothing when everything did. */
export const nearMissesOf = (
  exchange: Exchange,
  desk: Pick<Desk, 'clients' | 'journal' | 'masking'>,
  asked = addressesAsked(desk.journal),
): NearMiss[] => {
  const { clients } = desk
  const { id, hub, endpoint, client_id, request } = exchange
  const params = { ...request.query, ...request.body }
  const about = (miss: Omit<NearMiss, 'exchange'> | undefined) => (miss ? [{ ...miss, exchange: id }] : [])
  const client = client_id === undefined ? undefined : clients.get(hub, client_id)
  if (endpoint === 'authorization' || endpoint === 'token') {
    if (client_id !== undefined && !client?.active) return about(clientMiss(client_id, hub, clients))
    const inUse = () => asked(hub, client_id)
    const received = single(params, 'redirect_uri')
    return about(addressMiss('redirect_uri', received, client?.redirect_uris, desk.masking(), inUse))
  }
  if (endpoint !== 'end_session') return []
  const name = 'post_logout_redirect_uri'
  return about(addressMiss(name, single(params, name), client?.post_logout_redirect_uris, desk.masking()))
}

/** The redirect URIs, each once, with which a client asked a hub for a login; looked up once for as long as it is kept. */
const addressesAsked = (journal: Desk['journal']) => {
  const known = new Map<string, readonly string[]>()
  return (hub: HubId, client_id = ''): readonly string[] => {
    const key = JSON.stringify([hub, client_id])
    const found = known.get(key) ?? [
      ...new Set(
        journal
          .filter({ hub, client_id, endpoint: 'authorization' })
          .flatMap(({ request }) => single({ ...request.query, ...request.body }, 'redirect_uri') ?? []),
      ),
    ]
    known.set(key, found)
    return found
  }
}

/** What almost matched: armed logins, then exchanges, the newest first; those that a choice asks for. */
export const nearMisses = (
  choice: Choice,
  desk: Pick<Desk, 'journal' | 'clients' | 'logins' | 'masking'>,
): NearMiss[] => {
  const asked = addressesAsked(desk.journal)
  return [
    ...armedNearMisses(choice, desk),
    ...choose(desk.journal, choice)
      .reverse()
      .flatMap((exchange) => nearMissesOf(exchange, desk, asked)),
  ]
}

const clientMiss = (received: string, hub: string, clients: Desk['clients']): NearMiss => {
  const miss = { kind: 'client_id' as const, received }
  const own = clients.list().filter((client) => client.client_id === received)
  const here = own.find((client) => client.hubs?.includes(hub) ?? true)
  if (here) {
    const difference = { fr: 'il est enregistré, mais inactif', en: 'it is registered, but not active' }
    return { ...miss, nearest: received, difference }
  }
  if (own.length > 0) {
    const elsewhere = own.flatMap(({ hubs = [] }) => hubs).join(', ')
    const difference = {
      fr: `il est enregistré sur ${elsewhere}, pas sur ${hub}`,
      en: `it is registered on ${elsewhere}, not on ${hub}`,
    }
    return { ...miss, nearest: received, difference }
  }
  const ids = new Set(clients.list(hub).map(({ client_id }) => client_id))
  const trimmed = received.trim()
  if (ids.has(trimmed)) {
    const difference = { fr: 'une espace l’entoure', en: 'a space stands around it' }
    return { ...miss, nearest: trimmed, difference }
  }
  const near = nearest(received, ids)
  if (near !== undefined) return { ...miss, nearest: near, difference: wordsDiffer(received, near) }
  const difference = {
    fr: `${hub} ne connaît aucun client d’un nom semblable`,
    en: `${hub} knows no client of a name like it`,
  }
  return { ...miss, difference }
}

const addressMiss = (
  kind: 'redirect_uri' | 'post_logout_redirect_uri',
  received: string | undefined,
  registered: readonly string[] = [],
  { shown, secrets }: Masking,
  /** Those that the client asked this hub with. */
  asked: () => readonly string[] = () => [],
): NearMiss | undefined => {
  const isOneOf = (told: readonly string[]) => (uri: string) =>
    told.some((one) => isSameAddress(one, uri, secrets))
  if (received === undefined || registered.some(isOneOf([received]))) return undefined
  const asTold = (uri: string) => maskText(uri, shown, secrets)
  const inUse = () => registered.filter(isOneOf(asked())).map(asTold)
  const best = nearestAddress(received, registered.map(asTold), inUse)
  return best && { kind, received, nearest: best.uri, difference: best.difference }
}
