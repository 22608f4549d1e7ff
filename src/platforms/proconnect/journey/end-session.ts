import { type Answer, page, proceed, redirect } from '../../../journey/answer.ts'
import { frameOf } from '../../../journey/frame.ts'
import { endSessionAddress } from '../../../journey/identity-provider/address.ts'
import type { Journey, Visit } from '../../../journey/visit.ts'
import { formatParams, parseParams, single } from '../../../oidc/params.ts'
import { loggedOutPage, logoutConfirmationPage, logoutPage } from '../../../pages/proconnect/logout.ts'
import { verbatim } from '../../../rules/sentences.ts'
import { memoryOf } from './memory.ts'
import { addressOf, routes } from './paths.ts'
import { refuse } from './refuse.ts'
import type { Ways } from './ways.ts'

/**
 * Ends the hub's session, then that of the identity provider, which sends the browser back here; the library's own
 * logout comes last, with the query of the beginning.
 */
export const logout =
  (ways: Ways): NonNullable<Journey['logout']> =>
  (visit) => {
    const { login } = visit.session.value ?? {}
    if (!login || single(visit.query, 'from_idp') !== undefined) {
      visit.session.end()
      return proceed
    }
    if (!ways.hopsToDisconnect && hasNoLogout(visit, login.idp_id)) {
      visit.session.end()
      return proceed
    }
    visit.session.keep({
      idp_id: login.idp_id,
      idp_token: visit.stage.random(),
      notes: { logout: formatParams(visit.query) },
    })
    return ways.hopsToDisconnect ? redirect(addressOf(visit, routes.disconnect)) : leaveForLogout(ways, visit)
  }

/** The identity provider works, and has no place where it logs anyone out. */
const hasNoLogout = ({ stage }: Visit, idp_id: string): boolean => {
  const provider = stage.identityProviders().find(({ id }) => id === idp_id)
  return provider?.active === true && provider.reachable && !provider.end_session
}

/** Where the identity provider logs the person out; a provider without such a place is skipped. */
export const leaveForLogout = (ways: Ways, visit: Visit): Answer => {
  const idp_id = visit.session.value?.idp_id
  const provider = visit.stage.identityProviders().find(({ id }) => id === idp_id)
  if (!provider)
    return refuse(
      'Y020019',
      idp_id === undefined
        ? { fr: 'aucun fournisseur d’identité', en: 'no identity provider' }
        : verbatim(idp_id),
    )
  if (!provider.active) return refuse('Y020017', verbatim(provider.id))
  if (!provider.reachable) return ways.unreachable(visit, provider)
  return redirect(
    provider.end_session
      ? endSessionAddress(visit, provider, { callback: routes.logoutCallback })
      : afterLogoutAddress(visit),
  )
}

/** The identity provider logged the person out. */
export const afterProviderLogout = (visit: Visit): Answer => redirect(afterLogoutAddress(visit))

const afterLogoutAddress = (visit: Visit): string => {
  const query = parseParams(memoryOf(visit.session.value).logout ?? '')
  return addressOf(visit, routes.endSession, { from_idp: 'true', ...query })
}

export const confirmLogout =
  (ways: Ways): Journey['confirmLogout'] =>
  (visit, { action, xsrf }) =>
    page(
      ways.asksBeforeLogout(visit)
        ? logoutConfirmationPage({ ...frameOf(visit, ways.brand), action, xsrf })
        : logoutPage({ ...frameOf(visit, ways.brand), action, xsrf, session: true }),
    )

export const loggedOut =
  (ways: Ways): Journey['loggedOut'] =>
  (visit) =>
    page(loggedOutPage(frameOf(visit, ways.brand)))
