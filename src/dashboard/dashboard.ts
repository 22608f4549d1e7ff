/** dashboard/ owns the screens for people: what the control API does for tests, as pages and forms. */
import type { Context, Middleware } from 'koa'
import type { AccessSettings } from '../control/access.ts'
import type { Desk } from '../control/desk.ts'
import { createEventStreams, type EventStreams } from '../control/event-streams.ts'
import { decodePercent } from '../lib/decode-percent.ts'
import { matchPath } from '../lib/match-path.ts'
import { type Params, parseParams, single } from '../oidc/params.ts'
import { type DashboardFrame, sectionOf } from '../pages/dashboard/frame.ts'
import { nothingHerePage } from '../pages/dashboard/nothing-here.ts'
import { isOurForm, refuseVisit, TOKEN_COOKIE } from './guard.ts'
import { lockedHome, openHome } from './home-screen.ts'
import { readForm } from './read-form.ts'
import { page, type Screen, type Shown } from './screen.ts'
import { screens } from './screens.ts'

/** The dashboard over HTTP. */
export type Dashboard = {
  middleware: Middleware
  /** Ends the streams that pages still listen to. */
  close(): void
}

export type DashboardSettings = AccessSettings & {
  /** Unguessable: a form without it is not ours. Another once servers of an emptied store agreed on it. */
  formToken(): string
  /** Whether what is saved is there again after a restart. */
  lasting: boolean
  /** Whether a request is for a hub by its own name: everything there is the hub's. */
  isHub(ctx: Context): boolean
}

/** Headers of the dashboard; its forms need to say where they come from. */
const headers = {
  'content-security-policy': "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
}

/** Serves `/` and the screens below /_doublure. */
export const createDashboard = (desk: Desk, settings: DashboardSettings): Dashboard => {
  const streams = createEventStreams()
  const middleware: Middleware = async (ctx, next) => {
    if (settings.isHub(ctx)) return next()
    if (ctx.path === '/_doublure/unlock' && ctx.method === 'POST') return unlock(ctx, settings)
    const found = findScreen(ctx)
    // Pages of the identity providers are below /_doublure too.
    if (!found) await next()
    if (!found && !(isUnanswered(ctx) && ctx.method === 'GET' && wantsPage(ctx))) return undefined
    ctx.set(headers)
    const frame: DashboardFrame = {
      lang: ctx.acceptsLanguages('fr', 'en') === 'en' ? 'en' : 'fr',
      assetsHref: '/_doublure',
      formToken: settings.formToken(),
      today: new Date(desk.now()).toISOString().slice(0, 10),
      lasting: settings.lasting,
      done: single(parseParams(ctx.querystring), 'done'),
    }
    const reason = refuseVisit(ctx, settings)
    if (reason !== undefined) {
      const locked = { reason, asksToken: settings.token !== undefined }
      send(ctx, lockedHome(frame, desk, locked, ctx.path === '/' ? 200 : 403), streams)
      return undefined
    }
    const form = await formOf(ctx, settings)
    const query = parseParams(ctx.querystring)
    const shown = form
      ? await found?.screen.show({ frame, params: found.params, query, form }, desk)
      : openHome({ ...frame, problems: [foreign] }, desk, 403)
    if (shown) send(ctx, shown, streams)
    else if (wantsPage(ctx)) send(ctx, nothingHere(frame, ctx.path), streams)
    else ctx.status = 404
    return undefined
  }
  return { middleware, close: streams.close }
}

/** Whether a person looks, where a program would be told in JSON; the API answers programs alone. */
const wantsPage = (ctx: Context): boolean =>
  !ctx.path.startsWith('/_doublure/api/') && ctx.accepts('json', 'html') === 'html'

const isUnanswered = ({ status, body }: Context): boolean => status === 404 && body === undefined

const nothingHere = (frame: DashboardFrame, path: string): Shown =>
  page(nothingHerePage({ ...frame, section: sectionOf(path) }), 404)

const findScreen = ({
  method,
  path,
}: Context): { screen: Screen; params: Record<string, string> } | undefined => {
  for (const screen of screens) {
    const params = screen.method === method ? matchPath(screen.path, path) : undefined
    if (!params) continue
    const decoded = Object.entries(params).map(([name, part]) => [name, decodePercent(part) ?? part])
    return { screen, params: Object.fromEntries(decoded) }
  }
  return undefined
}

/** The form that came, `undefined` when it is not one of ours; a GET has an empty one. */
const formOf = async (ctx: Context, { formToken }: DashboardSettings): Promise<Params | undefined> => {
  if (ctx.method === 'GET') return {}
  const form = await readForm(ctx.req)
  return form && isOurForm(ctx, single(form, 'form_token'), formToken()) ? form : undefined
}

const foreign = {
  fr: 'Le formulaire vient d’une page d’avant le dernier démarrage, ou d’un autre site : rouvrez la page et recommencez.',
  en: 'The form comes from a page of before the last start, or from another site: open the page again and retry.',
}

/** A browser gives the token of the control API once, and keeps it for the session. */
const unlock = async (ctx: Context, settings: DashboardSettings): Promise<void> => {
  const form = await formOf(ctx, settings)
  const token = form && single(form, 'token')
  if (token !== undefined)
    ctx.cookies.set(TOKEN_COOKIE, encodeURIComponent(token), {
      httpOnly: true,
      sameSite: 'strict',
      signed: false,
    })
  ctx.redirect('/')
  ctx.status = 303
}

const send = (ctx: Context, shown: Shown, streams: EventStreams): void => {
  switch (shown.kind) {
    case 'page':
      ctx.status = shown.status ?? 200
      ctx.type = 'html'
      ctx.body = shown.page.toString()
      return
    case 'go':
      ctx.redirect(shown.to)
      ctx.status = 303
      return
    case 'file':
      ctx.attachment(shown.name)
      ctx.type = 'json'
      ctx.body = JSON.stringify(shown.body, null, 2)
      return
    case 'text':
      ctx.attachment(shown.name)
      ctx.type = shown.type
      ctx.body = shown.body
      return
    case 'stream':
      streams.open(ctx, shown.start)
  }
}
