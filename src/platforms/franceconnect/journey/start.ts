import type { Client } from '../../../clients/client.ts'
import { type Answer, outcome, proceed, redirect } from '../../../journey/answer.ts'
import type { JourneySession } from '../../../journey/session.ts'
import type { Interaction, Visit } from '../../../journey/visit.ts'
import { single } from '../../../oidc/params.ts'
import type { Edition } from '../edition.ts'
import { reaches } from '../levels.ts'
import { leaveFor, usableProvider } from './providers.ts'
import { below } from './session.ts'

/** The library accepted the request: one login may serve again, or the browser leaves for a provider at once, or chooses. */
export const start =
  (edition: Edition) =>
  (visit: Visit, interaction: Interaction): Answer => {
    const client = visit.stage.client(interaction.client_id)
    if (!client) return proceed
    const former = visit.session.value
    const fresh = freshSession(visit, interaction, client)
    if (former && servesAgain(edition, former, interaction)) {
      visit.session.renew({ ...fresh, ...keptOf(former), sso: true }, { duplicate: true })
      return redirect(below(visit, `/interaction/${interaction.uid}/verify`))
    }
    visit.session.renew(fresh)
    return hinted(visit, client, interaction.params.idp_hint)
  }

/** What a duplicate keeps of the session that serves again: until its person goes on, it lives no longer than that. */
const keptOf = ({ began, login, idp, idp_id }: JourneySession): Partial<JourneySession> => ({
  ...(began !== undefined && { began }),
  ...(login && { login }),
  ...(idp && { idp }),
  ...(idp_id && { idp_id }),
})

/** What a session knows when a login begins. */
export const freshSession = (
  visit: Visit,
  { uid, client_id, params }: Interaction,
  client: Client,
): JourneySession => {
  const sent = single(visit.method === 'POST' ? visit.body : visit.query, 'prompt')
  const allowed = client.allowed_prompts ?? []
  const honoured = sent?.split(' ').every((word) => allowed.includes(word))
  const began = visit.stage.now()
  return { uid, client_id, params, began, step: 'authorize', notes: honoured ? { prompt: sent } : {} }
}

/** The session's login is complete, as high as asked, and of a level that several clients may share. */
const servesAgain = (
  { ssoAcrs }: Edition,
  { login, idp }: JourneySession,
  { params }: Interaction,
): boolean =>
  login !== undefined &&
  login.notes?.reusable === true &&
  reaches(idp?.acr ?? login.acr, params.acr_values) &&
  ssoAcrs.includes(params.acr_values ?? '')

/** `idp_hint` leaves for a provider without the chooser, when the client or the hub allows its name. */
const hinted = (visit: Visit, client: Client, hint: string | undefined): Answer => {
  if (hint === undefined) return proceed
  const wrong = hintError(visit, client, hint)
  if (wrong) return wrong
  const provider = usableProvider(visit, client, hint)
  return 'kind' in provider ? provider : leaveFor(visit, provider)
}

/** The client learns that it may not name this provider; without a list of its own, it may name any that is displayed. */
export const hintError = ({ stage }: Visit, client: Client, hint: string): Answer | undefined => {
  const displayed = stage.identityProviders().filter((provider) => provider.displayed)
  const allowed = client.allowed_idp_hints ?? displayed.map(({ id }) => id)
  if (allowed.includes(hint)) return undefined
  return outcome({
    kind: 'error',
    error: 'invalid_idp_hint',
    error_description: 'An idp_hint was provided but is not allowed',
  })
}
