import type { Exchange } from './exchange.ts'
import type { LoginTrace, TraceState } from './login-traces.ts'

/** Milliseconds after the last answer of a login in which its client does what comes next. */
const NEAR = 60_000

/** What a client does after a login that stopped there. */
const next: Partial<Record<TraceState, string>> = { called_back: 'token', tokens_sent: 'userinfo' }

/**
 * Refused requests of no known login that may be what the client of one did next: at any hub, since a code that goes to
 * the wrong one is refused there. Another client's, or another label's, are not.
 */
export const sequelsOf = (login: LoginTrace, exchanges: readonly Exchange[]): Exchange[] => {
  const wanted = next[login.state]
  const ended = Date.parse(login.began) + login.duration
  return exchanges.filter((one) => {
    const late = Date.parse(one.at) - ended
    return (
      one.login === undefined &&
      one.endpoint === wanted &&
      one.response.status >= 400 &&
      late >= 0 &&
      late <= NEAR &&
      mayBe(one.client_id, login.client_id) &&
      mayBe(one.label, login.label)
    )
  })
}

/** What is not told may be the same. */
const mayBe = (one: string | undefined, other: string | undefined): boolean =>
  one === undefined || other === undefined || one === other
