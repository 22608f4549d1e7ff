import type { Client } from '../../../clients/client.ts'
import type { IdentityProvider } from '../../../identity-providers/identity-provider.ts'
import { type Answer, type Refusal, redirect } from '../../../journey/answer.ts'
import type { IdentityProviderAnswer } from '../../../journey/identity-provider-answer.ts'
import type { CompletedLogin, JourneySession } from '../../../journey/session.ts'
import type { Visit } from '../../../journey/visit.ts'
import { verbatim } from '../../../rules/sentences.ts'
import { foreignHash, identityHash } from '../civil-identity.ts'
import { askCivilRegister } from '../civil-register.ts'
import type { Edition } from '../edition.ts'
import { reaches } from '../levels.ts'
import { isEuropean } from '../portrait.ts'
import { refused } from '../reasons.ts'
import { enter, isRefusal, uidRefusal } from './doors.ts'
import { ending } from './ending.ts'
import { calmsSuspicion, findProvider, isExcluded, isSuspicious } from './providers.ts'
import { below, clientOf, notesOf, wantedAcr } from './session.ts'

/** Checks the person after the identity provider, or again for another client of the same login. */
export const verify =
  (edition: Edition) =>
  (visit: Visit): Answer => {
    const session = uidRefusal(visit) ?? enter(visit, 'verify')
    if (isRefusal(session)) return session
    const client = clientOf(visit, session)
    const provider = findProvider(visit, session.idp_id)
    if (!client || !session.idp || (session.step === 'authorize' && !session.sso)) {
      return refused('Y190004', { fr: 'une connexion sans identité', en: 'a login without an identity' })
    }
    if (!provider || !maySettle(edition, visit, session, client, provider))
      return backToChooser(visit, session)
    const wished = session.idp.facts.refuse_with
    if (wished !== undefined) return ending(wished)
    const login = session.sso
      ? reuse(visit, session)
      : complete(edition, visit, session.idp, wantedAcr(session), client)
    if ('kind' in login) return login
    visit.session.keep({ ...session, step: 'verify', notes: { ...notesOf(session), pending: login } })
    return skipsInformation(session)
      ? redirect(below(visit, '/auto-login'))
      : redirect(below(visit, `/interaction/${session.uid}/consent`))
  }

/** The provider may still serve this client, at the level that the request needs. */
const maySettle = (
  edition: Edition,
  visit: Visit,
  { idp }: JourneySession,
  client: Client,
  provider: IdentityProvider,
): boolean =>
  provider.active &&
  !isExcluded(client, provider.id) &&
  (!isSuspicious(visit, edition) || calmsSuspicion(idp?.acr))

const backToChooser = (visit: Visit, session: JourneySession): Answer => {
  const { sso: _, ...kept } = session
  visit.session.keep({ ...kept, step: 'verify' })
  return redirect(below(visit, `/interaction/${session.uid}`))
}

/** The information page is skipped by a client that may, and that sent a prompt without `consent`. */
const skipsInformation = (session: JourneySession): boolean => {
  const { prompt } = notesOf(session)
  return prompt !== undefined && !prompt.split(' ').includes('consent')
}

/** The whole of what the hub checks of a person: level, civil register, account, preferences. */
export const complete = (
  edition: Edition,
  visit: Visit,
  answer: IdentityProviderAnswer,
  wanted: string,
  client: Client,
): CompletedLogin | Refusal => {
  const { facts, identity, idp_id } = answer
  const provider = findProvider(visit, idp_id)
  const acr = levelRefusal(answer, provider, wanted)
  if (acr) return acr
  if (typeof identity.rep_scope === 'string' && !client.rep_scope?.includes(identity.rep_scope)) {
    return refused('Y600020', verbatim(`rep_scope ${identity.rep_scope}`))
  }
  const european = provider !== undefined && isEuropean(provider)
  const register = european ? undefined : askCivilRegister(identity, facts)
  if (register && 'code' in register)
    return refused(register.code, verbatim(`civil_register: ${register.answer}`))
  const closed = accountRefusal(visit, answer)
  if (closed) return closed
  return {
    idp_id,
    acr: answer.acr ?? wanted,
    amr: provider?.amr ?? [],
    claims: edition.claims({ idp_id, identity, civil: register?.civil }),
    at: visit.stage.now(),
    notes: {
      hash: register ? identityHash(register.civil) : foreignHash(String(identity.sub)),
      reusable: register !== undefined,
    },
  }
}

/** The login that the session holds, for another client: nobody but the account is asked again. */
const reuse = (visit: Visit, { idp, login }: JourneySession): CompletedLogin | Refusal => {
  if (!idp || !login)
    return refused('Y190004', {
      fr: 'une connexion à réutiliser qui n’est pas complète',
      en: 'a login to reuse that is not complete',
    })
  return accountRefusal(visit, idp) ?? login
}

const levelRefusal = (
  { acr, idp_id }: IdentityProviderAnswer,
  provider: IdentityProvider | undefined,
  wanted: string,
): Refusal | undefined => {
  if (acr === undefined)
    return refused('Y100002', { fr: `aucun acr de ${idp_id}`, en: `no acr from ${idp_id}` })
  if (!reaches(acr, wanted))
    return refused('Y100001', {
      fr: `acr ${acr} de ${idp_id}, alors que ${wanted} était demandé`,
      en: `acr ${acr} from ${idp_id} where ${wanted} was asked`,
    })
  const outside = provider && provider.levels.length > 0 && !provider.levels.includes(acr)
  return outside
    ? refused('Y100018', {
        fr: `acr ${acr} de ${idp_id}, qui donne ${provider.levels.join(', ')}`,
        en: `acr ${acr} from ${idp_id}, which gives ${provider.levels.join(', ')}`,
      })
    : undefined
}

/** What the hub remembers of the person, as it stands now. */
const accountRefusal = (
  { stage }: Visit,
  { facts, persona, idp_id }: IdentityProviderAnswer,
): Refusal | undefined => {
  const now = stage.personas().find(({ id }) => id === persona)
  if (now?.blocked ?? facts.blocked)
    return refused('Y180001', {
      fr: `${persona ?? 'cette personne'}, blocked: true`,
      en: `${persona ?? 'this person'}, blocked: true`,
    })
  const blocked = facts.blocked_identity_providers ?? []
  return blocked.includes(idp_id)
    ? refused('Y100011', {
        fr: `${idp_id}, que ${persona} a bloqué`,
        en: `${idp_id}, which ${persona} blocked`,
      })
    : undefined
}
