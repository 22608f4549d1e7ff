import type { Exchange } from '../../journal/exchange.ts'
import { isAtProvider } from '../../journal/sequence.ts'
import type { Reference } from '../../oidc/reference.ts'
import { type Criterion, notObserved, passed, review } from '../criterion.ts'
import { after, answerOf, isAccepted, loginsOf, type Traffic } from '../traffic.ts'
import { logouts, noLogout } from './session.ts'

/** As near as the journal knows one: its cookies are not kept. */
const isSameBrowser = (one: Exchange, other: Exchange): boolean =>
  one.request.headers['user-agent'] === other.request.headers['user-agent']

/** What the browser of a logout met afterwards, in the first login that brought it back to the client. */
const loginSince = (traffic: Traffic, logout: Exchange): Exchange[] | undefined => {
  const later = new Set(after(traffic, logout))
  return loginsOf(traffic).find(
    (login) =>
      login[0]?.endpoint === 'authorization' &&
      login.every((one) => later.has(one)) &&
      login.some((one) => 'code' in answerOf(one)) &&
      isSameBrowser(login[0], logout),
  )
}

/** After a logout nobody logs in by a session of before: credentials are asked again. */
export const loginAfterLogout = (reference: Reference): Criterion => ({
  kind: 'observed',
  severity: 'required',
  id: 'login/after-logout',
  title: {
    fr: 'Après une déconnexion, on se connecte de nouveau par le hub',
    en: 'After a logout, logging in again goes through the hub',
  },
  reference,
  scenario: 'login-after-logout',
  how: {
    fr: 'Déconnectez-vous, puis connectez-vous de nouveau dans le même navigateur.',
    en: 'Log out, then log in again in the same browser.',
  },
  assess(traffic) {
    const left = logouts(traffic).filter(isAccepted)
    if (left.length === 0) return notObserved(noLogout)
    const since = left.flatMap((logout) => {
      const login = loginSince(traffic, logout)
      return login ? [{ logout, login }] : []
    })
    const [first] = since
    if (!first)
      return notObserved({
        fr: 'pas de connexion du même navigateur après la déconnexion',
        en: 'no login of the same browser after the logout',
      })
    const asked = since.find(({ login }) => login.some(isAtProvider))
    if (asked)
      return passed(
        { fr: 'le fournisseur d’identité a été revu', en: 'the identity provider was met again' },
        [asked.logout, ...asked.login],
      )
    return review(
      {
        fr: 'une connexion a suivi sans page de fournisseur d’identité : dites si les identifiants ont été redemandés',
        en: 'a login followed with no page of an identity provider: say whether credentials were asked again',
      },
      [first.logout, ...first.login],
    )
  },
})
