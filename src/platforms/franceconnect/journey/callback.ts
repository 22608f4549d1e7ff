import { type Answer, type Refusal, redirect } from '../../../journey/answer.ts'
import { redeemCode } from '../../../journey/identity-provider/codes.ts'
import type { IdentityProviderAnswer } from '../../../journey/identity-provider-answer.ts'
import type { JourneySession } from '../../../journey/session.ts'
import type { Visit } from '../../../journey/visit.ts'
import { single } from '../../../oidc/params.ts'
import { verbatim } from '../../../rules/sentences.ts'
import { identityDefects } from '../identity.ts'
import { isEuropean } from '../portrait.ts'
import { refused } from '../reasons.ts'
import { enter, isRefusal } from './doors.ts'
import { findProvider } from './providers.ts'
import { below, notesOf } from './session.ts'

/** The identity provider sends the browser back, with a code or with an error. */
export const callback = async (visit: Visit): Promise<Answer> => {
  const session = enter(visit, 'oidc-callback')
  if (isRefusal(session)) return session
  if (session.idp_state === undefined)
    return refused('Y190004', {
      fr: `${visit.path} avant le choix d’un fournisseur d’identité`,
      en: `${visit.path} before a provider was chosen`,
    })
  const error = single(visit.query, 'error')
  const code = single(visit.query, 'code') ?? ''
  if (error === undefined && code === '') return refused('Y020025', { fr: 'aucun code', en: 'no code' })
  const wrongState = stateRefusal(session, single(visit.query, 'state') ?? '')
  if (wrongState) return wrongState
  if (error !== undefined) return backToChooser(visit, session)
  const answer = await redeemCode(visit.stage, code)
  if (!answer)
    return refused('Y020026', {
      fr: 'un code que le fournisseur d’identité refuse',
      en: 'a code that the identity provider refuses',
    })
  const unusable = answerRefusal(visit, answer)
  if (unusable) return unusable
  const { login: _login, sso: _sso, idp_state: _state, idp_nonce: _nonce, ...kept } = session
  const began = visit.stage.now()
  visit.session.renew({ ...kept, began, step: 'oidc-callback', idp_id: answer.idp_id, idp: answer })
  return redirect(below(visit, `/interaction/${session.uid}/verify`))
}

const stateRefusal = ({ idp_state }: JourneySession, state: string): Refusal | undefined => {
  if (state === '') return refused('Y020021', { fr: 'aucun state', en: 'no state' })
  return state === idp_state ? undefined : refused('Y020022', verbatim(`state ${state}`))
}

/** The client sees nothing: the person may choose another provider. */
const backToChooser = (visit: Visit, session: JourneySession): Answer => {
  const failed = findProvider(visit, session.idp_id)?.title ?? session.idp_id ?? ''
  visit.session.keep({ ...session, step: 'oidc-callback', notes: { ...notesOf(session), failed } })
  return redirect(below(visit, `/interaction/${session.uid}`))
}

/** What is wrong in what the identity provider answered, before anyone else is asked about the person. */
export const answerRefusal = (visit: Visit, answer: IdentityProviderAnswer): Refusal | undefined => {
  switch (answer.failure) {
    case 'token_failed':
      return refused('Y020026', {
        fr: `une erreur du endpoint token de ${answer.idp_id}`,
        en: `an error of the token endpoint of ${answer.idp_id}`,
      })
    case 'malformed_token':
      return refused('Y020030', {
        fr: `des jetons mal formés de ${answer.idp_id}`,
        en: `a malformed set of tokens from ${answer.idp_id}`,
      })
    case 'userinfo_failed':
      return refused('Y020027', {
        fr: `une erreur du endpoint userinfo de ${answer.idp_id}`,
        en: `an error of the userinfo endpoint of ${answer.idp_id}`,
      })
    case 'no_sub':
      return refused('Y020029', {
        fr: `une identité sans sub de ${answer.idp_id}`,
        en: `an identity without sub from ${answer.idp_id}`,
      })
    default: {
      const provider = findProvider(visit, answer.idp_id)
      const defects = identityDefects(answer.identity, {
        european: provider !== undefined && isEuropean(provider),
      })
      return defects && refused('Y600006', defects)
    }
  }
}
