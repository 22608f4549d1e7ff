import type { Exchange } from '../../journal/exchange.ts'
import type { Reference } from '../../oidc/reference.ts'
import { oneByOne } from '../builders.ts'
import { type Criterion, failed, notObserved, passed } from '../criterion.ts'
import { endingOf } from '../endings.ts'
import {
  afterInLogin,
  authorizeRequests,
  errorOf,
  isAccepted,
  requestsTo,
  secondsBetween,
  type Traffic,
} from '../traffic.ts'

const observed = { kind: 'observed', severity: 'required' } as const

/** Logouts by the browser, each once. */
export const logouts = (traffic: Traffic): Exchange[] => requestsTo(traffic, 'end_session')

export const noLogout = { fr: 'aucune déconnexion', en: 'no logout' }

/** The browser is sent to the hub with all that the hub asks. */
export const logoutComplete = (
  names: readonly ('id_token_hint' | 'state' | 'post_logout_redirect_uri')[],
  reference: Reference,
): Criterion =>
  oneByOne({
    id: 'end_session/complete',
    title: {
      fr: `La déconnexion passe par le hub, avec ${names.join(', ')}`,
      en: `Logging out goes through the hub, with ${names.join(', ')}`,
    },
    reference,
    scenario: 'logout',
    how: { fr: 'Connectez-vous, puis déconnectez-vous.', en: 'Log in, then log out.' },
    messages: logouts,
    defectOf(exchange) {
      const absent = names.filter((name) => !exchange.request.query[name])
      if (absent.length > 0) {
        const list = absent.join(', ')
        return { fr: `sans ${list}`, en: `without ${list}` }
      }
      if (isAccepted(exchange)) return undefined
      const code = exchange.refusal?.code ?? exchange.response.status
      return { fr: `refusée avec ${code}`, en: `refused with ${code}` }
    },
    none: noLogout,
    kept: (count) => ({ fr: `${count} déconnexion(s)`, en: `${count} logout(s)` }),
  })

/** Logins, each begun within a second of the error before it, that no person makes. */
const LOOP = { logins: 3, seconds: 1 }

/** Requests for a login that came straight after an error, when there are enough of them in a row. */
const loopOf = (traffic: Traffic): Exchange[] => {
  const requests = new Set(authorizeRequests(traffic))
  let run: Exchange[] = []
  for (const [index, request] of traffic.exchanges.entries()) {
    if (!requests.has(request)) continue
    const before = traffic.exchanges[index - 1]
    // A rehearsal arms faults one after the other: what they bring back is no loop of the client.
    const isStraight =
      before?.fault === undefined &&
      before !== undefined &&
      errorOf(before) !== undefined &&
      secondsBetween(before, request) < LOOP.seconds
    run = isStraight ? [...run, request] : []
    if (run.length >= LOOP.logins) return run
  }
  return []
}

/** A person who gives up comes back to a page of the client, not to the hub again. */
export const cancelHandled = (reference: Reference): Criterion => ({
  ...observed,
  id: 'login/cancel',
  title: {
    fr: 'Une connexion abandonnée revient au service, sans boucle',
    en: 'A login that is given up comes back to the service, in no loop',
  },
  reference,
  scenario: 'cancel',
  how: {
    fr: 'Commencez une connexion, puis revenez au service par le lien de la page du hub.',
    en: 'Begin a login, then come back to the service by the link of the hub’s page.',
  },
  assess(traffic) {
    const ended = traffic.exchanges.filter((one) => one.fault === undefined && endingOf(one) !== undefined)
    if (ended.length === 0) return notObserved({ fr: 'aucun abandon', en: 'nobody gave up' })
    const used = ended.flatMap((one) =>
      afterInLogin(traffic, one).filter(({ endpoint }) => endpoint === 'token'),
    )
    if (used.length > 0)
      return failed(
        { fr: 'un jeton a été demandé malgré l’erreur', en: 'a token was asked for all the same' },
        used,
      )
    const loop = loopOf(traffic)
    if (loop.length > 0)
      return failed(
        {
          fr: 'le service repart sans cesse vers le hub',
          en: 'the service goes back to the hub again and again',
        },
        loop,
      )
    const cancels = ended.filter((one) => endingOf(one) === 'at_the_client')
    if (cancels.length === 0)
      return notObserved(
        {
          fr: 'la connexion s’est arrêtée sur une page du hub : abandonnez-la dans un navigateur, et suivez le lien de retour',
          en: 'the login stopped at a page of the hub: give it up in a browser, and follow the link back',
        },
        ended,
      )
    return passed(
      { fr: `${cancels.length} abandon(s), sans boucle`, en: `${cancels.length} given up, no loop` },
      cancels,
    )
  },
})
