import { hash } from 'node:crypto'
import { hintPayload } from '../oidc/id-token-hint.ts'
import { parseParams, single } from '../oidc/params.ts'
import type { HubContext } from './hub.ts'
import { usedThreads } from './used-threads.ts'

/** A code or a token; what its bearer holds is its `jti`. */
type Issued = { grantId?: string; jti?: string | undefined }

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
 * brings even when the hub wants it no longer, the state given to the identity provider. An authorize request begins a
 * login, so what its browser brings from an earlier one is left out; so are a code and tokens that are known since they
 * were given, their grant being enough, unless `all` are wanted. What the library drew is a name without its hub.
 */
export const threadsOf = (ctx: HubContext, endpoint: string, all = false): string[] => {
  const oidc = 'oidc' in ctx ? (ctx.oidc as LibraryContext) : undefined
  const names: string[] = []
  if (oidc) {
    addGrants(names, oidc.entities)
    if (all || givers.has(endpoint)) add(names, tokenThread(ctx, oidc.entities.AuthorizationCode))
    if (all || endpoint === 'token') {
      add(names, tokenThread(ctx, oidc.entities.AccessToken))
      add(names, tokenThread(ctx, oidc.entities.RefreshToken))
    }
  }
  if (names.length === 0 && bearing.has(endpoint)) names.push(...broughtThreads(ctx))
  if (endpoint === 'authorization') {
    add(names, requestThread(ctx))
    add(names, stateInAnswer(ctx))
    add(names, pagelessThread(ctx))
  }
  if (endpoint === 'interaction') {
    if (leaves(ctx)) add(names, leavingThread(ctx))
    else addBrowserThreads(names, ctx)
    add(names, logoutThread(ctx, oidc))
  }
  if (endpoint === 'end_session') {
    add(names, hintThread(ctx))
    add(names, sessionThread(oidc))
    add(names, leavingThread(ctx))
    add(names, hintlessThread(ctx))
    add(names, logoutThread(ctx, oidc))
  }
  if (givers.has(endpoint) && oidc?.entities.AuthorizationCode)
    names.push(...usedThreads(ctx.state.hub.id, oidc.params ?? {}))
  return names
}

const add = (names: string[], name: string | undefined): void => {
  if (name !== undefined && !names.includes(name)) names.push(name)
}

const addGrants = (
  names: string[],
  { Interaction, Grant, AuthorizationCode, AccessToken, RefreshToken }: Entities,
): void => {
  add(names, interactionThread(Interaction?.uid))
  add(names, Grant?.jti)
  add(names, AuthorizationCode?.grantId)
  add(names, AccessToken?.grantId)
  add(names, RefreshToken?.grantId)
}

/** A thread outlives the code or token, and is no way to find it again. */
const tokenThread = ({ state: { hub } }: HubContext, { jti }: Issued = {}): string | undefined =>
  jti === undefined ? undefined : `${hub.id}:${hash('sha256', jti, 'base64url').slice(0, 22)}`

const bearing: ReadonlySet<string> = new Set(['token', 'userinfo', 'introspection', 'revocation'])

/**
 * A code or token that the library did not find: expired, used up, looked at only once its client is known, or sent in
 * a way that no hub reads, such as in an address, as JSON, or in a header without Bearer.
 */
const broughtThreads = (ctx: HubContext): string[] => {
  const { query, body, json } = ctx.state
  const [, bearer] = /^(?:Bearer +)?(\S+)$/i.exec(ctx.headers.authorization ?? '') ?? []
  const params = { ...query, ...body, ...json }
  const named = ['code', 'refresh_token', 'token', 'access_token'].map((name) => single(params, name))
  return [bearer, ...named].flatMap((jti) => tokenThread(ctx, { jti }) ?? [])
}

const interactionThread = (uid: string | undefined): string | undefined => uid?.slice(0, UID_LENGTH)

const addBrowserThreads = (names: string[], ctx: HubContext): void => {
  const session = ctx.state.visit?.session.value
  add(names, interactionThread(session?.uid))
  add(names, stateThread(ctx, session?.idp_state ?? stateAtProvider(ctx)))
}

const stateThread = ({ state: { hub } }: HubContext, state: string | undefined): string | undefined =>
  state === undefined ? undefined : `${hub.id}:state:${state}`

/** A request that names its identity provider may be sent there at once. */
const stateInAnswer = (ctx: HubContext): string | undefined => {
  const location = ctx.response.get('location') ?? ''
  const url = location.includes('/_doublure/') ? URL.parse(location, ctx.state.hub.base) : null
  return url?.pathname.startsWith('/_doublure/')
    ? stateThread(ctx, single(parseParams(url.search), 'state'))
    : undefined
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
const leavingThread = ({ path, querystring, state }: HubContext): string | undefined => {
  const { found, value = found } = state.visit?.session ?? {}
  const token = path.startsWith('/_doublure/')
    ? single(parseParams(querystring), 'id_token_hint')
    : value?.idp_token
  return token === undefined ? undefined : `${state.hub.id}:leaving:${token}`
}

/** A login without a page has an interaction too, which the hub's session remembers. */
const pagelessThread = ({ state: { visit } }: HubContext): string | undefined => {
  const { found, value } = visit?.session ?? {}
  return value?.uid === found?.uid ? undefined : interactionThread(value?.uid)
}

/**
 * A logout that names neither login nor client can be of the browser's last login alone, refused or not; so can one whose
 * hint says nothing, being the ID Token as it came, encrypted.
 */
const hintlessThread = ({ querystring, state: { query = {}, visit } }: HubContext): string | undefined =>
  hintPayload(parseParams(querystring)) !== undefined || 'client_id' in query
    ? undefined
    : interactionThread(visit?.session.found?.uid)

/** The nonce of an authorize request comes back in the ID Token that a logout hints at. */
const nonceThread = (
  { state: { hub } }: HubContext,
  client_id: unknown,
  nonce: unknown,
): string | undefined =>
  typeof client_id === 'string' && typeof nonce === 'string'
    ? `${hub.id}:nonce:${client_id}:${nonce}`
    : undefined

const requestThread = (ctx: HubContext): string | undefined => {
  const { query, body } = ctx.state
  return nonceThread(ctx, body?.client_id ?? query?.client_id, body?.nonce ?? query?.nonce)
}

/** A browser may have begun another login since: the hint says which one its client is leaving. */
const hintThread = (ctx: HubContext): string | undefined => {
  const hint = hintPayload(parseParams(ctx.querystring))
  return nonceThread(ctx, hint?.aud, hint?.nonce)
}

/** Doors that may answer with a code. */
const givers: ReadonlySet<string> = new Set(['authorization', 'interaction'])

const sessionThread = (oidc: LibraryContext | undefined): string | undefined => {
  const client_id = oidc?.entities.Client?.clientId
  return client_id === undefined ? undefined : oidc?.session?.authorizations?.[client_id]?.grantId
}

/** The secret of the library's logout form: its session is gone once the form is answered. */
const logoutThread = ({ state }: HubContext, oidc: LibraryContext | undefined): string | undefined => {
  const secret = oidc?.session?.state?.secret ?? single(state.body ?? {}, 'xsrf')
  return secret === undefined ? undefined : `${state.hub.id}:logout:${secret}`
}
