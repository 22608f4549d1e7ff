import type { Client } from '../../../clients/client.ts'
import type { IdentityProvider } from '../../../identity-providers/identity-provider.ts'
import { type Answer, outcome, page } from '../../../journey/answer.ts'
import { frameOf } from '../../../journey/frame.ts'
import type { JourneySession } from '../../../journey/session.ts'
import type { Visit } from '../../../journey/visit.ts'
import { single } from '../../../oidc/params.ts'
import { chooserPage, type ProviderChoice } from '../../../pages/franceconnect/chooser.ts'
import type { Edition } from '../edition.ts'
import { isEuropean } from '../portrait.ts'
import { refused } from '../reasons.ts'
import { enter, foreignCookie, isRefusal, uidRefusal } from './doors.ts'
import { isAvailable, isExcluded, isSuspicious, leaveFor, usableProvider } from './providers.ts'
import { below, clientOf, isAnonymous, notesOf, wantedAcr } from './session.ts'
import { abortedOnChooser, wayBack } from './way-back.ts'

/** The page where the person chooses an identity provider. */
export const choose =
  (edition: Edition) =>
  async (visit: Visit): Promise<Answer> => {
    const session = uidRefusal(visit) ?? enter(visit, 'interaction')
    if (isRefusal(session)) return session
    if (!(await visit.interaction())) return foreignCookie()
    const client = clientOf(visit, session)
    if (!client || !session.params?.state)
      return refused('Y190004', { fr: 'une connexion sans state', en: 'a login without state' })
    const wrong = levelError(edition, wantedAcr(session))
    if (wrong) return wrong
    const csrf = { token: visit.stage.random(), used: false }
    const shown = { ...session, step: 'interaction', csrf }
    visit.session.keep(shown)
    return page(chooserPage(chooserProps(edition, visit, shown, client, csrf.token)))
  }

/** The client learns that this hub cannot give the level that it asked for. */
export const levelError = ({ acrValues }: Edition, acr: string): Answer | undefined =>
  acrValues.includes(acr)
    ? undefined
    : outcome({
        kind: 'error',
        error: 'invalid_acr',
        error_description: `acr_value is not valid, should be equal one of these values, expected ${acrValues.join(',')}, got ${acr}`,
      })

const chooserProps = (
  edition: Edition,
  visit: Visit,
  session: JourneySession,
  client: Client,
  csrfToken: string,
) => {
  const suspicious = isSuspicious(visit, edition)
  const choice = (provider: IdentityProvider): ProviderChoice => ({
    id: provider.id,
    title: provider.title,
    available: isAvailable(provider, client, wantedAcr(session), suspicious),
    beta: provider.beta,
    confirmation: provider.confirmation,
  })
  const displayed = visit.stage
    .identityProviders()
    .filter(({ displayed: shown, id }) => shown && (edition.showsExcluded || !isExcluded(client, id)))
  const european = displayed.find((provider) => isEuropean(provider) && provider.active)
  return {
    ...frameOf(visit, edition.brand),
    action: below(visit, '/redirect-to-idp'),
    csrfToken,
    clientName: client.client_name,
    backHref: wayBack(visit, session, abortedOnChooser),
    providers: displayed.filter((provider) => !isEuropean(provider)).map(choice),
    european: european && !isExcluded(client, european.id) ? choice(european) : undefined,
    tutorial: edition.tutorial,
    anonymous: isAnonymous(session),
    ...(notesOf(session).failed !== undefined && { failedProvider: notesOf(session).failed }),
  }
}

/** The form of the chooser: leaves for the provider. */
export const leave = (visit: Visit): Answer => {
  const session = enter(visit, 'redirect-to-idp')
  if (isRefusal(session)) return session
  const client = clientOf(visit, session)
  if (!client)
    return refused('Y190004', {
      fr: 'une connexion dont le client n’est plus enregistré',
      en: 'a login whose client is no longer registered',
    })
  const provider = usableProvider(visit, client, single(visit.body, 'providerUid') ?? '')
  return 'kind' in provider ? provider : leaveFor(visit, provider)
}
