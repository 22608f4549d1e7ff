import type { Exchange } from './exchange.ts'
import type { LoginTrace, TraceState } from './login-traces.ts'

/** Milliseconds after the last answer of a login in which its client does what comes next. */
const NEAR = 60_000

/** Whether an exchange began when what comes after a moment, in milliseconds since 1970, would. */
export const isSoonAfter = (moment: number, { at }: Exchange): boolean => {
  const late = Date.parse(at) - moment
  return late >= 0 && late <= NEAR
}

/**
 * Whether a refused back-channel request of no known login may be a client's: at any hub, since a code that goes to the
 * wrong one is refused there. Another client's, or another label's, are not.
 */
export const isStray = (
  one: Exchange,
  { client_id, label }: { client_id?: string | undefined; label?: string | undefined },
): boolean =>
  one.login === undefined &&
  (one.endpoint === 'token' || one.endpoint === 'userinfo') &&
  one.response.status >= 400 &&
  mayBe(one.client_id, client_id) &&
  mayBe(one.label, label)

/** What a client does after a login that stopped there. */
const next: Partial<Record<TraceState, string>> = { called_back: 'token', tokens_sent: 'userinfo' }

/** Refused requests of no known login that may be what the client of one did next. */
export const sequelsOf = (login: LoginTrace, exchanges: readonly Exchange[]): Exchange[] => {
  const ended = Date.parse(login.began) + login.duration
  return exchanges.filter(
    (one) => one.endpoint === next[login.state] && isStray(one, login) && isSoonAfter(ended, one),
  )
}

/** What is not told may be the same. */
const mayBe = (one: string | undefined, other: string | undefined): boolean =>
  one === undefined || other === undefined || one === other
