import { setTimeout as wait } from 'node:timers/promises'
import {
  type AnswerSeam,
  type FaultFacts,
  isAgeFault,
  isAnswerFault,
  isRedirectFault,
  type RedirectSeam,
  type Seam,
  type WireAnswer,
} from '../faults/fault.ts'
import { parseJson } from '../lib/parse-json.ts'
import { type Aged, makeOlder } from './age.ts'
import { applyFaults, giveBackHidden } from './apply-faults.ts'
import { breakToken } from './break-token.ts'
import { type Callback, callbackOf } from './callback.ts'
import type { HubContext, HubMiddleware, HubParts } from './hub.ts'

/** Lets armed defects have their way with what leaves the hub; a request that the hub refuses meets none. */
export const breakAnswers = (parts: HubParts): HubMiddleware => {
  const { token, userinfo, end_session } = parts.platform.endpoints
  return async (ctx, next) => {
    await next()
    if (!parts.hasFaults()) return
    const { below = '' } = ctx.state
    if (below === token.path && ctx.status === 200) {
      await ageWhat(ctx, parts, 'access_token', memberOf(ctx.body, 'access_token'))
      await breakAnswer(ctx, parts, 'token_response')
    } else if (below === userinfo.path && ctx.status === 200) {
      await breakClaims(ctx, parts)
      await breakAnswer(ctx, parts, 'userinfo_response')
    } else {
      await breakRedirect(ctx, parts, below.startsWith(end_session.path))
    }
  }
}

/** Lets armed defects have their way with one answer; the connection may not survive them. */
export const breakAnswer = async (ctx: HubContext, parts: HubParts, seam: AnswerSeam): Promise<void> => {
  const earlier = ctx.state.faults ?? []
  const taken = await parts.takeFaults(ctx, seam)
  if (taken.length === 0) return
  const facts = factsOf(ctx, parts)
  const answer = applyFaults<WireAnswer>(
    { status: ctx.status, type: ctx.response.get('content-type'), body: textOf(ctx.body) },
    taken,
    (broken, fault, params) => (isAnswerFault(fault) ? fault.apply(broken, params, facts) : broken),
    // Nothing else is seen of an answer that never comes.
    ({ connection, ...sent }) => (connection ? { connection, delay: sent.delay } : sent),
  )
  giveBackHidden(
    earlier,
    taken,
    ({ fault }) => answer.connection !== undefined || !answer.body.includes(carried(ctx.body, fault.seam)),
  )
  if (isWithheld(seam, answer)) ctx.state.withheld = true
  if (answer.delay !== undefined) {
    // The code is used up and the fault delivered, whoever asks again meanwhile.
    await parts.store.settle()
    await wait(answer.delay * 1000, undefined, { signal: parts.closing }).catch(() => undefined)
  }
  if (answer.connection) {
    breakConnection(ctx, parts, answer.connection)
    return
  }
  ctx.status = answer.status
  ctx.body = answer.body
  ctx.set({ ...answer.headers, 'content-type': answer.type })
  ctx.set('cache-control', 'no-store')
}

/** Whether an answer of success gives the client nothing: it does not leave, or holds no token. */
const isWithheld = (seam: AnswerSeam, { connection, status, body }: WireAnswer): boolean =>
  connection !== undefined ||
  (status < 400 && (body === '' || (seam === 'token_response' && !memberOf(parsed(body), 'access_token'))))

const parsed = (text: string): unknown => {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

const breakConnection = (
  ctx: HubContext,
  { closing }: HubParts,
  how: NonNullable<WireAnswer['connection']>,
): void => {
  ctx.respond = false
  ctx.state.unanswered = true
  // The journal decodes what left.
  ctx.body = ''
  const destroy = () => void ctx.res.destroy()
  if (how === 'dropped' || closing.aborted) {
    destroy()
    return
  }
  closing.addEventListener('abort', destroy, { once: true })
  ctx.res.once('close', () => closing.removeEventListener('abort', destroy))
}

/** userinfo in plain JSON is broken here; a signed one was, before it was signed. */
const breakClaims = async (ctx: HubContext, parts: HubParts): Promise<void> => {
  if (typeof ctx.body !== 'object' || ctx.body === null) return
  const draft = { header: { alg: 'none' }, claims: { ...ctx.body }, key: 'none' } as const
  ctx.body = breakToken(draft, await parts.takeFaults(ctx, 'userinfo'), factsOf(ctx, parts)).claims
}

/** The browser is on its way to the client: with a code, or back from a logout. */
const breakRedirect = async (ctx: HubContext, parts: HubParts, isLogout: boolean): Promise<void> => {
  const callback = callbackOf(ctx, parts.facts)
  const code = callback?.to.searchParams.get('code')
  if (!callback || !(code || isLogout)) return
  await ageWhat(ctx, parts, 'code', code)
  await sendElsewhere(ctx, parts, callback, code ? 'authorization_response' : 'logout_response')
}

const sendElsewhere = async (
  ctx: HubContext,
  parts: HubParts,
  { to, send }: Callback,
  seam: RedirectSeam,
): Promise<void> => {
  const earlier = ctx.state.faults ?? []
  const taken = await parts.takeFaults(ctx, seam)
  if (taken.length === 0) return
  const facts = factsOf(ctx, parts)
  const broken = applyFaults<string | undefined>(to.href, taken, (href, fault, params) =>
    href !== undefined && isRedirectFault(fault) ? fault.apply(new URL(href), params, facts)?.href : href,
  )
  giveBackHidden(earlier, taken, () => !codesIn(broken).includes(to.searchParams.get('code') ?? ''))
  if (broken !== undefined) {
    send(new URL(broken), parts.platform.spaces)
    return
  }
  ctx.remove('location')
  ctx.status = 200
  ctx.type = 'text'
  ctx.body = 'Doublure: this logout goes no further, on purpose.\n'
}

/** Makes a code or an access token so old that it has expired. */
const ageWhat = async (
  ctx: HubContext,
  parts: HubParts,
  seam: 'code' | 'access_token',
  value: string | null | undefined,
): Promise<void> => {
  if (!value) return
  const { AuthorizationCode, AccessToken } = parts.platform.lifetimes
  const aged: Aged = { kind: seam === 'code' ? 'code' : 'token', value }
  const lifetime = seam === 'code' ? AuthorizationCode : AccessToken
  for (const { fault, params } of await parts.takeFaults(ctx, seam))
    if (isAgeFault(fault))
      await makeOlder(parts, aged, lifetime + fault.apply(undefined, params, factsOf(ctx, parts)))
}

const factsOf = (ctx: HubContext, { facts, stage }: HubParts): FaultFacts => ({
  issuer: facts.issuer,
  client_id: ctx.state.client_id ?? '',
  now: stage.now(),
})

/** Where an answer shows what was spoilt before it was written: in a token of its own, or all over. */
const carried = (body: unknown, seam: Seam): string =>
  memberOf(body, seam === 'access_token' ? 'access_token' : 'id_token') ?? textOf(body)

const codesIn = (href: string | undefined): readonly string[] =>
  href === undefined ? [] : new URL(href).searchParams.getAll('code')

const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body ?? ''))

const memberOf = (body: unknown, name: string): string | undefined => {
  const value =
    typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined
  return typeof value === 'string' ? value : undefined
}
