import { type Answer, outcome } from '../../../journey/answer.ts'
import type { Visit } from '../../../journey/visit.ts'
import { single } from '../../../oidc/params.ts'
import { verbatim } from '../../../rules/sentences.ts'
import { uidFault } from './open-interaction.ts'
import { refuse } from './refuse.ts'
import { lostLogin } from './under-way.ts'
import type { Ways } from './ways.ts'

/** Longest text that the way back carries. */
const MAX_LENGTH = 256

/** The link of the error pages: takes the error that they name back to the client. */
export const goBack =
  (ways: Ways) =>
  async (visit: Visit): Promise<Answer> => {
    const faults = [
      uidFault(visit.route.uid ?? ''),
      textFault(visit, 'error'),
      textFault(visit, 'error_description'),
    ]
    const message = faults.filter((fault) => fault !== undefined).join(', ')
    if (message !== '') return refuse('Y000400', verbatim(visit.path), { message })
    if (!(await visit.interaction())) return lostLogin(ways)
    return outcome({
      kind: 'error',
      error: single(visit.query, 'error') || 'server_error',
      error_description: single(visit.query, 'error_description') || 'An unexpected error occurred',
    })
  }

const textFault = ({ query }: Visit, name: string): string | undefined => {
  const value = query[name]
  if (value === undefined) return undefined
  if (typeof value !== 'string') return `${name} must be a string`
  return value.length > MAX_LENGTH
    ? `${name} must be shorter than or equal to ${MAX_LENGTH} characters`
    : undefined
}
