import type { Client } from '../../../clients/client.ts'
import { type Answer, type Refusal, redirect } from '../../../journey/answer.ts'
import type { JourneySession } from '../../../journey/session.ts'
import type { Interaction, Visit } from '../../../journey/visit.ts'
import type { Words } from '../../../lib/words.ts'
import { single } from '../../../oidc/params.ts'
import { memoryOf } from './memory.ts'
import { interactionAddress } from './paths.ts'
import { refuse } from './refuse.ts'
import type { Ways } from './ways.ts'

/** The login that this browser is in the middle of. */
export type UnderWay = { interaction: Interaction; session: JourneySession; client: Client }

/**
 * Runs a step in the middle of a login. Without the library's interaction the login is lost; without the hub's
 * session of that login the person is taken back to its first page, without a word.
 */
export const underWay =
  (ways: Ways, step: (visit: Visit, login: UnderWay) => Answer | Promise<Answer>) =>
  async (visit: Visit): Promise<Answer> => {
    const interaction = await visit.interaction()
    const client = interaction && visit.stage.client(interaction.client_id)
    if (!interaction || !client) return lostLogin(ways)
    const session = visit.session.value
    if (session?.uid !== interaction.uid) {
      if (ways.sessionLost) return refuse(ways.sessionLost, sessionThatIs(visit.session.state))
      return redirect(interactionAddress(visit, interaction.uid))
    }
    return step(visit, { interaction, session, client })
  }

const states = { absent: 'absente', unknown: 'inconnue', tampered: 'falsifiée', live: 'vivante' } as const

const sessionThatIs = (state: keyof typeof states): Words => ({
  fr: `une session ${states[state]}`,
  en: `a session that is ${state}`,
})

/** Of an empty `state` the real hub makes a session that it finds invalid, and shows its first page again, each time. */
export const isStateEmpty = ({ params }: Interaction, session: JourneySession): boolean =>
  !params.state && !memoryOf(session).stateLeftOut

/** The page of a login that is over or was never begun here. */
export const lostLogin = ({ lost }: Ways): Refusal =>
  refuse(lost, {
    fr: 'aucune connexion en cours dans ce navigateur',
    en: 'no login under way in this browser',
  })

/** What is wrong in the token against forgery that a form carries. */
export const csrfRefusal = (visit: Visit, { csrf }: JourneySession): Refusal | undefined => {
  const sent = single(visit.body, 'csrfToken')
  if (sent === undefined || sent === '')
    return refuse('Y470002', { fr: 'aucun csrfToken', en: 'no csrfToken' })
  return sent === csrf?.token
    ? undefined
    : refuse('Y470001', { fr: 'un autre csrfToken', en: 'another csrfToken' })
}
