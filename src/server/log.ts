import { inspect } from 'node:util'
import type { Exchange } from '../journal/exchange.ts'
import { Notice } from '../lib/notice.ts'
import { StoreAway } from '../store/store-away.ts'

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
    client_id && `client=${word(client_id)}`,
    persona && `persona=${word(persona)}`,
    label && `label=${word(label)}`,
    fault && `fault=${word(fault)}`,
    refusal && `refused=${word(refusal.code)}`,
    ...findings.map(({ rule, message }) => `finding=${rule} (${message})`),
    `${duration}ms`,
  ]
  return parts.filter(Boolean).join(' ').replace(INVISIBLE, ' ')
}

/** What ends a line, or tells a terminal what to do: colours, a title, another direction. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu

/** A value as one word: clients choose some of them, and none may pass for what follows. */
const word = (value: string): string => (/^[^\s"\p{C}]+$/u.test(value) ? value : JSON.stringify(value))

/** What is told of outside every exchange: a store that goes or comes is nobody's defect, and takes a sentence. */
export const textOf = (failure: unknown): string => {
  if (failure instanceof Notice) return failure.message
  return failure instanceof StoreAway
    ? `${failure.message.replace(/\.$/, '')}; requests are answered with errors until it is back, and nothing needs a restart`
    : inspect(failure)
}
