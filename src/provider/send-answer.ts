import type Provider from 'oidc-provider'
import type { Answer, Outcome } from '../journey/answer.ts'
import type { Interaction } from '../journey/visit.ts'
import { type AccountKeeper, createGrant } from './accounts.ts'
import type { HubContext, HubParts } from './hub.ts'
import { sendRefusal } from './refuse.ts'

/** Turns a step's answer into HTTP; an outcome goes through oidc-provider, which answers the client. */
export const sendAnswer = async (
  ctx: HubContext,
  parts: HubParts,
  provider: Provider,
  accounts: AccountKeeper,
  answer: Answer,
): Promise<void> => {
  ctx.set('cache-control', 'no-store')
  switch (answer.kind) {
    case 'redirect':
      ctx.redirect(answer.to)
      // Koa gives an address without path a slash that the hubs do not.
      if (ctx.response.get('location') === `${answer.to}/`) ctx.set('location', answer.to)
      ctx.status = answer.status ?? 302
      if (answer.text) {
        // As Express redirects: the address as it is, where Koa would write it its own way.
        ctx.set('location', answer.to)
        ctx.type = 'text'
      }
      return
    case 'page':
      ctx.status = answer.status ?? 200
      ctx.type = 'html'
      ctx.body = answer.page.toString()
      return
    case 'send':
      ctx.status = answer.status
      ctx.set('content-type', answer.type)
      if (answer.maxAge !== undefined) ctx.set('cache-control', `public, max-age=${answer.maxAge}`)
      ctx.body = answer.body
      return
    case 'refusal':
      sendRefusal(ctx, parts, answer)
      return
    case 'outcome':
      await sendOutcome(ctx, parts, provider, accounts, answer.outcome)
      return
    case 'continue':
      throw new Error('a step must answer: only hooks before oidc-provider may let it go on')
  }
}

const sendOutcome = async (
  ctx: HubContext,
  { platform }: HubParts,
  provider: Provider,
  accounts: AccountKeeper,
  outcome: Outcome,
): Promise<void> => {
  const interaction = await ctx.state.visit.interaction()
  if (!interaction) throw new Error('an outcome needs the interaction that it ends')
  const result =
    outcome.kind === 'error'
      ? {
          error: outcome.error,
          ...(outcome.error_description && { error_description: outcome.error_description }),
        }
      : await loginResult(outcome, interaction, platform.grantsRequestedClaims, provider, accounts)
  const record = await provider.Interaction.find(interaction.uid)
  if (!record) throw new Error('the interaction ended before its outcome')
  record.result = result
  await record.persist()
  ctx.redirect(interaction.returnTo)
  ctx.status = 303
}

const loginResult = async (
  { account, acr, amr, auth_time }: Outcome & { kind: 'login' },
  interaction: Interaction,
  grantsClaims: boolean,
  provider: Provider,
  accounts: AccountKeeper,
) => {
  const accountId = await accounts.keep(account)
  const grant = await createGrant(
    provider,
    accountId,
    interaction.client_id,
    interaction.params,
    grantsClaims,
  )
  return {
    login: { accountId, ts: auth_time, ...(acr && { acr }), ...(amr && { amr: [...amr] }) },
    consent: { grantId: grant.jti },
  }
}
