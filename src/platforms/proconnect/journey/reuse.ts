import type { JourneySession } from '../../../journey/session.ts'
import { type AcrFamily, acrValuesOf, bindingAcrs, isAcrMet, knownAcr } from '../acr.ts'
import { memoryOf } from './memory.ts'

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
