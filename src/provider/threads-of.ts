import { hash } from 'node:crypto'
import { hintPayload } from '../oidc/id-token-hint.ts'
import { parseParams, single } from '../oidc/params.ts'
import type { HubContext } from './hub.ts'

/** A code or a token; what its bearer holds is its `jti`. */
type Issued = { grantId?: string; jti?: string }

type Entities = {
  Client?: { clientId: string }
  Interaction?: { uid?: string }
  Grant?: { jti?: string }
  AuthorizationCode?: Issued
  AccessToken?: Issued
  RefreshToken?: Issued
}

type LibraryContext = {
  params?: Readonly<Record<string, unknown>>
  entities: Entities
  session?: {
    authorizations?: Readonly<Record<string, { grantId?: string }>>
    state?: { secret?: string }
  }
}

/** Characters of an interaction's uid that every hub keeps in its addresses. */
const UID_LENGTH = 20

/**
 * What a request has in common with the others of its login: the interaction, the grant, the code or token that it
 * brings even when the hub wants it no longer, the state given to the identity provider. An authorize request begins a login, so what its browser brings from an earlier one is left out.
 */
export const threadsOf = (ctx: HubContext, endpoint: string): string[] => {
  const oidc = 'oidc' in ctx ? (ctx.oidc as LibraryContext) : undefined
  const { hub } = ctx.state
  const names = libraryThreads(oidc?.entities ?? {})
  if (names.length === 0 && bearing.has(endpoint)) names.push(...broughtThreads(ctx))
  if (endpoint === 'interaction') names.push(...(leaves(ctx) ? leavingThread(ctx) : browserThreads(ctx)))
  if (endpoint === 'authorization')
    names.push(...requestThread(ctx), ...stateInAnswer(ctx), ...pagelessThread(ctx))
  if (endpoint === 'end_session')
    names.push(...hintThread(ctx), ...sessionThreads(oidc), ...leavingThread(ctx), ...hintlessThread(ctx))
  if (endpoint !== 'authorization') names.push(...logoutThreads(ctx, oidc))
  if (givers.has(endpoint) && oidc?.entities.AuthorizationCode) names.push(...givenThreads(oidc))
  return names.map((name) => `${hub.id}:${name}`)
}

const libraryThreads = ({
  Interaction,
  Grant,
  AuthorizationCode,
  AccessToken,
  RefreshToken,
}: Entities): string[] => {
  const names = interactionThread(Interaction?.uid)
  const issued = [AuthorizationCode, AccessToken, RefreshToken]
  const grants = new Set([Grant?.jti, ...issued.map((one) => one?.grantId)])
  for (const grant of grants) names.push(...grantThread(grant))
  for (const one of issued) names.push(...tokenThread(one?.jti))
  return names
}

/** A thread outlives the code or token, and is no way to find it again. */
const tokenThread = (value: string | undefined): string[] =>
  value === undefined ? [] : [`token:${hash('sha256', value, 'base64url').slice(0, 22)}`]

const bearing: ReadonlySet<string> = new Set(['token', 'userinfo', 'introspection', 'revocation'])

/**
 * A code or token that the library did not find: expired, used up, looked at only once its client is known, or sent in
 * a way that no hub reads, such as in an address, as JSON, or in a header without Bearer.
 */
const broughtThreads = ({ headers, state: { query, body, json } }: HubContext): string[] => {
  const [, bearer] = /^(?:Bearer +)?(\S+)$/i.exec(headers.authorization ?? '') ?? []
  const params = { ...query, ...body, ...json }
  const named = ['code', 'refresh_token', 'token', 'access_token'].map((name) => single(params, name))
  return [bearer, ...named].flatMap(tokenThread)
}

const interactionThread = (uid: string | undefined): string[] =>
  uid === undefined ? [] : [`interaction:${uid.slice(0, UID_LENGTH)}`]

const grantThread = (grant: string | undefined): string[] => (grant === undefined ? [] : [`grant:${grant}`])

const browserThreads = (ctx: HubContext): string[] => {
  const session = ctx.state.visit?.session.value
  const state = session?.idp_state ?? stateAtProvider(ctx)
  return [...interactionThread(session?.uid), ...stateThread(state)]
}

const stateThread = (state: string | undefined): string[] => (state === undefined ? [] : [`state:${state}`])

/** A request that names its identity provider may be sent there at once. */
const stateInAnswer = (ctx: HubContext): string[] => {
  const location = ctx.response.get('location') ?? ''
  const url = location.includes('/_doublure/') ? URL.parse(location, ctx.state.hub.base) : null
  return url?.pathname.startsWith('/_doublure/') ? stateThread(single(parseParams(url.search), 'state')) : []
}

/** The identity providers' pages see no cookie of the hub. */
const stateAtProvider = ({ path, querystring, state: { body } }: HubContext): string | undefined =>
  path.startsWith('/_doublure/')
    ? (single(body, 'state') ?? single(parseParams(querystring), 'state'))
    : undefined

/** Hops of a logout between the hub's two pages: its session may remember another login than the one left. */
const leaves = ({ path }: HubContext): boolean =>
  /\/(session\/end|disconnect-from-idp|logout-callback)$/.test(path)

/** What the hub hints at when it sends the browser to an identity provider's logout; its session may be over since. */
const leavingThread = ({ path, querystring, state }: HubContext): string[] => {
  const { found, value = found } = state.visit?.session ?? {}
  const token = path.startsWith('/_doublure/')
    ? single(parseParams(querystring), 'id_token_hint')
    : value?.idp_token
  return token === undefined ? [] : [`leaving:${token}`]
}

/** A login without a page has an interaction too, which the hub's session remembers. */
const pagelessThread = ({ state: { visit } }: HubContext): string[] => {
  const { found, value } = visit?.session ?? {}
  return value?.uid === found?.uid ? [] : interactionThread(value?.uid)
}

/**
 * A logout that names neither login nor client can be of the browser's last login alone, refused or not; so can one whose
 * hint says nothing, being the ID Token as it came, encrypted.
 */
const hintlessThread = ({ querystring, state: { query = {}, visit } }: HubContext): string[] =>
  hintPayload(parseParams(querystring)) !== undefined || 'client_id' in query
    ? []
    : interactionThread(visit?.session.found?.uid)

/** The nonce of an authorize request comes back in the ID Token that a logout hints at. */
const nonceThread = (client_id: unknown, nonce: unknown): string[] =>
  typeof client_id === 'string' && typeof nonce === 'string' ? [`nonce:${client_id}:${nonce}`] : []

const requestThread = ({ state: { query, body } }: HubContext): string[] => {
  const params = { ...query, ...body }
  return nonceThread(params.client_id, params.nonce)
}

/** A browser may have begun another login since: the hint says which one its client is leaving. */
const hintThread = ({ querystring }: HubContext): string[] => {
  const hint = hintPayload(parseParams(querystring))
  return nonceThread(hint?.aud, hint?.nonce)
}

/** Doors that may answer with a code. */
const givers: ReadonlySet<string> = new Set(['authorization', 'interaction'])

/** What a login that is given its code has used up. */
const givenThreads = ({ params = {} }: LibraryContext): string[] =>
  usedThreads(params).map(([, thread]) => thread)

/** The values of a request that serve one login, by name, as the login that was given its code for them is known. */
export const usedThreads = (params: Readonly<Record<string, unknown>>): [string, string][] =>
  ['state', 'nonce'].flatMap((name) => {
    const value = params[name]
    if (typeof value !== 'string' || value === '') return []
    const short = value.length > LONG ? hash('sha256', value, 'base64url') : value
    return [[name, `used-${name}:${params.client_id}:${short}`]]
  })

/** Characters above which a value is told apart by its hash: some clients put addresses into a state. */
const LONG = 64

const sessionThreads = (oidc: LibraryContext | undefined): string[] => {
  const client_id = oidc?.entities.Client?.clientId
  return client_id === undefined ? [] : grantThread(oidc?.session?.authorizations?.[client_id]?.grantId)
}

/** The secret of the library's logout form: its session is gone once the form is answered. */
const logoutThreads = ({ state: { body } }: HubContext, oidc: LibraryContext | undefined): string[] => {
  const secret = oidc?.session?.state?.secret ?? single(body ?? {}, 'xsrf')
  return secret === undefined ? [] : [`logout:${secret}`]
}
