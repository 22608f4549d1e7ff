import { faultIds, findFault } from '../faults/catalogue.ts'
import type { TakenFault } from '../faults/faults.ts'
import { type FaultOrder, faultNameOf, faultProblem, resolveFault } from '../faults/resolve-fault.ts'
import { outOfReach, unmetNeed } from '../faults/unmet-need.ts'
import { resolveWish, WishError, type WishedNames, wishedInHeaders } from '../journey/wish.ts'
import { newId } from '../lib/new-id.ts'
import type { LoginOrder } from '../logins/login.ts'
import type { TakenLogin } from '../logins/logins.ts'
import type { Platform } from '../platforms/platform.ts'
import type { Foreseen, HubParts } from '../provider/hub.ts'
import { knownNames } from '../provider/known-names.ts'
import type { World } from './world.ts'

/**
 * Looks up what was decided of a login before it began. A header of the request wins over the armed login that the
 * request takes, which wins over the client's autologin, name by name; faults add up.
 */
export const createForesee =
  (parts: Pick<HubParts, 'platform' | 'stage'>, world: World): HubParts['foresee'] =>
  async ({ client_id, label, header }) => {
    const hub = parts.platform.id
    const headers = wishedInHeaders(header)
    const faults = faultsInHeader(header('doublure-fault'), client_id, parts)
    if (client_id === undefined) return wishOf(resolveWish(headers, knownNames(parts)))
    const taken = await world.logins.take({ client_id, hub, label })
    try {
      const names = combine(headers, taken?.order, autologinOf(client_id, parts.platform, world))
      return {
        ...wishOf(resolveWish(names, knownNames(parts))),
        ...((taken || faults.length > 0) && {
          armed: withFaults(taken, faults, { client_id, hub, label }, world),
        }),
      }
    } catch (error) {
      taken?.giveBack()
      throw error
    }
  }

/** An autologin of every hub holds on those where this person can log in. */
const autologinOf = (
  client_id: string,
  { id, people: kind }: Platform,
  { autologins, people }: World,
): string | undefined => {
  const found = autologins.find(client_id, id)
  const elsewhere = found?.hub === undefined && people.get(found?.persona ?? '')?.kind !== kind
  return elsewhere ? undefined : found?.persona
}

const wishOf = (wish: ReturnType<typeof resolveWish>) => (wish ? { wish } : {})

const combine = (
  headers: WishedNames,
  order: LoginOrder | undefined,
  autologin: string | undefined,
): WishedNames => ({
  persona: headers.persona ?? order?.persona ?? autologin,
  idp: headers.idp ?? order?.idp,
  outcome: headers.outcome ?? order?.outcome,
  claims: order?.claims,
  without: order?.without,
})

/** Names in the header Doublure-Fault, between commas; @throws WishError for one that this client cannot meet. */
const faultsInHeader = (
  text: string | undefined,
  client_id: string | undefined,
  { stage }: Pick<HubParts, 'stage'>,
): readonly string[] => {
  const names = text?.split(',').map((name) => name.trim()) ?? []
  if (names.length === 0) return names
  const known = stage.faults(client_id).map(({ id }) => id)
  const client = client_id === undefined ? undefined : stage.client(client_id)
  for (const name of names) {
    if (known.includes(name)) continue
    const fault = findFault(name)
    const need = fault && client && unmetNeed(fault, client)
    throw new WishError('fault', name, known, need && capital(outOfReach(fault, client.client_id, need)))
  }
  return names
}

const capital = (sentence: string): string => `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`

/** The fault of an armed login; @throws WishError for one that is none here: a replica of another version armed it. */
const faultOf = (order: FaultOrder): TakenFault => {
  const found = resolveFault(order)
  if (found && !('problems' in found)) return found
  const name = faultNameOf(order)
  throw new WishError('fault', name, faultIds, found && `Fault "${name}": ${faultProblem(order)}`)
}

/** Arms the faults of a login for it alone; they go when the login is given back. */
const withFaults = (
  taken: TakenLogin | undefined,
  more: readonly string[],
  where: { client_id: string; hub: string; label: string | undefined },
  { faults }: World,
): NonNullable<Foreseen['armed']> => {
  const login = taken?.id ?? newId()
  const label = where.label ?? taken?.order.label
  const checked = [...(taken?.order.faults ?? []), ...more].map(faultOf)
  const ids = checked.map(
    ({ fault, params }) => faults.arm(fault, params, { ...where, label, login, times: 1 }).id,
  )
  return {
    id: login,
    label,
    giveBack() {
      for (const id of ids) faults.remove(id)
      taken?.giveBack()
    },
  }
}
