import type { Client } from '../../../clients/client.ts'
import type { IdentityProvider } from '../../../identity-providers/identity-provider.ts'
import type { Answer, Refusal } from '../../../journey/answer.ts'
import type { IdentityProviderAnswer } from '../../../journey/identity-provider-answer.ts'
import type { Interaction, Visit } from '../../../journey/visit.ts'
import type { AcrFamily } from '../acr.ts'
import type { CataloguedError } from '../errors.ts'

/** What the hub makes of an identity that it received: what it will tell clients, or a refusal. */
export type ReceivedIdentity =
  | { kind: 'identity'; claims: Readonly<Record<string, unknown>>; roles: readonly string[] }
  | Refusal

/** What an identity provider answered, to whom and for whom. */
export type Received = {
  visit: Visit
  client: Client
  provider: IdentityProvider
  answer: IdentityProviderAnswer
}

/** What the journeys of ProConnect and of AgentConnect, its elder, differ by. */
export type Ways = {
  /** The name that the hub gives itself on its pages. */
  brand: string
  acr: AcrFamily
  /** A level that lacks a second factor can be raised by a code sent by mail. */
  oneTimeCode: boolean
  /** An address that cannot exist is refused on the page where it is typed. */
  checksPlausibility: boolean
  /** The name of the default identity provider in a choice; absent: its title. */
  defaultName?: string
  /** Pages bear a link back to the client. */
  linksBack: boolean
  /** Code of the page of a login that is lost. */
  lost: string
  /** Code of the page of a login whose session is lost; absent: the person is taken back to the first page. */
  sessionLost?: string
  /** Code of the page of a session whose cookie was tampered with. */
  badCookie: string
  /** Code of an identity without `sub`. */
  noSub: string
  /** The browser passes by a door of the hub on its way to the identity provider's logout. */
  hopsToDisconnect: boolean
  /** Code of the page of an identity provider that is disabled. */
  disabled: string
  /** What a silent login is told whose identity provider can no longer be used. */
  loginRequired: string
  /** The person is asked before the session ends. */
  asksBeforeLogout(visit: Visit): boolean
  errors: Readonly<Record<string, CataloguedError>>
  /** Codes that a tester may ask a login to end with. */
  outcomes: readonly string[]
  /** An error for the client, found before any page is shown. */
  objection?(visit: Visit, interaction: Interaction): { error: string; error_description: string } | undefined
  /** Why this client may not use this identity provider. */
  barred?(client: Client, provider: IdentityProvider): Refusal | undefined
  /** Where a login stops whose identity provider does not answer. */
  unreachable(visit: Visit, provider: IdentityProvider): Answer
  /** What the hub makes of an OAuth error of the identity provider; the same when the person cancels there. */
  providerError(error: string, description: string | undefined): Answer
  receive(received: Received): ReceivedIdentity
  /** The `sub` that the client will read. */
  subject(received: Received): Promise<string>
}
