import { type Answer, outcome, proceed, redirect } from '../../../journey/answer.ts'
import type { JourneySession } from '../../../journey/session.ts'
import type { Interaction, Visit } from '../../../journey/visit.ts'
import { bindingAcrs } from '../acr.ts'
import { accountRefusal, providerGone, rolesRefusal } from './account-checks.ts'
import { type FoundAccount, memoryOf, remember } from './memory.ts'
import { addressOf, interactionAddress, routes } from './paths.ts'
import { isDemandMet, reachedAcr, reachedAmr } from './reuse.ts'
import { type UnderWay, underWay } from './under-way.ts'
import type { Ways } from './ways.ts'

/** The checks at the end of every login, the ones that reuse a session too. */
export const verify = (ways: Ways) =>
  underWay(
    ways,
    (visit, login) =>
      conclude(ways, visit, login) ?? redirect(interactionAddress(visit, login.interaction.uid)),
  )

/** The end of a login, in the order of the hub's checks; `undefined` when nobody has answered for the person yet. */
export const conclude = (ways: Ways, visit: Visit, login: UnderWay): Answer | undefined => {
  const { interaction, client, session } = login
  const { account } = memoryOf(session)
  if (!account || !session.idp) return undefined
  return (
    accountRefusal(visit, client, session, account) ??
    providerGone(ways, visit, login) ??
    rolesRefusal(visit, client, account) ??
    checkLevel(ways, visit, interaction.params, session, account)
  )
}

const checkLevel = (
  ways: Ways,
  visit: Visit,
  params: Interaction['params'],
  session: JourneySession,
  account: FoundAccount,
): Answer => {
  if (isDemandMet(ways.acr, params, reachedAcr(ways, session, params))) {
    return completeLogin(ways, visit, params, session, account)
  }
  const { pageless, verifiedEmail } = memoryOf(session)
  const mayRaise = isRaisable(ways, session, params)
  if (mayRaise && !pageless) return redirect(addressOf(visit, routes.verifyEmail))
  if (mayRaise && !verifiedEmail) {
    // No page is shown, so that the code that would be sent is taken for typed.
    const raised = remember(visit, { verifiedEmail: true })
    return checkLevel(ways, visit, params, raised, account)
  }
  // The pages ask for a code again, for ever: without them nobody comes back to the client either.
  if (mayRaise) return proceed
  return outcome({
    kind: 'error',
    error: 'access_denied',
    error_description: 'requested ACRs could not be satisfied',
  })
}

/** A code by mail would reach one of the demanded levels, and the identity provider asked for none itself. */
const isRaisable = (ways: Ways, { idp }: JourneySession, params: Interaction['params']): boolean => {
  const raised = Object.values(ways.acr.raised)
  const isDemanded = bindingAcrs(ways.acr, params).some((acr) => raised.includes(acr))
  return ways.oneTimeCode && isDemanded && !idp?.amr?.includes('mail')
}

const completeLogin = (
  ways: Ways,
  visit: Visit,
  params: Interaction['params'],
  session: JourneySession,
  { sub, claims }: FoundAccount,
): Answer => {
  const acr = reachedAcr(ways, session, params)
  const amr = reachedAmr(session)
  const at = visit.stage.now()
  remember(visit, {}, { login: { idp_id: session.idp_id ?? '', acr, ...(amr && { amr }), claims, at } })
  const account = { id: sub, sub, claims, session: visit.session.id }
  return outcome({ kind: 'login', account, acr, amr, auth_time: at })
}
