import type { IdentityProviderAnswer } from './identity-provider-answer.ts'

/** What a hub remembers of one browser between two steps. Plain JSON: it may live in a shared store. */
export type JourneySession = {
  /** The interaction under way. */
  uid?: string
  client_id?: string
  /** The request as the hub understood it, after its rewrites. */
  params?: Readonly<Record<string, string | undefined>>
  /** The route reached last: steps out of order are refused. */
  step?: string
  csrf?: { token: string; used: boolean }
  /** The identity provider chosen and what was sent to it. */
  idp_id?: string
  idp_state?: string
  idp_nonce?: string
  /**
   * Stands for the ID Token that the identity provider gave, which a logout hints at there; ours give none, so that
   * each logout has a new one.
   */
  idp_token?: string
  /** What the identity provider answered. */
  idp?: IdentityProviderAnswer
  /** What the hub made of it: present once a login was complete, and so what SSO reuses. */
  login?: CompletedLogin
  /** The login under way reuses the session's. */
  sso?: boolean
  /** Seconds since 1970 when a life that does not slide began; absent, each change begins it again. */
  began?: number
  /** Anything that one platform alone keeps. */
  notes?: Readonly<Record<string, unknown>>
}

/** A login that came to its end. */
export type CompletedLogin = {
  idp_id: string
  acr: string
  amr?: readonly string[]
  claims: Readonly<Record<string, unknown>>
  /** Seconds since 1970. */
  at: number
  notes?: Readonly<Record<string, unknown>>
}

/** The session of the browser that sent this request; changes are kept when the step is over. */
export type SessionSlot = {
  /** `tampered`: the cookie's signature is wrong; `unknown`: it names nothing that is still alive. */
  readonly state: 'absent' | 'unknown' | 'tampered' | 'live'
  readonly id: string | undefined
  /** What the request found, whatever became of it. */
  readonly found: JourneySession | undefined
  /** A copy that may be changed through `keep`. */
  readonly value: JourneySession | undefined
  /** Replaces the session's content under the same id; opens a session where there is none. */
  keep(value: JourneySession): void
  /** Replaces the content and the id; the former id stays alive when `duplicate` is set. */
  renew(value: JourneySession, options?: { duplicate?: boolean }): void
  /** Ends the session and its cookie. */
  end(): void
}
