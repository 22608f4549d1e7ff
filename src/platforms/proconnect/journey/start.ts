import { outcome, proceed } from '../../../journey/answer.ts'
import type { Journey, Visit } from '../../../journey/visit.ts'
import { formatParams, type Params, single } from '../../../oidc/params.ts'
import { remember } from './memory.ts'
import type { Ways } from './ways.ts'

/** Opens the hub's session with the authorize request; the browser then goes to the interaction's page. */
export const start =
  (ways: Ways): Journey['start'] =>
  (visit, interaction) => {
    const objection = ways.objection?.(visit, interaction)
    if (objection) return outcome({ kind: 'error', ...objection })
    const silent = single(askedOf(visit), 'prompt') === 'none'
    remember(visit, { silent, stateLeftOut: leavesStateOut(visit) })
    return proceed
  }

const askedOf = ({ method, body, query }: Visit): Params => (method === 'POST' ? body : query)

/** Whether the authorize request has no `state`, not even an empty one. */
export const leavesStateOut = (visit: Visit): boolean => askedOf(visit).state === undefined

/** An address of the client with what the hub tells it; a space is `%20`, as everywhere. */
export const clientAddress = (
  redirect_uri: string,
  told: Readonly<Record<string, string | undefined>>,
): string => {
  const separator = redirect_uri.includes('?') ? '&' : '?'
  return `${redirect_uri}${separator}${formatParams(told).replaceAll('+', '%20')}`
}
