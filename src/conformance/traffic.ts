import type { Exchange } from '../journal/exchange.ts'
import { isSoonAfter, isStray } from '../journal/sequels.ts'
import { type Params, parseParams, single } from '../oidc/params.ts'

/** What the report knows of a registration; absent when only a saved journal is at hand. */
export type Registration = {
  client_id: string
  client_name?: string | undefined
  redirect_uris?: readonly string[] | undefined
  /** What the hub grants, its own default included. */
  scopes?: readonly string[] | undefined
  /** What the registration itself names. */
  declared_scopes?: readonly string[] | undefined
  sector_identifier_uri?: string | undefined
  id_token_encrypted_response_alg?: string | undefined
  userinfo_encrypted_response_alg?: string | undefined
  id_token_signed_response_alg?: string | undefined
  /** `null`: plain JSON. */
  userinfo_signed_response_alg?: string | null | undefined
}

/** What criteria look at: one client on one hub. */
export type Traffic = {
  client: Registration | undefined
  /** What the journal shortened in addresses; absent where the registration is shortened too. */
  secrets?: ReadonlySet<string> | undefined
  /** Exchanges of the client, oldest first. */
  exchanges: readonly Exchange[]
  /** Those that name no client: keys and discovery of the hub, oldest first. */
  anonymous: readonly Exchange[]
  /** Exchanges of other clients of the hub, or of other labels. */
  others: readonly Exchange[]
  /** Refused requests of no known login that may be the client's, at any hub, oldest first. */
  strays: readonly Exchange[]
  /** When the report is made: milliseconds since 1970. */
  at: number
}

/** Chooses from a journal what concerns one client on one hub. */
export const trafficOf = (
  exchanges: readonly Exchange[],
  wanted: {
    hub: string
    client_id: string
    client?: Registration | undefined
    secrets?: ReadonlySet<string> | undefined
    label?: string | undefined
    /** ISO 8601; earlier exchanges are left out. */
    since?: string | undefined
    at: number
  },
): Traffic => {
  const { hub, client_id, client, secrets, label, since, at } = wanted
  const all = since === undefined ? exchanges : exchanges.filter((one) => one.at >= since)
  const onHub = all.filter((one) => one.hub === hub)
  const logins = new Set(
    onHub.flatMap((one) => (one.client_id === client_id && one.login ? [one.login] : [])),
  )
  // A logout without a hint names no client, but its browser's session tells the login.
  const isClient = (one: Exchange) =>
    one.client_id === client_id || (one.client_id === undefined && logins.has(one.login ?? ''))
  const isOwn = (one: Exchange) => isClient(one) && (label === undefined || one.label === label)
  return {
    client,
    secrets,
    at,
    exchanges: onHub.filter(isOwn),
    anonymous: onHub.filter((one) => one.client_id === undefined && !isClient(one)),
    others: onHub.filter((one) => one.client_id !== undefined && !isOwn(one)),
    strays: all.filter((one) => isStray(one, { client_id, label }) && !(one.hub === hub && isOwn(one))),
  }
}

/** Whether the hub's keys check the signatures: with HS256 it is the client's own secret. */
export const isAsymmetric = ({ client }: Traffic): boolean => client?.id_token_signed_response_alg !== 'HS256'

/** Whether one of these faults was delivered with an exchange. */
export const hasFault = ({ fault }: Exchange, faults: readonly string[]): boolean =>
  fault?.split(',').some((name) => faults.includes(name)) ?? false

/** What a request said, without the hub's own mark on its way back from an identity provider. */
const saidBy = ({ request: { query } }: Exchange): string => JSON.stringify({ ...query, from_idp: undefined })

/**
 * Requests to one endpoint. A logout that leaves to an identity provider comes back with the same parameters, and may
 * tell the client only then: the two are one.
 */
export const requestsTo = ({ exchanges }: Pick<Traffic, 'exchanges'>, endpoint: string): Exchange[] =>
  exchanges
    .filter((one) => one.endpoint === endpoint)
    .filter((one, index, all) => {
      const next = all[index + 1]
      const isRepeated = next && 'from_idp' in next.request.query && !('from_idp' in one.request.query)
      return !isRepeated || saidBy(one) !== saidBy(next)
    })

/** Parameters of a request, wherever it carried them. */
export const paramsOf = ({ request: { query, body } }: Exchange): Params => ({ ...query, ...body })

/** Whether the double answered in the hub's place: a header of ours that was misspelt says nothing of the client. */
const isOwnAnswer = ({ response }: Exchange): boolean => response.content_type === 'application/problem+json'

/** Requests for a login: the hub's own ways back to authorize carry no response_type and no client_id. */
export const authorizeRequests = (traffic: Traffic): Exchange[] =>
  requestsTo(traffic, 'authorization').filter((one) => {
    const params = paramsOf(one)
    if (isOwnAnswer(one)) return false
    return 'client_id' in params || 'response_type' in params || 'redirect_uri' in params
  })

/** Exchanges of each login, in the order in which logins began. */
export const loginsOf = ({ exchanges }: Traffic): Exchange[][] => {
  const logins = new Map<string, Exchange[]>()
  for (const exchange of exchanges) {
    if (exchange.login === undefined) continue
    const known = logins.get(exchange.login)
    if (known) known.push(exchange)
    else logins.set(exchange.login, [exchange])
  }
  return [...logins.values()]
}

/** Seconds for which a document of the hub, spoilt, may spoil a login that no fault touched. */
const DOCUMENT_AGE = 10

/** Logins that met no fault, and did not stop at keys or discovery that were spoilt meanwhile. */
export const unspoiltLogins = (traffic: Traffic): Exchange[][] => {
  const documents = traffic.anonymous.filter(({ fault }) => fault !== undefined)
  return loginsOf(traffic).filter((login) => {
    const [first] = login
    const last = login.at(-1)
    if (!first || !last || login.some(({ fault }) => fault !== undefined)) return false
    if (login.some(({ endpoint }) => endpoint === 'userinfo')) return true
    return !documents.some(
      (one) => secondsBetween(first, one) >= 0 && secondsBetween(last, one) <= DOCUMENT_AGE,
    )
  })
}

/** What the client did after an exchange, everything counted. */
export const after = ({ exchanges }: Traffic, exchange: Exchange): Exchange[] =>
  exchanges.slice(exchanges.indexOf(exchange) + 1)

/** What came after an exchange in its own login, and what no login can be told of, until the client begins another. */
export const afterInLogin = (traffic: Traffic, exchange: Exchange): Exchange[] => {
  const later = after(traffic, exchange)
  const next = later.findIndex(
    ({ endpoint, login }) => endpoint === 'authorization' && login !== exchange.login,
  )
  return later.filter((one, index) =>
    one.login === undefined ? next === -1 || index < next : one.login === exchange.login,
  )
}

/** Refused requests of no known login that may be what the client did after an exchange, until it began another login. */
export const maybeAfter = (traffic: Traffic, exchange: Exchange): Exchange[] => {
  const next = after(traffic, exchange).find(
    ({ endpoint, login }) => endpoint === 'authorization' && login !== exchange.login,
  )
  const answered = Date.parse(exchange.at) + exchange.duration
  return traffic.strays.filter(
    (one) => isSoonAfter(answered, one) && (next === undefined || one.at <= next.at),
  )
}

/** What the hub sent the browser back to the client with: `code` or `error`, beside `state`. */
export const answerOf = ({ response: { location } }: Exchange): Params => {
  const url = location === undefined ? null : URL.parse(location)
  return url === null ? {} : parseParams(url.search || url.hash.slice(1))
}

/** The error that the hub sent to the client by the browser. */
export const errorOf = (exchange: Exchange): string | undefined => single(answerOf(exchange), 'error')

/** Whether the hub did what was asked, and let the client know. */
export const isAccepted = ({ response, refusal, withheld }: Exchange): boolean =>
  refusal === undefined && response.status < 400 && !withheld

/** Seconds from one exchange to another. */
export const secondsBetween = (earlier: Exchange, later: Exchange): number =>
  (Date.parse(later.at) - Date.parse(earlier.at)) / 1000
