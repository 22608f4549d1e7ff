import type { Client } from '../clients/client.ts'
import { catalogue } from '../faults/catalogue.ts'
import type { Fault } from '../faults/fault.ts'
import { resolveFault } from '../faults/resolve-fault.ts'
import { unmetNeed } from '../faults/unmet-need.ts'
import type { Stage } from '../journey/visit.ts'
import type { Platform } from '../platforms/platform.ts'
import type { World } from './world.ts'

/** The faults that a client can meet. */
export const faultsFor = (client: Client | undefined): readonly Fault[] =>
  catalogue.filter((fault) => unmetNeed(fault, client ?? {}) === undefined)

/** Arms a fault for the login that an identity provider's page is part of. */
export const createSpoil =
  ({ id: hub }: Platform, { faults, threads }: World): Stage['spoil'] =>
  ({ client_id, state }, name) => {
    const login = threads.find([`${hub}:state:${state}`])
    const found = resolveFault(name)
    const client = login?.client_id ?? client_id
    if (!found || 'problems' in found || client === undefined) return
    faults.arm(found.fault, found.params, { client_id: client, hub, login: login?.id, times: 1 })
  }
