import type { Middleware } from 'koa'
import { secretsOf } from '../clients/secrets-of.ts'
import { type Exchange, LONGEST, type Reason } from '../journal/exchange.ts'
import { maskText } from '../journal/mask.ts'
import type { Masking } from '../journal/masked-message.ts'
import { Recorded, type Told } from '../journal/recorded.ts'
import { inEnglish } from '../lib/words.ts'
import { parseParams, single } from '../oidc/params.ts'
import type { Why } from '../pages/why.ts'
import { platformOf } from '../platforms/index.ts'
import { askedLabel } from '../provider/asked-label.ts'
import { callbackOf } from '../provider/callback.ts'
import { endpointOf } from '../provider/gate.ts'
import type { HubState } from '../provider/hub.ts'
import type { Finding } from '../rules/rule.ts'
import { followLogin, loginOf } from './follow-login.ts'
import { toldByLogin } from './told-by-login.ts'
import type { World } from './world.ts'

/** Writes every exchange of a client with a hub into the journal, once it is over. */
export const recorder = (world: World): Middleware<HubState> => {
  const { journal, resets, now, config } = world
  const platforms = new Map(config.hubs.map(({ id }) => [id, platformOf(id)]))
  return async (ctx, next) => {
    const began = now()
    const beginning = resets.now
    const { method, path, querystring } = ctx
    await next()
    const { state } = ctx
    if (!state.hub) {
      if (state.failure !== undefined) world.onFailure?.(state.failure)
      return
    }
    const query = state.query ?? parseParams(querystring)
    const body = state.body ?? {}
    const location = ctx.response.get('location') || undefined
    const sent =
      state.client_id ??
      single(query, 'client_id') ??
      single(state.json ?? body, 'client_id') ??
      clientOf(ctx)
    // Held back on purpose or not, it belongs to what was forgotten meanwhile.
    if (resets.isPast(beginning, sent)) return
    const platform = platforms.get(state.hub.id)
    const endpoint = (platform && endpointOf(platform, state.below)) ?? 'interaction'
    const isPage = pages.has(endpoint)
    const masking: Masking = { shown: config.show_secrets, secrets: secretsOf(world.clients.list()) }
    const login = loginOf(ctx, endpoint, sent, world)
    let { refusal } = state
    if (refusal?.why && brings.has(endpoint)) {
      const before = login && journal.filter({ login: login.id })
      refusal = { ...refusal, why: toldByLogin(refusal.why, { at: began, body, login: before }) }
    }
    const told: Told = {
      hub: state.hub.id,
      endpoint,
      method,
      // The path of an endpoint is its own; another may say anything, in the log too.
      path: endpoint === 'interaction' ? hide(path, masking) : path,
      // As it is registered: one text for all exchanges of a client.
      client_id: sent && (world.clients.get(state.hub.id, sent)?.client_id ?? hide(sent, masking)),
      login: login?.id,
      persona: login?.persona,
      accepted: state.accepted || undefined,
      label: askedLabel(ctx) ?? login?.label,
      refusal: refusal && maskedRefusal(refusal, masking),
      findings: maskedFindings(state.findings ?? [], masking),
      fault: state.faults && [...new Set(state.faults.map(({ fault: { id } }) => id))].join(','),
      withheld: state.withheld || undefined,
      unanswered: state.unanswered,
      // A clock that was set meanwhile would tell anything.
      duration: Math.min(Math.max(now() - began, 0), LONGEST),
    }
    const exchange = new Recorded(told, {
      began,
      query,
      body,
      headers: ctx.headers,
      status: ctx.status,
      location,
      posted: location || !isPage ? undefined : callbackOf(ctx, state.hub)?.to.href,
      content_type: ctx.response.get('content-type') || undefined,
      // By reference, to be decoded when somebody looks, and no page.
      answer: isPage ? undefined : ctx.body,
      opened: state.opened,
      masking,
    })
    journal.record(exchange)
    world.onExchange?.(exchange, state.failure)
    followLogin(ctx, exchange, login, world)
  }
}

/** Endpoints whose refusals are about what an earlier exchange gave. */
const brings: ReadonlySet<string> = new Set(['token', 'userinfo'])

const pages: ReadonlySet<string> = new Set(['authorization', 'interaction', 'end_session'])

const hide = (text: string, { shown, secrets }: Masking): string => maskText(text, shown, secrets)

const maskedRefusal = (
  { code, id, message, why }: NonNullable<HubState['refusal']>,
  masking: Masking,
): Exchange['refusal'] => ({
  code,
  id,
  ...(message && { message: hide(message, masking) }),
  ...(why && { why: maskedWhy(why, masking) }),
})

/** What came is told again, beside the addresses that are registered: each may carry something. */
const maskedWhy = (why: readonly Why[], masking: Masking): readonly Reason[] =>
  why.map(({ received, expected, remedy, passage }) => ({
    received: hide(inEnglish(received), masking),
    expected: hide(expected.en, masking),
    remedy: remedy.en,
    ...(passage && { passage }),
    fr: {
      ...(typeof received !== 'string' && { received: hide(received.fr, masking) }),
      expected: hide(expected.fr, masking),
      remedy: remedy.fr,
    },
  }))

/** What a rule found wrong may be told with the value that came. */
const maskedFindings = (findings: readonly Finding[], masking: Masking): readonly Finding[] => {
  if (masking.shown || findings.length === 0) return findings
  return findings.map(({ message, fr, ...finding }) => ({
    ...finding,
    message: hide(message, masking),
    ...(fr && { fr: { ...fr, message: hide(fr.message, masking) } }),
  }))
}

/** oidc-provider knows the client of a code or of a token. */
const clientOf = (ctx: object): string | undefined =>
  'oidc' in ctx ? (ctx.oidc as { client?: { clientId?: string } }).client?.clientId : undefined
