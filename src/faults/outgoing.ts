import { ProblemsError } from '../lib/problem.ts'
import type { WaitingFault } from './waiting-fault.ts'

/** How many are remembered once they were delivered. */
const REMEMBERED = 1000

/** How many may wait. */
const WAITING = 10_000

/**
 * Which defect makes room for one more: the oldest that was delivered, then the oldest of a login, which began thousands
 * of defects ago. `undefined`: there is room. @throws ProblemsError when everything waits for whoever comes.
 */
export const outgoingOf = (waiting: ReadonlyMap<string, WaitingFault>): WaitingFault | undefined => {
  if (waiting.size < REMEMBERED) return undefined
  const entries = [...waiting.values()]
  const delivered = entries.find(({ remaining }) => remaining === 0)
  if (delivered || entries.length < WAITING) return delivered
  const ofLogin = entries.find(({ target }) => target.login !== undefined)
  if (ofLogin) return ofLogin
  const message = `${WAITING} faults wait for their answers already: disarm those that nobody will meet (DELETE /faults)`
  throw new ProblemsError([{ origin: 'faults', message }])
}
