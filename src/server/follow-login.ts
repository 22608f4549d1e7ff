import type { ParameterizedContext } from 'koa'
import type { Exchange } from '../journal/exchange.ts'
import { newId } from '../lib/new-id.ts'
import type { Words } from '../lib/words.ts'
import type { LoginUnderWay } from '../logins/threads.ts'
import { single } from '../oidc/params.ts'
import { askedLabel } from '../provider/asked-label.ts'
import { callbackOf } from '../provider/callback.ts'
import type { HubState } from '../provider/hub.ts'
import { threadsOf } from '../provider/threads-of.ts'
import type { World } from './world.ts'

type Context = ParameterizedContext<HubState>

/** Finds the login that a request belongs to; an authorize request begins one, armed or not. */
export const loginOf = (
  ctx: Context,
  endpoint: string,
  client_id: string | undefined,
  { threads }: World,
): LoginUnderWay | undefined => {
  const names = threadsOf(ctx, endpoint, threads.isShared)
  const login = endpoint === 'authorization' ? begin(ctx, client_id) : threads.find(names)
  if (!login || isOfAnother(login, client_id, endpoint)) return undefined
  login.persona ??= ctx.state.visit?.session.value?.idp?.persona
  // What a logout shares with another login than its own stays the other's.
  const shared = endpoint === 'end_session' ? names.filter((name) => !threads.has(name)) : names
  threads.bind(shared, login)
  return login
}

/** A code or token of one client, brought by another that the hub refuses for it: no step of that login. */
const isOfAnother = (login: LoginUnderWay, client_id: string | undefined, endpoint: string): boolean =>
  endpoint === 'token' && client_id !== undefined && login.client_id !== client_id

const begin = (ctx: Context, client_id: string | undefined): LoginUnderWay | undefined => {
  const { armed, wish } = ctx.state
  if (client_id === undefined) return undefined
  return {
    id: armed?.id ?? newId(),
    client_id,
    label: askedLabel(ctx) ?? armed?.label,
    persona: wish?.persona?.id,
    ended: false,
  }
}

/** Tells armed logins what an exchange means for them: one more of theirs, or a request that left them waiting. */
export const followLogin = (
  ctx: Context,
  exchange: Exchange,
  login: LoginUnderWay | undefined,
  { logins, faults }: World,
): void => {
  const { client_id, hub, endpoint } = exchange
  if (endpoint === 'authorization' && client_id !== undefined && !ctx.state.accepted) {
    const label = askedLabel(ctx)
    const { fr, en } = ending(exchange, ctx.state)
    logins.pass(
      { client_id, hub, label },
      {
        fr: `une demande de connexion (authorize) de ce client est arrivée ; ${fr}`,
        en: `an authorize request of this client came; ${en}`,
      },
    )
  }
  if (!login) return
  const ends = !login.ended && (isLast(exchange, ctx) || isBroken(ctx.state))
  login.ended ||= ends
  logins.follow(login.id, exchange, ends)
  if (ends && isFruitless(ctx, endpoint) && logins.get(login.id)?.state !== 'in_progress')
    logins.miss(login.id, faults.disarm({ login: login.id }))
}

const ending = ({ refusal, request, response }: Exchange, { unknownName }: HubState): Words => {
  if (single(request.query, 'prompt') === 'none')
    return {
      fr: 'elle demandait que personne ne se connecte (prompt=none)',
      en: 'it asked that no login happen (prompt=none)',
    }
  if (refusal)
    return {
      fr: `le hub l’a refusée avec ${refusal.code} avant toute connexion`,
      en: `the hub refused it with ${refusal.code} before any login`,
    }
  if (unknownName !== undefined)
    return {
      fr: `Doublure l’a refusée avant toute connexion : ${unknownName}`,
      en: `Doublure refused it before any login: ${unknownName}`,
    }
  return {
    fr: `elle a fini avec le statut ${response.status} avant toute connexion`,
    en: `it ended with status ${response.status} before any login`,
  }
}

/** A request refused for anything but its code, such as its secret, can be sent again with it. */
const leavesCode = ({ body, status }: Context): boolean =>
  status !== 200 && errorIn(body) !== undefined && errorIn(body) !== 'invalid_grant'

const errorIn = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined

/** What was delivered on purpose leaves a correct client nothing to ask the hub for. */
const isBroken = ({ faults = [] }: HubState): boolean => faults.some(({ fault }) => fault.ends)

/** No answer of this login will come: a document that anyone asks for would meet what waits for it. */
const isFruitless = ({ status, state }: Context, endpoint: string): boolean =>
  !state.faults?.length && !(endpoint === 'token' && status === 200)

/** The client has its tokens, or learns that there will be none. */
const isLast = ({ endpoint, refusal }: Exchange, ctx: Context): boolean => {
  if (ctx.state.isNowhere) return false
  if (endpoint === 'token') return !leavesCode(ctx)
  if (refusal) return true
  const location = ctx.response.get('location')
  if (location && !location.includes('error')) return false
  return callbackOf(ctx, ctx.state.hub)?.to.searchParams.has('error') ?? false
}
