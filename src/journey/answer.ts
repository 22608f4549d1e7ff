import type { Html } from '../lib/html.ts'
import type { Why } from '../pages/why.ts'

/** What an ID Token says of the login rather than of the person. */
export const tokenClaims = ['acr', 'amr', 'auth_time'] as const

/** Who logged in, as the hub will speak of this person to the client until the tokens die. */
export type Account = {
  /** oidc-provider's account: what `findAccount` receives. */
  id: string
  /** The `sub` that the client reads. */
  sub: string
  /** Every claim that the hub could give; the scopes choose among them. `undefined` and absent are the same. */
  claims: Readonly<Record<string, unknown>>
  /** What a test has ID Tokens say of the login, in place of what the hub knows; without a value, nothing. */
  tokens?: Readonly<Record<string, { value?: unknown }>>
  /** The hub's session that holds the claims, where they end with it: its tokens then meet an error of the server. */
  session?: string | undefined
}

/** How a login ended for the client. */
export type Outcome =
  | {
      kind: 'login'
      account: Account
      acr?: string | undefined
      amr?: readonly string[] | undefined
      auth_time: number
    }
  | { kind: 'error'; error: string; error_description?: string | undefined }

/** A refusal that the person sees on one of the hub's error pages. */
export type Refusal = {
  kind: 'refusal'
  code: string
  /** Replaces the text that the platform's catalogue has for the code. */
  message?: string
  /** Replaces the status that the platform's catalogue has for the code. */
  status?: number
  /** What the client receives when the person takes the way back, when the catalogue does not say. */
  back?: { error: string; error_description: string }
  /** For our own panel. */
  why?: readonly Why[]
}

/** What a step of a journey answers; the provider turns it into HTTP. */
export type Answer =
  | { kind: 'redirect'; to: string; status?: 301 | 302 | 303; text?: boolean }
  | { kind: 'page'; page: Html; status?: number }
  | {
      kind: 'send'
      status: number
      type: string
      body: string
      /** Seconds that anyone may keep it; nobody may otherwise. */
      maxAge?: number
    }
  | { kind: 'outcome'; outcome: Outcome }
  | { kind: 'continue' }
  | Refusal

export const redirect = (to: string, status: 301 | 302 | 303 = 302): Answer => ({
  kind: 'redirect',
  to,
  status,
})
export const page = (markup: Html, status = 200): Answer => ({ kind: 'page', page: markup, status })
export const refusal = (code: string, detail: Omit<Refusal, 'kind' | 'code'> = {}): Refusal => ({
  kind: 'refusal',
  code,
  ...detail,
})
export const outcome = (value: Outcome): Answer => ({ kind: 'outcome', outcome: value })
/** Lets oidc-provider answer. */
export const proceed: Answer = { kind: 'continue' }
