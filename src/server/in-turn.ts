import type { Middleware, ParameterizedContext } from 'koa'
import type { HubState } from '../provider/hub.ts'
import { StoreAway } from '../store/store-away.ts'
import { sendProblem, startAnew } from './failures.ts'
import type { Hubs } from './hubs.ts'
import type { World } from './world.ts'

/**
 * Answers each request as the only server would: after all that was answered before by whatever replica, and with its
 * writes kept before its answer leaves. When the store is away, nothing is, and the hub says that it broke.
 */
export const inTurn =
  ({ together }: NonNullable<World['replicas']>, hubs: Hubs): Middleware<HubState> =>
  async (ctx, next) => {
    if (ctx.path === '/livez' || ctx.path === '/readyz') return next()
    try {
      return await together(next)
    } catch (error) {
      if (!(error instanceof StoreAway)) throw error
      return answerAway(ctx, hubs, error)
    }
  }

const answerAway = async (
  ctx: ParameterizedContext<HubState>,
  hubs: Hubs,
  { message, shown }: StoreAway,
): Promise<void> => {
  if (!startAnew(ctx)) return
  const hub = hubs.of(ctx)
  const remedy = {
    fr: `Rétablissez ${shown} : rien n’est à redémarrer, et ce qui y était gardé est retrouvé.`,
    en: `Bring ${shown} back: nothing needs a restart, and what was kept there is found again.`,
  }
  const expected = {
    fr: 'Le hub garde chaque connexion dans son stockage.',
    en: 'The hub keeps every login in its store.',
  }
  const received = { fr: message.replace(/^store (\S+):/, 'stockage $1 :'), en: message }
  if (hub) await hub.fail(ctx, { received, expected, remedy })
  else sendProblem(ctx, 503, 'Service Unavailable', `${message}. ${remedy.en}`)
}
