import type { Client } from '../clients/client.ts'
import { faultIds } from '../faults/catalogue.ts'
import type { TakenFault } from '../faults/faults.ts'
import { type FaultOrder, faultNameOf, resolveFault } from '../faults/resolve-fault.ts'
import { outOfReach, unmetNeed } from '../faults/unmet-need.ts'
import { WishError } from '../journey/wish.ts'
import { ProblemsError } from '../lib/problem.ts'

/**
 * The fault of an order, ready to be armed; `registrations` are those of the client where it may meet the fault.
 * @throws WishError for a name that does not exist, ProblemsError for parameters that it does not take or for a client
 * that nowhere receives an answer of this kind.
 */
export const checkFault = (
  order: FaultOrder,
  origin: string,
  registrations: readonly Client[],
): TakenFault => {
  const found = resolveFault(order, origin)
  if (!found) throw new WishError('fault', faultNameOf(order), faultIds)
  if ('problems' in found) throw new ProblemsError(found.problems)
  const [need, ...others] = registrations.map((client) => unmetNeed(found.fault, client))
  if (need === undefined || others.includes(undefined)) return found
  const message = outOfReach(found.fault, String(registrations[0]?.client_id), need)
  throw new ProblemsError([{ origin: origin.replace(/\.params$/, ''), message }])
}
