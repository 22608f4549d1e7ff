import type { Client } from '../../../clients/client.ts'
import { type Answer, redirect } from '../../../journey/answer.ts'
import type { Interaction, Visit } from '../../../journey/visit.ts'
import { single } from '../../../oidc/params.ts'
import { verbatim } from '../../../rules/sentences.ts'
import { isEmail } from '../email.ts'
import { leaveFor } from './leave.ts'
import { remember } from './memory.ts'
import { addressOf, interactionAddress, routes } from './paths.ts'
import { plausibilityOf } from './plausibility.ts'
import { refuse } from './refuse.ts'
import { routeEmail } from './route-email.ts'
import { csrfRefusal, isStateEmpty, underWay } from './under-way.ts'
import type { Ways } from './ways.ts'

/** An address, and whether the browser keeps it. */
export type TypedEmail = { email: string; remember: boolean }

/** The form of the first page. */
export const submitEmail = (ways: Ways) =>
  underWay(ways, (visit, { interaction, session, client }) => {
    const forged = csrfRefusal(visit, session)
    if (forged) return forged
    const email = single(visit.body, 'email')
    if (email === undefined || !isEmail(email)) {
      return refuse('Y000400', verbatim(`email ${email ?? 'absent'}`), { message: 'email must be an email' })
    }
    if (isStateEmpty(interaction, session)) return redirect(interactionAddress(visit, interaction.uid))
    const typed = { email, remember: single(visit.body, 'rememberMe') === 'on' }
    return sendEmail(ways, visit, { interaction, client }, typed)
  })

/** Leads to the identity provider of an address, or to the choice among several. */
export const sendEmail = (
  ways: Ways,
  visit: Visit,
  { interaction, client }: { interaction: Interaction; client: Client },
  typed: TypedEmail,
): Answer => {
  const { email } = typed
  const implausible = implausibleAddress(ways, visit, interaction.uid, email)
  if (implausible !== undefined) return redirect(implausible)
  const [first, ...others] = routeEmail(visit.stage.identityProviders(), email, ways, client)
  if (!first) return refuse('Y500001', verbatim(email))
  remember(visit, typed)
  return others.length > 0
    ? redirect(addressOf(visit, routes.selection))
    : leaveFor(ways, visit, interaction, first, typed)
}

/** Where the page is shown again for an address that cannot exist. */
export const implausibleAddress = (
  ways: Ways,
  visit: Visit,
  uid: string,
  email: string,
): string | undefined => {
  if (!ways.checksPlausibility) return undefined
  const verdict = plausibilityOf(email, {
    domains: visit.stage.identityProviders().flatMap(({ email_domains }) => email_domains),
    emails: visit.stage.personas().flatMap((persona) => (persona.email ? [persona.email] : [])),
  })
  if (verdict.plausible) return undefined
  return interactionAddress(visit, uid, '', {
    error: 'invalid_email',
    user_email: email,
    email_suggestion: verdict.suggestion,
  })
}
