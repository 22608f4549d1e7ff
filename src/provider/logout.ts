import type Provider from 'oidc-provider'
import type { AccountKeeper } from './accounts.ts'
import { at } from './at.ts'
import type { HubContext, HubMiddleware, HubParts } from './hub.ts'
import { sendAnswer } from './send-answer.ts'

/** Lets a platform end its own session, or the identity provider's, before oidc-provider checks the request. */
export const logout = (parts: HubParts, provider: Provider, accounts: AccountKeeper): HubMiddleware => {
  const { endpoints, journey } = parts.platform
  return at(endpoints.end_session.path, async (ctx, next) => {
    if (!journey.logout) return next()
    const answer = await journey.logout(ctx.state.visit)
    if (answer.kind === 'continue') return next()
    await sendAnswer(ctx, parts, provider, accounts, answer)
    return undefined
  })
}

type LogoutState = { oidc: { session: { state: { secret: string } }; urlFor(name: string): string } }

/** oidc-provider accepted the logout: the platform shows the page that carries it on. */
export const confirmLogout = async (
  ctx: HubContext,
  parts: HubParts,
  provider: Provider,
  accounts: AccountKeeper,
): Promise<void> => {
  const { oidc } = ctx as unknown as LogoutState
  const form = { action: oidc.urlFor('end_session_confirm'), xsrf: oidc.session.state.secret }
  await sendAnswer(
    ctx,
    parts,
    provider,
    accounts,
    await parts.platform.journey.confirmLogout(ctx.state.visit, form),
  )
}
