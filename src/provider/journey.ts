import type Provider from 'oidc-provider'
import type { Step } from '../journey/visit.ts'
import type { AccountKeeper } from './accounts.ts'
import { at } from './at.ts'
import type { HubContext, HubMiddleware, HubParts } from './hub.ts'
import { interactionOf } from './open-visit.ts'
import { sendAnswer } from './send-answer.ts'

/** The platform's own doors. */
export const journey = (parts: HubParts, provider: Provider, accounts: AccountKeeper): HubMiddleware => {
  const walk = async (step: Step, ...[ctx, next]: Parameters<HubMiddleware>) => {
    const answer = await step.handle(ctx.state.visit)
    if (answer.kind === 'continue') return next()
    return sendAnswer(ctx, parts, provider, accounts, answer)
  }
  return (ctx, next) => (ctx.state.step ? walk(ctx.state.step, ctx, next) : next())
}

type Started = {
  uid: string
  params: Record<string, unknown>
  prompt: { name: string; reasons: string[] }
  returnTo: string
}

/** When oidc-provider has begun an interaction, the platform says where the browser goes first. */
export const started = (parts: HubParts, provider: Provider, accounts: AccountKeeper): HubMiddleware => {
  const { journey: platformJourney, endpoints } = parts.platform
  return at(endpoints.authorization.path, async (ctx, next) => {
    await next()
    const details = startedInteraction(ctx)
    if (!details) return
    const interaction = interactionOf(details)
    const visit = { ...ctx.state.visit, interaction: async () => interaction }
    ctx.state.visit = visit
    const answer = await platformJourney.start(visit, interaction)
    if (answer.kind !== 'continue') await sendAnswer(ctx, parts, provider, accounts, answer)
  })
}

const startedInteraction = (ctx: HubContext): Started | undefined => {
  if (!('oidc' in ctx)) return undefined
  const { entities } = ctx.oidc as { entities: { Interaction?: Started } }
  return ctx.status === 303 ? entities.Interaction : undefined
}
