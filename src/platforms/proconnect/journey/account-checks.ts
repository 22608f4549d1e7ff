import type { Client } from '../../../clients/client.ts'
import { type Answer, outcome, type Refusal, redirect } from '../../../journey/answer.ts'
import type { JourneySession } from '../../../journey/session.ts'
import type { Visit } from '../../../journey/visit.ts'
import { verbatim } from '../../../rules/sentences.ts'
import { isDomainAllowed } from './leave.ts'
import { type FoundAccount, memoryOf, remember } from './memory.ts'
import { interactionAddress } from './paths.ts'
import { refuse } from './refuse.ts'
import type { UnderWay } from './under-way.ts'
import type { Ways } from './ways.ts'

/** A blocked account, or an address whose domain the client does not take. */
export const accountRefusal = (
  visit: Visit,
  client: Client,
  session: JourneySession,
  { claims }: FoundAccount,
): Refusal | undefined => {
  if (isBlocked(visit, session))
    return refuse('Y500024', { fr: `le compte de ${claims.email}`, en: `the account of ${claims.email}` })
  return isDomainAllowed(client, claims.email) ? undefined : refuse('Y500025', verbatim(String(claims.email)))
}

/** A person may have been blocked since the session began. */
const isBlocked = ({ stage }: Visit, { idp }: JourneySession): boolean => {
  const persona = idp?.persona && stage.personas().find(({ id }) => id === idp.persona)
  return persona ? persona.blocked : (idp?.facts.blocked ?? false)
}

/**
 * An identity provider that was disabled since the session began, or that this client may not use: the login starts
 * again, or ends if it is silent. The session stays, for the clients that it can still serve.
 */
export const providerGone = (
  { barred, loginRequired }: Pick<Ways, 'barred' | 'loginRequired'>,
  visit: Visit,
  { session, client, interaction }: UnderWay,
): Answer | undefined => {
  const provider = visit.stage.identityProviders().find(({ id }) => id === session.idp_id)
  if (provider?.active && !barred?.(client, provider)) return undefined
  if (!memoryOf(session).silent) {
    remember(visit, { notReusedFor: interaction.uid })
    return redirect(interactionAddress(visit, interaction.uid))
  }
  return outcome({ kind: 'error', error: 'login_required', error_description: loginRequired })
}

/** A client for public agents alone, and someone who is none. */
export const rolesRefusal = (
  { stage }: Visit,
  { type }: Client,
  { roles, claims }: FoundAccount,
): Refusal | undefined => {
  if (type !== 'public' || roles.includes('agent_public')) return undefined
  const siret = String(claims.siret)
  const held = `[${roles.join(', ')}]`
  const label = stage.organisation(siret)?.label
  return refuse(
    'Y500015',
    { fr: `rôles ${held}, SIRET ${siret}`, en: `roles ${held}, SIRET ${siret}` },
    {
      message: `The user's roles are: ${held}; the user is linked to the non-public organization: ${label} (SIRET: ${siret})`,
    },
  )
}
