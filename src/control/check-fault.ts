import type { Client } from '../clients/client.ts'
import { faultIds } from '../faults/catalogue.ts'
import type { TakenFault } from '../faults/faults.ts'
import { type FaultOrder, faultNameOf, resolveFault } from '../faults/resolve-fault.ts'
import { unmetNeed } from '../faults/unmet-need.ts'
import { WishError } from '../journey/wish.ts'
import { ProblemsError } from '../lib/problem.ts'

/**
 * The fault of an order, ready to be armed.
 * @throws WishError for a name that does not exist, ProblemsError for parameters that it does not take or for a client
 * that receives no answer of this kind.
 */
export const checkFault = (order: FaultOrder, origin: string, client: Client | undefined): TakenFault => {
  const found = resolveFault(order, origin)
  if (!found) throw new WishError('fault', faultNameOf(order), faultIds)
  if ('problems' in found) throw new ProblemsError(found.problems)
  const need = client && unmetNeed(found.fault, client)
  if (need === undefined) return found
  const message = `the fault ${found.fault.id} cannot reach the client ${client?.client_id}: expected a registration with ${need}`
  throw new ProblemsError([{ origin: origin.replace(/\.params$/, ''), message }])
}
