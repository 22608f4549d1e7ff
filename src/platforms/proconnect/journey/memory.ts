import type { JourneySession } from '../../../journey/session.ts'
import type { Interaction, Visit } from '../../../journey/visit.ts'

/** What the hub found of the person, between the identity provider's answer and the outcome. */
export type FoundAccount = {
  sub: string
  claims: Readonly<Record<string, unknown>>
  roles: readonly string[]
}

/** What these hubs keep of a browser beside what every hub keeps. */
export type Memory = {
  /** The client asked that no page be shown. */
  silent?: boolean
  /** The request had no `state` at all, which a hub that observes lets pass. */
  stateLeftOut?: boolean
  /** The interaction whose client the session's identity provider cannot serve. */
  notReusedFor?: string
  email?: string
  remember?: boolean
  account?: FoundAccount
  /** The person typed the code that was sent to the address of the account. */
  verifiedEmail?: boolean
  code?: { value: string; at: number }
  /** The tester asked that the code by mail end with this code of the hub. */
  codeError?: string
  /** Query of the logout under way, until the identity provider returns. */
  logout?: string
  /** The login shows no page: an error page leads straight back to the client. */
  pageless?: boolean
}

/** What the session keeps for these hubs alone. */
export const memoryOf = (session: JourneySession | undefined): Memory => (session?.notes ?? {}) as Memory

/** Changes what the session keeps, for this step and the next. */
export const remember = (
  visit: Visit,
  changes: Partial<Memory>,
  fields: Partial<JourneySession> = {},
): JourneySession => {
  const session = visit.session.value
  const next: JourneySession = { ...session, ...fields, notes: { ...session?.notes, ...changes } }
  visit.session.keep(next)
  return next
}

/** Forgets whoever was logged in; the login under way goes on. */
export const forgetPerson = (visit: Visit): void => {
  const { login: _login, idp: _idp, notes, ...session } = visit.session.value ?? {}
  const {
    account: _account,
    verifiedEmail: _verified,
    code: _code,
    codeError: _error,
    ...kept
  } = (notes ?? {}) as Memory
  visit.session.keep({ ...session, notes: kept })
}

/** Forgets whoever was logged in, and begins the login of an interaction. */
export const beginLogin = (visit: Visit, interaction: Interaction, memory: Memory = {}): void => {
  const { uid, client_id, params } = interaction
  visit.session.keep({ uid, client_id, params, notes: { ...memory } })
}
