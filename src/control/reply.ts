import { suggestion } from '../clients/nearest.ts'
import type { Exchange } from '../journal/exchange.ts'
import type { Problem } from '../lib/problem.ts'

/** What an operation answers; a body of status 400 or more is a problem (RFC 9457). */
export type Reply = {
  status: number
  /** Absent: no content. */
  body?: unknown
  /** Path below the API of what was created. */
  location?: string
  /** In place of a body: exchanges sent one by one until the caller leaves; gives how to stop. */
  stream?: (send: (exchange: Exchange) => void) => () => void
}

export const ok = (body: unknown): Reply => ({ status: 200, body })
export const created = (body: unknown, location: string): Reply => ({ status: 201, body, location })
export const noContent: Reply = { status: 204 }

/** Problem details; `detail` says what came, what was expected and what to do. */
export const problem = (status: number, title: string, detail: string, extra: object = {}): Reply => ({
  status,
  body: { title, status, detail, ...extra },
})

/** 404 for a name in the path, 400 for one in the query or the body: either way, with the names that exist. */
export const unknown = (what: string, given: string, known: readonly string[], status = 404): Reply =>
  problem(
    status,
    `Unknown ${what} "${given}"`,
    `There is no ${what} "${given}"${suggestion(given, known)}; known: ${known.join(', ') || 'none'}.`,
    { known },
  )

/** 400 with everything that is wrong at once, each with the field that it is about. */
export const invalid = (found: readonly Problem[]): Reply => {
  const problems = found.map(({ origin, message }) => ({ origin, message: saidOnce(origin, message) }))
  return problem(
    400,
    'The request is not what was expected',
    problems.map(({ origin, message }) => `${origin}: ${message}`).join('\n'),
    { problems },
  )
}

/** Readers of files begin a message with the field, in its list; here the origin names it already. */
const saidOnce = (origin: string, message: string): string => {
  const [, field = '', rest = ''] = /^(?:0\.)?([\w.-]+): (.*)$/s.exec(message) ?? []
  if (field !== '' && `.${origin}`.endsWith(`.${field}`)) return rest
  return message.replace(/^(unknown key ")0\./, '$1')
}
