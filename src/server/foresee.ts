import { resolveFault } from '../faults/resolve-fault.ts'
import { resolveWish, type WishedNames, wishedInHeaders } from '../journey/wish.ts'
import type { LoginOrder } from '../logins/login.ts'
import type { TakenLogin } from '../logins/logins.ts'
import type { Platform } from '../platforms/platform.ts'
import type { HubParts } from '../provider/hub.ts'
import { knownNames } from '../provider/known-names.ts'
import type { World } from './world.ts'

/**
 * Looks up what was decided of a login before it began. A header of the request wins over the armed login that the
 * request takes, which wins over the client's autologin, name by name.
 */
export const createForesee =
  (parts: Pick<HubParts, 'platform' | 'stage'>, world: World): HubParts['foresee'] =>
  async ({ client_id, header }) => {
    const hub = parts.platform.id
    const headers = wishedInHeaders(header)
    if (client_id === undefined) return wishOf(resolveWish(headers, knownNames(parts)))
    const taken = withFaults(world.logins.take({ client_id, hub, label: header('doublure-label') }), world)
    try {
      const names = combine(headers, taken?.order, autologinOf(client_id, parts.platform, world))
      return {
        ...wishOf(resolveWish(names, knownNames(parts))),
        ...(taken && { armed: { id: taken.id, label: taken.order.label, giveBack: taken.giveBack } }),
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

/** Arms the defects of a login for it alone; they go when the login is given back. */
const withFaults = (taken: TakenLogin | undefined, { faults }: World): TakenLogin | undefined => {
  if (!taken) return undefined
  const { client_id, hub, faults: orders } = taken.order
  const ids = orders.map((order) => {
    const found = resolveFault(order)
    if (!found || 'problems' in found) throw new Error('an armed login names defects that were checked')
    return faults.arm(found.fault, found.params, { client_id, hub, login: taken.id, times: 1 }).id
  })
  return {
    ...taken,
    giveBack() {
      for (const id of ids) faults.remove(id)
      taken.giveBack()
    },
  }
}
