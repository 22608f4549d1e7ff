import type { HubId } from '../lib/hub-id.ts'
import type { Endpoint } from '../oidc/endpoint.ts'
import type { Exchange } from './exchange.ts'
import type { Journal } from './journal.ts'
import { isUnsuccessful, loginTraces } from './login-traces.ts'
import type { Where } from './where.ts'

/** Which exchanges to choose: by their values, by words that are all found in what is shown of them, and by what came of it. */
export type Choice = Omit<Where, 'hub' | 'endpoint'> & {
  hub?: HubId
  endpoint?: Endpoint
  search?: string | undefined
  /** Those of logins that were refused, failed or stopped half-way, and refusals that belong to no login. */
  outcome?: 'unsuccessful' | undefined
}

/** The exchanges of a journal that a choice asks for, oldest first. */
export const choose = (journal: Journal, { search: text = '', outcome, ...where }: Choice): Exchange[] => {
  const found = journal.filter(where).filter(matcher(text))
  if (outcome === undefined) return found
  const traces = loginTraces(journal.filter(), found).filter(({ state }) => isUnsuccessful(state))
  const logins = new Set(traces.map(({ id }) => id))
  return found.filter(({ login, refusal, response }) =>
    login === undefined ? refusal !== undefined || response.status >= 400 : logins.has(login),
  )
}

/** Whether an exchange holds every word of a text anywhere in what is shown of it; case does not count. */
export const matcher = (text: string): ((exchange: Exchange) => boolean) => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return (exchange) => {
    if (words.length === 0) return true
    const told = wordsOf(exchange)
    return words.every((word) => told.includes(word))
  }
}

const wordsOf = ({ request, response, refusal, findings, ...plain }: Exchange): string => {
  const named = [request.query, request.body].flatMap((params) =>
    Object.entries(params).map(([name, value]) => `${name}=${String(value)}`),
  )
  const reasons = findings.flatMap(({ rule, message, code, fr }) => [rule, message, code, fr?.message])
  const why = (refusal?.why ?? []).flatMap(({ received, fr }) => [received, fr?.received])
  const answered = [
    response.status,
    response.location,
    response.posted,
    refusal?.code,
    refusal?.message,
    ...why,
  ]
  return [...Object.values(plain), ...named, ...answered, ...reasons].join(' ').toLowerCase()
}
