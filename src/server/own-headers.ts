import type { ParameterizedContext } from 'koa'
import { ownHeaderValues } from '../lib/own-header-values.ts'
import type { HubState } from '../provider/hub.ts'

/** What every answer of ours carries unless it says otherwise, refusals too; a hub's answers have the hub's headers. */
export const giveOwnHeaders = (ctx: ParameterizedContext<HubState>): void => {
  if (ctx.state.hub) return
  for (const [name, value] of Object.entries(ownHeaderValues))
    if (!ctx.response.get(name)) ctx.set(name, value)
}
