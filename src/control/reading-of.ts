import type { Exchange } from '../journal/exchange.ts'
import { hideIn } from '../journal/held.ts'
import type { SavedExchange } from '../journal/saved-journal.ts'
import type { SeenToken } from '../journal/tokens.ts'
import { parseJson } from '../lib/parse-json.ts'
import type { Desk } from './desk.ts'

/**
 * The tokens of an exchange, verified with every key that its hub ever had and with the secret of its client; what they
 * claim, a nonce that a client chose, may be a secret.
 */
export const tokensIn = (exchange: Exchange, desk: Desk): readonly SeenToken[] => {
  const hub = desk.hubs.find(({ facts }) => facts.id === exchange.hub)
  const { client_id } = exchange
  const client = client_id === undefined ? undefined : desk.clients.get(exchange.hub, client_id)
  const tokens = desk.journal.tokens(exchange, {
    keys: hub?.keys.list().map(({ jwk }) => jwk) ?? [],
    secret: client?.client_secret,
  })
  const { shown, secrets } = desk.masking()
  return shown ? tokens : hideIn(tokens, secrets)
}

/** The body of the answer to an exchange, which may tell again what came. */
export const answerIn = (exchange: Exchange, desk: Desk): string | undefined => {
  const answer = desk.journal.answer(exchange)
  const { shown, secrets } = desk.masking()
  if (shown || answer === undefined) return answer
  try {
    // As JSON, since JSON escapes some characters of a secret.
    const parsed = parseJson(answer)
    const hidden = hideIn(parsed, secrets)
    return hidden === parsed ? answer : JSON.stringify(hidden, null, 2)
  } catch {
    return hideIn(answer, secrets)
  }
}

/** An exchange with all that can be read of it. */
export const readingOf = (exchange: Exchange, desk: Desk): SavedExchange => ({
  exchange,
  tokens: tokensIn(exchange, desk),
  answer: answerIn(exchange, desk),
})
