import type { Words } from '../../lib/words.ts'
import type { Reference } from '../../oidc/reference.ts'
import { declared } from '../builders.ts'
import { type Criterion, review } from '../criterion.ts'
import { isAccepted, loginsOf, secondsBetween, type Traffic } from '../traffic.ts'

/** The longest time from a login to its logout, in seconds, with the two exchanges that show it. */
const longest = (traffic: Traffic) =>
  loginsOf(traffic)
    .flatMap((login) => {
      const token = login.find((one) => one.endpoint === 'token' && isAccepted(one))
      const logout = login.findLast((one) => one.endpoint === 'end_session')
      return token && logout ? [{ seconds: secondsBetween(token, logout), evidence: [token, logout] }] : []
    })
    .toSorted((one, other) => other.seconds - one.seconds)[0]

const MINUTE = 60

const spell = (seconds: number): Words =>
  seconds < 2 * MINUTE
    ? { fr: `${Math.round(seconds)} secondes`, en: `${Math.round(seconds)} seconds` }
    : { fr: `${Math.round(seconds / MINUTE)} minutes`, en: `${Math.round(seconds / MINUTE)} minutes` }

/**
 * Sessions end by themselves. A logout shows how long one lasted at least, never that another would have ended: traffic
 * gives the longest seen, and a person answers. `hub`: how long the hub keeps its own.
 */
export const sessionLength = (hub: Words, reference: Reference): Criterion => ({
  ...declared({
    id: 'session/length',
    title: {
      fr: 'La session du service finit d’elle-même, après une durée choisie et connue',
      en: 'The session of the service ends by itself, after a time that was chosen and is known',
    },
    reference,
    severity: 'advised',
    how: {
      fr: `Laissez une session ouverte sans rien faire, et notez quand le service demande de se reconnecter. ${hub.fr}`,
      en: `Leave a session open and do nothing, and note when the service asks for a new login. ${hub.en}`,
    },
  }),
  assess(traffic) {
    const seen = longest(traffic)
    if (!seen)
      return review({
        fr: 'personne ne l’a encore déclaré ; aucune session n’a été vue de la connexion à la déconnexion',
        en: 'nobody has declared it yet; no session was seen from login to logout',
      })
    const { fr, en } = spell(seen.seconds)
    return review(
      {
        fr: `personne ne l’a encore déclaré ; la plus longue session vue a duré ${fr}`,
        en: `nobody has declared it yet; the longest session seen lasted ${en}`,
      },
      seen.evidence,
    )
  },
})
