import { page, redirect } from '../../../journey/answer.ts'
import { frameOf } from '../../../journey/frame.ts'
import { single } from '../../../oidc/params.ts'
import { providersPage } from '../../../pages/proconnect/providers.ts'
import { verbatim } from '../../../rules/sentences.ts'
import { leaveFor } from './leave.ts'
import { memoryOf, remember } from './memory.ts'
import { addressOf, interactionAddress, routes } from './paths.ts'
import { refuse } from './refuse.ts'
import { routeEmail } from './route-email.ts'
import { csrfRefusal, isStateEmpty, underWay } from './under-way.ts'
import type { Ways } from './ways.ts'

/** The choice among the identity providers of one address. */
export const showProviders = (ways: Ways) =>
  underWay(ways, (visit, { interaction, session, client }) => {
    const { email } = memoryOf(session)
    if (email === undefined) return redirect(interactionAddress(visit, interaction.uid))
    const csrf = { token: visit.stage.random(), used: false }
    remember(visit, {}, { csrf })
    const aborted = { error: 'access_denied', error_description: 'User auth aborted' }
    return page(
      providersPage({
        ...frameOf(visit, ways.brand),
        action: addressOf(visit, routes.selection),
        csrfToken: csrf.token,
        email,
        providers: routeEmail(visit.stage.identityProviders(), email, ways, client).map((provider) => ({
          ...provider,
          ...(provider.default && ways.defaultName && { title: ways.defaultName }),
        })),
        ...(ways.linksBack && {
          back: {
            clientName: client.client_name,
            href: interactionAddress(visit, interaction.uid, '/error', aborted),
          },
        }),
      }),
    )
  })

/** The choice made. */
export const chooseProvider = (ways: Ways) =>
  underWay(ways, (visit, { interaction, session }) => {
    const forged = csrfRefusal(visit, session)
    if (forged) return forged
    const { email, remember: kept = false } = memoryOf(session)
    if (email === undefined || isStateEmpty(interaction, session)) {
      return redirect(interactionAddress(visit, interaction.uid))
    }
    const providerUid = single(visit.body, 'providerUid')
    if (!providerUid)
      return refuse(
        'Y000400',
        { fr: 'aucun providerUid', en: 'no providerUid' },
        { message: 'providerUid must be a string' },
      )
    const provider = visit.stage.identityProviders().find(({ id }) => id === providerUid)
    if (!provider) return refuse('Y020019', verbatim(providerUid))
    return leaveFor(ways, visit, interaction, provider, { email, remember: kept })
  })
