import { z } from 'zod'
import type { Client } from '../clients/client.ts'
import { faultIds } from '../faults/catalogue.ts'
import type { Fault, Need } from '../faults/fault.ts'
import type { TakenFault } from '../faults/faults.ts'
import { type FaultOrder, faultNameOf, resolveFault } from '../faults/resolve-fault.ts'
import { WishError } from '../journey/wish.ts'
import { ProblemsError } from '../lib/problem.ts'

/** A fault as logins and scenarios name it. */
export const faultOrder = z.union([
  z.string().min(1),
  z.strictObject({
    fault: z.string().min(1).describe('Name in the catalogue of faults.'),
    params: z.record(z.string(), z.json()).optional().describe('Its parameters; each has a default.'),
  }),
])

/**
 * The fault of an order, ready to be armed.
 * @throws WishError for a name that does not exist, ProblemsError for parameters that it does not take or for a client
 * that receives no answer of this kind.
 */
export const checkFault = (order: FaultOrder, origin: string, client: Client | undefined): TakenFault => {
  const found = resolveFault(order, origin)
  if (!found) throw new WishError('fault', faultNameOf(order), faultIds)
  if ('problems' in found) throw new ProblemsError(found.problems)
  const message = client && unmet(found.fault, client)
  if (message !== undefined) throw new ProblemsError([{ origin: origin.replace(/\.params$/, ''), message }])
  return found
}

const wanted: Readonly<Record<Need, { text: string; isMet(client: Client): boolean }>> = {
  encrypted_id_token: {
    text: 'id_token_encrypted_response_alg',
    isMet: (client) => client.id_token_encrypted_response_alg !== undefined,
  },
  encrypted_userinfo: {
    text: 'userinfo_encrypted_response_alg',
    isMet: (client) => client.userinfo_encrypted_response_alg !== undefined,
  },
  signed_userinfo: {
    text: 'a userinfo_signed_response_alg other than null',
    isMet: (client) => client.userinfo_signed_response_alg !== null,
  },
  asymmetric_id_token: {
    text: 'an id_token_signed_response_alg other than HS256',
    isMet: (client) => client.id_token_signed_response_alg !== 'HS256',
  },
}

const unmet = ({ id, needs }: Fault, client: Client): string | undefined => {
  if (needs === undefined || wanted[needs].isMet(client)) return undefined
  return `the fault ${id} cannot reach the client ${client.client_id}: expected a registration with ${wanted[needs].text}`
}
