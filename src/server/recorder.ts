import type { IncomingHttpHeaders } from 'node:http'
import type { Middleware, ParameterizedContext } from 'koa'
import { secretsOf } from '../clients/secrets-of.ts'
import type { Carried } from '../journal/carried.ts'
import { type Exchange, LONGEST, type Reason } from '../journal/exchange.ts'
import { maskText } from '../journal/mask.ts'
import { MaskedRequest, type Masking, maskedResponse } from '../journal/masked-message.ts'
import { newId } from '../lib/new-id.ts'
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

/** Headers worth remembering: what explains an answer, and nothing that gives access. */
const kept = [
  'accept',
  'accept-language',
  'content-type',
  'host',
  'origin',
  'referer',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'user-agent',
]

/** Writes every exchange of a client with a hub into the journal, once it is over. */
export const recorder =
  (world: World): Middleware<HubState> =>
  async (ctx, next) => {
    const { journal, resets, now, config } = world
    const began = now()
    const beginning = resets.now
    const { method, path, querystring } = ctx
    await next()
    const { state } = ctx
    if (!state.hub) {
      if (state.failure !== undefined) world.onFailure?.(state.failure)
      return
    }
    const shown = config.show_secrets
    const query = state.query ?? parseParams(querystring)
    const body = state.body ?? {}
    const asked = { query, body }
    const platform = platformOf(state.hub.id)
    const location = ctx.response.get('location')
    const client_id =
      state.client_id ??
      single(query, 'client_id') ??
      single(state.json ?? body, 'client_id') ??
      clientOf(ctx)
    // Held back on purpose or not, it belongs to what was forgotten meanwhile.
    if (resets.isPast(beginning, client_id)) return
    const endpoint = (platform && endpointOf(platform, state.below)) ?? 'interaction'
    const posted = location || !pages.has(endpoint) ? undefined : callbackOf(ctx, state.hub)?.to.href
    const masking = { shown, secrets: secretsOf(world.clients.list()) }
    const login = loginOf(ctx, endpoint, client_id, world)
    const label = askedLabel(ctx) ?? login?.label
    const { refusal } = state
    const whyOf = (why: readonly Why[]) =>
      brings.has(endpoint)
        ? toldByLogin(why, { at: began, body, login: login && journal.filter({ login: login.id }) })
        : why
    const fault = state.faults && [...new Set(state.faults.map(({ fault: { id } }) => id))].join(',')
    const exchange: Exchange = {
      id: newId(),
      at: new Date(began).toISOString(),
      hub: state.hub.id,
      endpoint,
      method,
      // The path of an endpoint is its own; another may say anything, in the log too.
      path: endpoint === 'interaction' ? maskText(path, shown, masking.secrets) : path,
      ...(client_id && {
        client_id: world.clients.get(state.hub.id, client_id)
          ? client_id
          : maskText(client_id, shown, masking.secrets),
      }),
      ...(login && { login: login.id }),
      ...(login?.persona && { persona: login.persona }),
      ...(state.accepted && { accepted: true }),
      ...(label && { label }),
      request: new MaskedRequest(asked, keptHeaders(ctx), masking),
      response: maskedResponse({ status: ctx.status, location, posted, content_type: ctx.type }, masking),
      ...(refusal && {
        refusal: {
          code: refusal.code,
          id: refusal.id,
          ...(refusal.message && {
            message: maskText(refusal.message, shown, masking.secrets),
          }),
          ...(refusal.why && { why: maskedWhy(whyOf(refusal.why), masking) }),
        },
      }),
      findings: maskedFindings(state.findings ?? [], masking),
      ...(fault && { fault }),
      ...(state.withheld && { withheld: true }),
      ...(state.unanswered && { unanswered: true }),
      // A clock that was set meanwhile would tell anything.
      duration: Math.min(Math.max(now() - began, 0), LONGEST),
    }
    journal.record(exchange, carriedBy(ctx, endpoint, asked))
    world.onExchange?.(exchange, state.failure)
    followLogin(ctx, exchange, login, world)
  }

/** Endpoints whose refusals are about what an earlier exchange gave. */
const brings: ReadonlySet<string> = new Set(['token', 'userinfo'])

/** What came is told again, beside the addresses that are registered: each may carry something. */
const maskedWhy = (why: readonly Why[], { shown, secrets }: Masking): readonly Reason[] => {
  const hide = (text: string) => maskText(text, shown, secrets)
  return why.map(({ received, expected, remedy, passage }) => ({
    received: hide(inEnglish(received)),
    expected: hide(expected.en),
    remedy: remedy.en,
    ...(passage && { passage }),
    fr: {
      ...(typeof received !== 'string' && { received: hide(received.fr) }),
      expected: hide(expected.fr),
      remedy: remedy.fr,
    },
  }))
}

/** What a rule found wrong may be told with the value that came. */
const maskedFindings = (findings: readonly Finding[], { shown, secrets }: Masking): readonly Finding[] => {
  if (shown) return findings
  const hide = (text: string) => maskText(text, shown, secrets)
  return findings.map(({ message, fr, ...finding }) => ({
    ...finding,
    message: hide(message),
    ...(fr && { fr: { ...fr, message: hide(fr.message) } }),
  }))
}

const keptHeaders = ({ headers }: { headers: IncomingHttpHeaders }): Record<string, string> => {
  const found: Record<string, string> = {}
  for (const name of kept) {
    const value = headers[name]
    if (typeof value === 'string' && value !== '') found[name] = value
  }
  return found
}

/** What is kept to be decoded when somebody looks: by reference, and no page. */
const carriedBy = (
  { body: answer, state: { opened } }: ParameterizedContext<HubState>,
  endpoint: string,
  asked: Pick<Carried, 'query' | 'body'>,
): Carried => ({
  ...asked,
  ...(!pages.has(endpoint) && { answer }),
  ...(opened && { opened }),
})

const pages: ReadonlySet<string> = new Set(['authorization', 'interaction', 'end_session'])

/** oidc-provider knows the client of a code or of a token. */
const clientOf = (ctx: object): string | undefined =>
  'oidc' in ctx ? (ctx.oidc as { client?: { clientId?: string } }).client?.clientId : undefined
