/** journey/ owns how a person goes through a hub: steps as pure functions from a visit to an answer. */
import type { Client } from '../clients/client.ts'
import type { IdentityProvider } from '../identity-providers/identity-provider.ts'
import type { HubId } from '../lib/hub-id.ts'
import type { Words } from '../lib/words.ts'
import type { Params } from '../oidc/params.ts'
import type { Organisation } from '../organisations/organisation.ts'
import type { Role } from '../organisations/roles.ts'
import type { Persona } from '../personas/persona.ts'
import type { Answer } from './answer.ts'
import type { SessionSlot } from './session.ts'

/** The hub as a step sees it. */
export type HubFacts = {
  id: HubId
  title: string
  network: 'internet' | 'rie'
  /** Public address of the hub without its issuer path: `http://localhost:3615/franceconnect`. */
  base: string
  issuer: string
  /** Public address of everything that is ours: `http://localhost:3615/_doublure`. */
  ours: string
  /** Mixed into every `sub`, constant so that they survive restarts. */
  secret: string
  quirks: Readonly<Record<string, string>>
}

/** The authorize request under way, as oidc-provider accepted it. */
export type Interaction = {
  uid: string
  client_id: string
  params: Readonly<Record<string, string | undefined>>
  prompt: { name: string; reasons: readonly string[] }
  /** Where oidc-provider takes the outcome. */
  returnTo: string
}

/** Whom and what a step may ask. */
export type Stage = {
  /** Seconds since 1970. */
  now(): number
  /** An unguessable id of 43 characters. */
  random(): string
  client(client_id: string): Client | undefined
  clients(): readonly Client[]
  identityProviders(): readonly IdentityProvider[]
  /** The people of this platform's kind, as it sees them: those whose words match, all for the empty text. */
  personas(search?: string): readonly Persona[]
  /** What anyone of that id is, those of the other kind included. */
  kindOf(persona: string): Persona['kind'] | undefined
  organisation(siret: string): Organisation | undefined
  /** Roles that come with working there, as this hub's network computes them. */
  roles(siret: string): readonly Role[]
  /** Values that expire and belong to this hub, shared by all browsers: codes of identity providers, tries, mails. */
  remember(key: string, value: object, ttl: number): Promise<void>
  recall(key: string): Promise<unknown>
  forget(key: string): Promise<void>
  /** A live access token of this hub, and the account that it stands for. */
  accessToken(token: string): Promise<AccessToken | undefined>
  /** What can go wrong on purpose for a client. */
  faults(client_id: string | undefined): readonly { id: string; title: Words }[]
  /** Spoils an answer of the login that holds this `state` at its identity provider, by one of those names. */
  spoil(login: { client_id: string | undefined; state: string | undefined }, fault: string): void
  /** Puts a mail in the mailbox that tests and our panel read. */
  mail(message: { to: string; subject: string; code: string }): Promise<void>
}

/** An access token that is still alive, for endpoints that the library does not have. */
export type AccessToken = {
  jti: string
  client_id: string
  scope: string
  iat: number
  exp: number
  acr?: string
  account: { id: string; sub: string; claims: Readonly<Record<string, unknown>> }
}

/** One request of a browser to a step. */
export type Visit = {
  hub: HubFacts
  stage: Stage
  session: SessionSlot
  method: string
  /** Path below the hub: `/api/v2/interaction/abc`. */
  path: string
  /** Parts of the path named by the step's pattern. */
  route: Readonly<Record<string, string>>
  query: Params
  body: Params
  lang: 'fr' | 'en'
  header(name: string): string | undefined
  /** Signs a JWT with the hub's own key for an algorithm; `undefined` when it has none. */
  sign(alg: string, claims: object): string | undefined
  /** The authorize request under way in this browser, when the library's cookie and record are still there. */
  interaction(): Promise<Interaction | undefined>
}

/** A door of the journey. */
export type Step = {
  method: 'GET' | 'POST'
  /** Below the hub, with `:name` for a variable part. */
  path: string
  /** Servers call it, not browsers: it sets no cookie. */
  backChannel?: true
  handle(visit: Visit): Answer | Promise<Answer>
}

/** A login decided by headers or by the control API: no page is shown. */
export type Wish = {
  /** Who logs in. */
  persona?: Persona
  idp_id?: string
  /** `success`, `cancel` or an error code of the hub. */
  outcome: string
  /** Claims that replace what the hub would send, once its own checks are over; `undefined` leaves one out. */
  claims?: Readonly<Record<string, unknown>>
}

/** A platform's way of leading a person from the authorize request to an outcome. */
export type Journey = {
  /** Other doors than those of oidc-provider. */
  steps: readonly Step[]
  /** Codes of the hub that a login can be told to end with. */
  outcomes: readonly string[]
  /** Called when oidc-provider asks for an interaction: where the browser goes first. */
  start(visit: Visit, interaction: Interaction): Answer | Promise<Answer>
  /** The whole journey at once, for a login that shows no page; claims that differ are the provider's to replace. */
  decide(visit: Visit, interaction: Interaction, wish: Omit<Wish, 'claims'>): Answer | Promise<Answer>
  /** Before oidc-provider sees `end_session`. */
  logout?(visit: Visit): Answer | Promise<Answer>
  /** The page that carries oidc-provider's logout form: `form` posts `xsrf` to the confirmation. */
  confirmLogout(visit: Visit, form: { action: string; xsrf: string }): Answer | Promise<Answer>
  /** The page of a person who logged out and goes nowhere. */
  loggedOut(visit: Visit): Answer | Promise<Answer>
}
