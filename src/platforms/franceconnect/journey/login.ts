import type { Client } from '../../../clients/client.ts'
import { type Answer, outcome } from '../../../journey/answer.ts'
import type { CompletedLogin, JourneySession } from '../../../journey/session.ts'
import type { Visit } from '../../../journey/visit.ts'
import { subOf } from '../civil-identity.ts'
import type { Edition } from '../edition.ts'
import { refused } from '../reasons.ts'
import { enter, foreignCookie, isRefusal } from './doors.ts'
import { clientOf, notesOf, wantedAcr } from './session.ts'

/** The person's last word, given on the information page or by the client that may skip it. */
export const login =
  (edition: Edition, door: 'login' | 'auto-login') =>
  async (visit: Visit): Promise<Answer> => {
    const session = enter(visit, door)
    if (isRefusal(session)) return session
    const client = clientOf(visit, session)
    const { pending } = notesOf(session)
    if (!client || !pending)
      return refused('Y190004', { fr: 'une connexion sans identité', en: 'a login without an identity' })
    if (!(await visit.interaction())) return foreignCookie()
    return settle(edition, visit, { ...session, step: door }, pending, client)
  }

/** Ends the login: the session may serve other clients, and this one learns who logged in. */
export const settle = (
  edition: Edition,
  visit: Visit,
  session: JourneySession,
  pending: CompletedLogin,
  client: Client,
): Answer => {
  const auth_time = visit.stage.now()
  const { pending: _, ...notes } = notesOf(session)
  const { csrf: _csrf, ...kept } = session
  visit.session.keep({ ...kept, began: auth_time, notes, login: { ...pending, at: auth_time } })
  const hash = String(pending.notes?.hash)
  const { id = '' } = visit.session
  return outcome({
    kind: 'login',
    account: {
      id,
      sub: subOf(client.entity_id ?? client.client_id, hash, visit.hub.secret),
      claims: { ...pending.claims, identity_hash: hash, kept_acr: wantedAcr(session) },
    },
    acr: givenAcr(edition, session, pending),
    ...(pending.amr && { amr: pending.amr }),
    auth_time,
  })
}

/** The provider's level when the hub can say it, and the shared one when the login serves again; what was asked otherwise. */
export const givenAcr = (
  { acrValues, ssoAcrs }: Edition,
  session: JourneySession,
  { acr }: CompletedLogin,
): string => {
  if (!acrValues.includes(acr)) return wantedAcr(session)
  return session.sso ? (ssoAcrs[0] ?? acr) : acr
}
