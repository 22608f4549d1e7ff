import type { Client } from '../../../clients/client.ts'
import type { JourneySession } from '../../../journey/session.ts'
import type { Visit } from '../../../journey/visit.ts'
import { type AcrFamily, acrValuesOf, bindingAcrs, isAcrMet, knownAcr } from '../acr.ts'
import { type FoundAccount, memoryOf } from './memory.ts'
import type { Ways } from './ways.ts'

type Request = Readonly<Record<string, string | undefined>>

/** The level that a session can claim for a request: a code by mail counts where the raised level is demanded. */
export const reachedAcr = (
  { acr: family }: { acr: AcrFamily },
  session: JourneySession | undefined,
  params: Request,
): string => {
  const acr = knownAcr(family, session?.idp?.acr)
  const raised = memoryOf(session).verifiedEmail ? family.raised[acr] : undefined
  return raised !== undefined && bindingAcrs(family, params).includes(raised) ? raised : acr
}

/** How the person proved who they are: the provider's own words, and the code by mail. */
export const reachedAmr = (session: JourneySession | undefined): readonly string[] | undefined => {
  const amr = session?.idp?.amr
  return memoryOf(session).verifiedEmail && !amr?.includes('mail') ? [...(amr ?? []), 'mail'] : amr
}

/** Whether the demand of a request, as far as the hub holds itself to it, is met by a level. */
export const isDemandMet = (family: AcrFamily, params: Request, acr: string): boolean => {
  const binding = bindingAcrs(family, params)
  return binding.length === 0 || binding.includes(acr)
}

/** Whether the session that this browser has can answer a request without its identity provider. */
export const canReuse = (
  ways: { acr: AcrFamily },
  session: JourneySession | undefined,
  params: Request,
): boolean => {
  if (!session?.login || !session.idp || !memoryOf(session).account) return false
  if (params.idp_hint && params.idp_hint !== session.login.idp_id) return false
  if (params.login_hint && params.login_hint !== session.idp.identity.email) return false
  const acr = reachedAcr(ways, session, params)
  // A wish added to a demand binds the library: what it refused after a login, a session cannot give either.
  const isContradicted = acrValuesOf(params).length > 0 && !isAcrMet(params, acr)
  return isDemandMet(ways.acr, params, acr) && !ways.acr.neverReused.includes(acr) && !isContradicted
}

/** The account that a session holds, named as this client knows it: hubs may give each client a `sub` of its own. */
export const accountFor = async (
  { subject }: Pick<Ways, 'subject'>,
  visit: Visit,
  client: Client,
  { idp, login }: JourneySession,
  account: FoundAccount,
): Promise<FoundAccount> => {
  const provider = visit.stage.identityProviders().find(({ id }) => id === login?.idp_id)
  if (!provider || !idp) return account
  return { ...account, sub: await subject({ visit, client, provider, answer: idp }) }
}
