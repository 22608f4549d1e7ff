import { parseParams } from '../oidc/params.ts'
import type { LibraryError } from '../platforms/library-error.ts'
import type { HubContext } from './hub.ts'

/** The members that oidc-provider's errors carry. */
type OidcError = Error & {
  error?: string
  error_description?: string
  error_detail?: string
  scope?: string
  statusCode?: number
  expose?: boolean
}

/** Reduces an error thrown in oidc-provider to what a platform needs to word it. */
export const libraryErrorOf = (ctx: HubContext, thrown: Error, page: boolean): LibraryError => {
  const error: OidcError = thrown
  const [first] = ctx.state.thrown
  return {
    name: error.name,
    status: error.statusCode ?? 500,
    error: error.expose ? (error.error ?? error.message) : 'server_error',
    error_description: error.expose ? error.error_description : 'oops! something went wrong',
    detail: error.error_detail,
    scope: error.scope,
    page,
    shadows: first && first !== thrown ? first.name : undefined,
    route: String(ctx._matchedRouteName ?? ''),
    method: ctx.method,
    path: ctx.state.below,
    authorization: ctx.get('authorization') || undefined,
    query: parseParams(ctx.querystring),
  }
}
