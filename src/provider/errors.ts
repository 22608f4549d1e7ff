import type Provider from 'oidc-provider'
import { escapeHtml } from '../lib/html.ts'
import type { TranslatedError } from '../platforms/library-error.ts'
import type { HubContext, HubMiddleware, HubParts } from './hub.ts'
import { libraryErrorOf } from './library-error.ts'
import { sendRefusal } from './refuse.ts'

/** Events by which oidc-provider tells that it refuses. */
const events = [
  'authorization.error',
  'grant.error',
  'userinfo.error',
  'revocation.error',
  'introspection.error',
  'end_session.error',
  'end_session_confirm.error',
  'end_session_success.error',
  'server_error',
] as const

/** Remembers on each request which errors the library met, in order. */
export const watchErrors = (provider: Provider): void => {
  for (const event of events) {
    provider.on(event as 'server_error', (ctx: object, error: Error) => {
      const { state } = ctx as HubContext
      state.thrown?.push(error)
      if (event === 'server_error') state.failure = error
    })
  }
}

/** Gives the library's refusals the platform's words: JSON bodies and redirects to the client. */
export const wordErrors = (parts: HubParts): HubMiddleware => {
  const { platform } = parts
  return async (ctx, next) => {
    await next()
    if (platform.spaces === '%20') spellSpaces(ctx)
    const thrown = ctx.state.thrown.at(-1)
    if (!thrown || ctx.state.refusal) return
    const isPage =
      isError(ctx.body) && platform.pageRoutes?.includes(String(ctx._matchedRouteName)) && !asksJson(ctx)
    const error = libraryErrorOf(ctx, thrown, isPage ?? false)
    const translated = platform.translate(error)
    if (isPage) return sendRefusal(ctx, parts, { kind: 'refusal', ...translated })
    const id = crypto.randomUUID()
    if (isError(ctx.body)) {
      ctx.status = translated.status
      ctx.body = platform.errorBody(translated, id)
      rewordChallenge(ctx, error.error_description, translated.error_description)
    } else if (typeof ctx.body === 'string' && ctx.status === 400) {
      ctx.body = rewordForm(ctx.body, translated)
    } else {
      rewordRedirect(ctx, translated, platform.spaces)
    }
    ctx.state.refusal = { kind: 'refusal', id, ...translated }
  }
}

const asksJson = (ctx: HubContext): boolean => /json/i.test(ctx.get('accept'))

/** Addresses of the library write a space as `+`. */
const spellSpaces = (ctx: HubContext) => {
  const location = ctx.response.get('location') ?? ''
  const at = location.search(/[?#]/)
  if (at < 0 || !location.includes('+', at)) return
  const { status } = ctx
  ctx.redirect(location.slice(0, at) + location.slice(at).replaceAll('+', '%20'))
  ctx.status = status
}

/** The header of a refused token repeats the library's words, and so takes those of the release that the hub runs. */
const rewordChallenge = (ctx: HubContext, said = '', worded = said): void => {
  const challenge = ctx.response.get('www-authenticate')
  if (challenge && !worded.startsWith(said)) ctx.set('www-authenticate', challenge.replace(said, worded))
}

/** The page that posts an error to the client carries it in hidden fields. */
const rewordForm = (body: string, { error, error_description }: TranslatedError): string =>
  Object.entries({ error, error_description }).reduce(
    (form, [name, value]) =>
      value === undefined
        ? form
        : form.replace(
            new RegExp(`(name="${name}" value=")[^"]*`),
            (_, before) => before + escapeHtml(value),
          ),
    body,
  )

const isError = (body: unknown): boolean => typeof body === 'object' && body !== null && 'error' in body

/** The words of the hub where the library's error stood, what came before and after them untouched. */
const reworded = (params: URLSearchParams, words: Readonly<Record<string, string>>): string =>
  new URLSearchParams(
    [...params].flatMap(([name, value]): [string, string][] => {
      if (name === 'error') return Object.entries(words)
      return name === 'error_description' ? [] : [[name, value]]
    }),
  ).toString()

const rewordRedirect = (
  ctx: HubContext,
  { error, error_description }: { error: string; error_description?: string | undefined },
  spaces: '+' | '%20',
) => {
  const location = URL.parse(ctx.response.get('location'))
  if (!location) return
  const inFragment = location.hash.startsWith('#error=')
  const params = inFragment ? new URLSearchParams(location.hash.slice(1)) : location.searchParams
  if (!params.has('error')) return
  const described = error_description ?? params.get('error_description') ?? undefined
  const worded = reworded(params, { error, ...(described !== undefined && { error_description: described }) })
  const encoded = spaces === '+' ? worded : worded.replaceAll('+', '%20')
  if (inFragment) location.hash = encoded
  else location.search = encoded
  // Koa keeps the status of a redirect, and words its body anew.
  ctx.redirect(location.href)
}
