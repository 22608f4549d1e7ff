import type { Middleware, ParameterizedContext } from 'koa'
import type { Answer, Refusal } from '../journey/answer.ts'
import type { HubFacts, Stage, Visit, Wish } from '../journey/visit.ts'
import type { Params } from '../oidc/params.ts'
import type { Platform } from '../platforms/platform.ts'
import type { Finding } from '../rules/rule.ts'
import type { Store } from '../store/store.ts'
import type { HubKeys } from './hub-keys.ts'

/** What a hub is given to run: all that is outside the protocol. */
export type HubParts = {
  platform: Platform
  facts: HubFacts
  keys: HubKeys
  store: Store
  stage: Stage
  /** The hub's clock, in milliseconds. */
  now(): number
  strictness(client_id: string | undefined): 'strict' | 'observe'
  redirectUriPolicy: 'sandbox' | 'production'
  /** A login decided before it began (header, control API); throws a `WishError` for a name that does not exist. */
  wish(request: {
    client_id: string | undefined
    header(name: string): string | undefined
  }): Promise<Wish | undefined>
  /** Signs the cookies; one entry. */
  cookieKeys: string[]
}

/** What one request to a hub leaves behind for the layers around it. */
export type HubState = {
  hub: HubFacts
  /** Path below the hub. */
  below: string
  body: Params
  visit: Visit
  findings: Finding[]
  wish?: Wish
  client_id?: string
  /** What the person was refused, with the id printed on the page. */
  refusal?: Refusal & { id: string }
  /** Errors that oidc-provider reported, in order. */
  libraryErrors: Error[]
}

export type HubContext = ParameterizedContext<HubState>
export type HubMiddleware = Middleware<HubState>

/** A refusal on its way out of oidc-provider, which only lets errors pass. */
export class RefusalError extends Error {
  readonly answer: Answer
  /** Read by oidc-provider: never send this to the client's address. */
  readonly allow_redirect = false
  readonly expose = true
  readonly statusCode = 400

  constructor(answer: Answer) {
    super('the hub refuses')
    this.name = 'RefusalError'
    this.answer = answer
  }
}
