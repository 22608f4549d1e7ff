import { inspect } from 'node:util'
import type { Exchange } from '../journal/exchange.ts'
import { StoreAway, StoreBack } from '../store/store-away.ts'

/** One line an exchange, for people: `franceconnect token 200 client=demo persona=angela 12ms`. */
export const lineOf = (exchange: Exchange): string => {
  const {
    hub,
    endpoint,
    method,
    path,
    response,
    client_id,
    persona,
    label,
    refusal,
    findings,
    fault,
    duration,
  } = exchange
  const where = endpoint === 'interaction' ? `${method} ${path}` : endpoint
  const parts = [
    hub,
    where,
    response.status,
    client_id && `client=${client_id}`,
    persona && `persona=${persona}`,
    label && `label=${label}`,
    fault && `fault=${fault}`,
    refusal && `refused=${refusal.code}`,
    ...findings.map(({ rule, message }) => `finding=${rule} (${message})`),
    `${duration}ms`,
  ]
  return parts
    .filter(Boolean)
    .join(' ')
    .replace(/[\r\n]+/g, ' ')
}

/** What is told of outside every exchange: a store that goes or comes is nobody's defect, and takes a sentence. */
export const textOf = (failure: unknown): string =>
  failure instanceof StoreAway || failure instanceof StoreBack ? failure.message : inspect(failure)
