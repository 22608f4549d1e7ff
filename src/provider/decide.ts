import { errors, type KoaContextWithOIDC } from 'oidc-provider'
import type { Outcome } from '../journey/answer.ts'
import { type AccountKeeper, createGrant } from './accounts.ts'
import { type HubContext, type HubParts, RefusalError } from './hub.ts'
import { interactionOf } from './open-visit.ts'
import { overrideClaims } from './override-claims.ts'

/**
 * Settles a login that shows no page inside the authorize request itself: the platform's journey runs at once, and
 * its outcome becomes the library's session, account and grant, so that the answer is one redirect to the client. Where
 * the pages would keep whoever comes, they are shown.
 */
export const createDecide = (parts: HubParts, accounts: AccountKeeper) => async (ctx: KoaContextWithOIDC) => {
  const { oidc } = ctx
  const { state } = ctx as unknown as HubContext
  const silent = oidc.prompts.has('none')
  if (silent || oidc.route !== 'authorization' || !oidc.params) return
  state.accepted = true
  if (!state.wish) return
  const interaction = interactionOf({
    uid: parts.stage.random(),
    params: oidc.params,
    prompt: { name: 'login', reasons: [] },
    returnTo: '',
  })
  const { claims, ...wish } = state.wish
  const answer = await parts.platform.journey.decide(state.visit, interaction, wish)
  if (answer.kind === 'continue') return
  if (answer.kind !== 'outcome') throw new RefusalError(answer)
  if (answer.outcome.kind === 'error') {
    throw new errors.CustomOIDCProviderError(answer.outcome.error, answer.outcome.error_description)
  }
  await settle(ctx, parts, accounts, overrideClaims(answer.outcome, claims))
}

const settle = async (
  { oidc }: KoaContextWithOIDC,
  { platform }: HubParts,
  accounts: AccountKeeper,
  { account, acr, amr, auth_time }: Outcome & { kind: 'login' },
) => {
  const { provider, session, params, client } = oidc
  if (!session || !params || !client)
    throw new Error('the library runs its policy with session, parameters and client')
  const accountId = await accounts.keep(account)
  const grant = await createGrant(
    provider,
    accountId,
    client.clientId,
    params,
    platform.grantsRequestedClaims,
  )
  session.loginAccount({
    accountId,
    loginTs: auth_time,
    ...(acr && { acr }),
    ...(amr && { amr: [...amr] }),
  })
  session.ensureClientContainer(client.clientId)
  session.grantIdFor(client.clientId, grant.jti)
  oidc.entity('Account', {
    accountId,
    claims: async () => ({ ...account.claims, sub: accountId }),
  })
  oidc.entity('Grant', grant)
  params.prompt = undefined
}
