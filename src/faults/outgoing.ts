import { ProblemsError } from '../lib/problem.ts'
import type { FaultTarget, WaitingFault } from './waiting-fault.ts'

/** How many are remembered once they were delivered. */
const REMEMBERED = 1000

/** How many may wait for whoever comes, and how many for their logins. */
const WAITING = 10_000

/**
 * Which defect makes room for one more: the oldest that was delivered; for one of a login, the oldest of a login, which
 * began thousands of defects ago. `undefined`: there is room. A login never lacks room because of others.
 * @throws ProblemsError for one that waits for whoever comes, when there are too many.
 */
export const outgoingOf = (
  waiting: ReadonlyMap<string, WaitingFault>,
  { login }: Pick<FaultTarget, 'login'>,
): WaitingFault | undefined => {
  if (waiting.size < REMEMBERED) return undefined
  const entries = [...waiting.values()]
  const delivered = entries.find(({ remaining }) => remaining === 0)
  if (delivered || entries.length < WAITING) return delivered
  const alike = entries.filter(({ target }) => (target.login === undefined) === (login === undefined))
  if (alike.length < WAITING) return undefined
  if (login !== undefined) return alike[0]
  const message = `${WAITING} faults wait for their answers already: disarm those that nobody will meet (DELETE /faults)`
  throw new ProblemsError([{ origin: 'faults', message }])
}
