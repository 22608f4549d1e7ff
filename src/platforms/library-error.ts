import type { Params } from '../oidc/params.ts'
import type { Why } from '../pages/why.ts'

/** An error of oidc-provider, reduced to what a platform needs to render it its own way. */
export type LibraryError = {
  /** Class name: `InvalidRequest`. */
  name: string
  status: number
  error: string
  error_description?: string | undefined
  /** What the library tells the operator. */
  detail?: string | undefined
  scope?: string | undefined
  /** Another error came first, and an unregistered redirect_uri kept it from the client. */
  shadows?: string | undefined
  /** A page tells it; default: the client is told, in JSON or at its address. */
  page?: boolean
  /** oidc-provider's name of the route: `authorization`, `token`, `resume`, `end_session_confirm`… */
  route: string
  method: string
  path: string
  /** The Authorization header of the request: the same text is thrown for several uses of it. */
  authorization?: string | undefined
  /** The query of the request, after the hub's rewrites. */
  query?: Params
}

/** How the hub words an error of the library. */
export type TranslatedError = {
  status: number
  /** The hub's code, as its pages print it; the error itself where the hub tells the client no code. */
  code: string
  error: string
  error_description?: string
  /** The scope that is wrong, where the error names one. */
  scope?: string
  /** Replaces the text of the page. */
  message?: string
  /** For our own panel and the journal. */
  why?: readonly Why[]
}
