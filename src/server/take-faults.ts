import type { ParameterizedContext } from 'koa'
import type { Seam } from '../faults/fault.ts'
import type { GivenFault } from '../faults/faults.ts'
import type { Platform } from '../platforms/platform.ts'
import { askedLabel } from '../provider/asked-label.ts'
import { endpointOf } from '../provider/gate.ts'
import type { HubContext, HubParts, HubState } from '../provider/hub.ts'
import { threadsOf } from '../provider/threads-of.ts'
import type { World } from './world.ts'

/** Finds the defects armed for an answer, by the client that asked and the login that it belongs to. */
export const createTakeFaults =
  (platform: Platform, world: World): HubParts['takeFaults'] =>
  (ctx, seam) =>
    world.faults.isIdle ? none : take(ctx, seam, platform, world)

const none: readonly GivenFault[] = []

const take = async (
  ctx: HubContext,
  seam: Seam,
  platform: Platform,
  { faults, threads }: World,
): Promise<readonly GivenFault[]> => {
  const { state } = ctx
  const endpoint =
    seam === 'logout_response' ? 'end_session' : (endpointOf(platform, state.below) ?? 'interaction')
  const known = state.armed ?? threads.find(threadsOf(ctx, endpoint))
  const client_id = clientOf(ctx) ?? state.client_id
  const taken = await faults.take({
    seam,
    hub: platform.id,
    client_id,
    login: known?.id,
    label: askedLabel(ctx) ?? known?.label,
  })
  if (taken.length === 0) return taken
  if (client_id !== undefined) state.client_id = client_id
  const given = taken.map((one) => {
    const told: GivenFault = {
      ...one,
      giveBack(why) {
        one.giveBack(why)
        state.faults = state.faults?.filter((other) => other !== told) ?? []
      },
    }
    return told
  })
  state.faults = [...(state.faults ?? []), ...given]
  return given
}

/** oidc-provider knows the client of a code or of a token. */
const clientOf = (ctx: ParameterizedContext<HubState>): string | undefined =>
  'oidc' in ctx ? (ctx.oidc as { client?: { clientId?: string } }).client?.clientId : undefined
