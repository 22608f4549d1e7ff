import { type Answer, page } from '../../../journey/answer.ts'
import { frameOf } from '../../../journey/frame.ts'
import type { CompletedLogin, JourneySession } from '../../../journey/session.ts'
import type { Visit } from '../../../journey/visit.ts'
import { informationPage } from '../../../pages/franceconnect/information.ts'
import type { Edition } from '../edition.ts'
import { refused } from '../reasons.ts'
import { transmitted } from '../transmitted.ts'
import { enter, foreignCookie, isRefusal, uidRefusal } from './doors.ts'
import { askedScopes, below, clientOf, isAnonymous, notesOf, spoken } from './session.ts'

/** The page that tells the person who they log in as and what is sent. */
export const inform =
  (edition: Edition) =>
  async (visit: Visit): Promise<Answer> => {
    const session = uidRefusal(visit) ?? enter(visit, 'consent')
    if (isRefusal(session)) return session
    const client = clientOf(visit, session)
    const { pending } = notesOf(session)
    if (!client || !pending)
      return refused('Y190004', { fr: 'une connexion sans identité', en: 'a login without an identity' })
    if (!(await visit.interaction())) return foreignCookie()
    const csrf = { token: visit.stage.random(), used: false }
    visit.session.keep({ ...session, step: 'consent', csrf })
    const seen = spoken(visit)
    const asksConsent = client.type === 'private' && client.identity_consent
    return page(
      informationPage({
        ...frameOf(seen, edition.brand),
        action: below(visit, '/login'),
        csrfToken: csrf.token,
        clientName: client.client_name,
        identity: isAnonymous(session) ? undefined : nameOf(pending),
        consentRequired: asksConsent && !isAnonymous(session),
        transmitted: shownScopes(session, edition, seen.lang),
      }),
    )
  }

const nameOf = ({ claims: { given_name, family_name } }: CompletedLogin) => ({
  given_name: String(given_name ?? ''),
  family_name: String(family_name ?? ''),
})

const shownScopes = (session: JourneySession, { brand }: Edition, lang: 'fr' | 'en') =>
  transmitted(askedScopes(session), brand, lang)
