import type { Middleware, ParameterizedContext } from 'koa'
import type { Seam } from '../faults/fault.ts'
import type { GivenFault } from '../faults/faults.ts'
import type { Answer, Refusal } from '../journey/answer.ts'
import type { HubFacts, Stage, Step, Visit, Wish } from '../journey/visit.ts'
import type { Params } from '../oidc/params.ts'
import type { EnrolOffer } from '../pages/why.ts'
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
  /** Whether a login is known by this thread. */
  sharesThread(thread: string): boolean
  /** What was decided of a login before it began; throws a `WishError` for a name that does not exist. */
  foresee(request: {
    client_id: string | undefined
    label: string | undefined
    header(name: string): string | undefined
  }): Promise<Foreseen>
  /** Whether any defect is armed, for whomever. */
  hasFaults(): boolean
  /** The defects armed for an answer about to leave, at once when there are none; each call counts as a delivery. */
  takeFaults(ctx: HubContext, seam: Seam): readonly GivenFault[] | Promise<readonly GivenFault[]>
  /** Aborted when the server stops: nothing is held back any longer. */
  closing: AbortSignal
  /** The offer to register a client that a refused request names; absent when there is nobody to make it. */
  offerEnrolment?(ctx: HubContext, parts: HubParts): EnrolOffer | undefined
  /** Signs the cookies; one entry. */
  cookieKeys: string[]
}

/** What headers, the control API and a client's autologin say of one login. */
export type Foreseen = {
  /** Absent: the person goes through the pages. */
  wish?: Wish
  /** The armed login that this request has taken. */
  armed?: { id: string; label: string | undefined; giveBack(): void }
}

/** What one request to a hub leaves behind for the layers around it. */
export type HubState = {
  hub: HubFacts
  /** Path below the hub. */
  below: string
  query: Params
  body: Params
  /** What came as JSON where the hub reads forms alone: only the journal makes something of it. */
  json?: Params
  /** Nothing is served there, or not by this method. */
  isNowhere?: true
  /** The platform's own door that the request is for. */
  step?: Step
  visit: Visit
  findings: Finding[]
  wish?: Wish
  armed?: Foreseen['armed']
  /** Encrypted answers of this request, each with what was signed before: the journal reads it. */
  opened?: Map<string, string>
  /** oidc-provider found nothing to refuse in the authorize request, and a login began. */
  accepted?: boolean
  client_id?: string
  /** What the person was refused, with the id printed on the page. */
  refusal?: Refusal & { id: string }
  /** Errors that oidc-provider reported, in order. */
  thrown: Error[]
  /** The defects that this exchange delivers. */
  faults?: readonly GivenFault[]
  /** They kept what was asked for out of an answer of success. */
  withheld?: boolean
  /** A fault let no byte of the answer leave. */
  unanswered?: true
  /** What the request names that does not exist, as it was answered. */
  unknownName?: string
  /** An error of our own, for the log: nobody outside sees it. */
  failure?: unknown
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
