import type { Reference } from '../../oidc/reference.ts'
import { type Criterion, failed, judgeEach, review } from '../criterion.ts'
import { isAccepted, requestsTo, type Traffic } from '../traffic.ts'

const observed = { kind: 'observed', severity: 'advised' } as const

const judgeRevocations = (traffic: Traffic) =>
  judgeEach(
    requestsTo(traffic, 'revocation'),
    (exchange) =>
      isAccepted(exchange) ? undefined : { fr: 'la révocation est refusée', en: 'the revocation is refused' },
    {
      none: { fr: 'aucune révocation', en: 'no revocation' },
      kept: (count) => ({ fr: `${count} révocation(s)`, en: `${count} revocation(s)` }),
    },
  )

/** Access tokens that serve no more are revoked. */
export const tokenRevoked = (reference: Reference): Criterion => ({
  ...observed,
  id: 'revocation/used',
  title: { fr: 'Le service révoque le jeton d’accès', en: 'The client revokes the access token' },
  reference,
  scenario: 'logout',
  how: { fr: 'Connectez-vous, puis déconnectez-vous.', en: 'Log in, then log out.' },
  assess(traffic) {
    const left = requestsTo(traffic, 'end_session')
    if (requestsTo(traffic, 'revocation').length === 0 && left.length > 0)
      return failed({ fr: 'une déconnexion n’a rien révoqué', en: 'a logout revoked nothing' }, left)
    return judgeRevocations(traffic)
  },
})

/** An access token that leaked is revoked: no rehearsal makes one leak, so a person answers for a client that revokes none. */
export const leakedTokenRevoked = (reference: Reference): Criterion => ({
  ...observed,
  id: 'revocation/leaked',
  title: {
    fr: 'Un jeton d’accès qui a fui est révoqué',
    en: 'An access token that leaked is revoked',
  },
  reference,
  scenario: 'login',
  how: {
    fr: 'Faites révoquer un jeton par le service, ou dites comment il le ferait.',
    en: 'Let the service revoke a token, or say how it would.',
  },
  assess(traffic) {
    const verdict = judgeRevocations(traffic)
    const tokens = requestsTo(traffic, 'token')
    return verdict.status === 'not_observed' && tokens.length > 0 ? review(verdict.because, tokens) : verdict
  },
})
