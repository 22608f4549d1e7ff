import { type Answer, page, redirect } from '../../../journey/answer.ts'
import { frameOf } from '../../../journey/frame.ts'
import { endSessionAddress } from '../../../journey/identity-provider/address.ts'
import type { Visit } from '../../../journey/visit.ts'
import { loggedOutPage, logoutStepPage } from '../../../pages/franceconnect/logout.ts'
import type { Edition } from '../edition.ts'
import { refused } from '../reasons.ts'
import { sessionRefusal } from './doors.ts'
import { findProvider } from './providers.ts'
import { below, notesOf } from './session.ts'

/** The library accepted the logout of a browser that it knows: the identity provider's session ends first. */
export const beginLogout =
  (edition: Edition) =>
  (visit: Visit, { xsrf }: { action: string; xsrf: string }): Answer => {
    const session = visit.session.value
    if (!session) return sessionRefusal(visit)
    if (!session.login)
      return refused('Y100019', {
        fr: 'une session sans connexion complète',
        en: 'a session without a complete login',
      })
    visit.session.keep({
      ...session,
      idp_token: visit.stage.random(),
      notes: { ...notesOf(session), xsrf },
    })
    const frame = frameOf(visit, edition.brand)
    return findProvider(visit, session.login.idp_id)?.end_session
      ? page(
          logoutStepPage({
            ...frame,
            step: 'identity-provider',
            action: below(visit, '/client/disconnect-from-idp'),
          }),
        )
      : page(logoutStepPage({ ...frame, step: 'hub', action: below(visit, '/client/logout-callback') }))
  }

/** Sends the browser to the identity provider's own logout. */
export const leaveProvider = (visit: Visit): Answer => {
  const session = visit.session.value
  if (!session) return sessionRefusal(visit)
  const provider = findProvider(visit, session.login?.idp_id)
  if (!provider?.end_session)
    return refused('Y020028', {
      fr: `${session.login?.idp_id}, qui n’a pas d’adresse de déconnexion`,
      en: `${session.login?.idp_id}, which has no logout address`,
    })
  const state = visit.stage.random()
  return redirect(endSessionAddress(visit, provider, { state, callback: '/api/v2/client/logout-callback' }))
}

/** Back from the identity provider: the hub's session ends, and oidc-provider is told to end its own. */
export const endSession =
  (edition: Edition) =>
  (visit: Visit): Answer => {
    const session = visit.session.value
    if (!session) return sessionRefusal(visit)
    const { xsrf = '' } = notesOf(session)
    visit.session.end()
    return page(
      logoutStepPage({
        ...frameOf(visit, edition.brand),
        step: 'callback',
        action: below(visit, '/session/end/confirm'),
        fields: { xsrf },
      }),
    )
  }

/** The end of a logout without an address to return to. */
export const loggedOut =
  (edition: Edition) =>
  (visit: Visit): Answer =>
    page(loggedOutPage(frameOf(visit, edition.brand)))
