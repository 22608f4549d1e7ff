import type { Exchange } from '../journal/exchange.ts'
import type { Reference } from '../oidc/reference.ts'
import {
  type Criterion,
  failed,
  notObserved,
  passed,
  type Severity,
  type Verdict,
  type Words,
} from './criterion.ts'
import { after, afterInLogin, isAccepted, type Traffic } from './traffic.ts'

/**
 * What a correct client does next, as traffic shows it. `stops-at-callback`: it asks for no token. `stops-at-id-token`:
 * it asks for no userinfo. `opens-no-session`: it has nothing to log out of. `fetches-keys`: it reads the hub's keys again and the login comes to userinfo.
 */
export type Reaction = 'stops-at-callback' | 'stops-at-id-token' | 'opens-no-session' | 'fetches-keys'

/** Seconds that a client takes at most from one request to the next. */
const SETTLED = 2

const settled = (traffic: Traffic, exchange: Exchange): boolean =>
  (traffic.at - Date.parse(exchange.at)) / 1000 >= SETTLED ||
  after(traffic, exchange).some(
    ({ login, endpoint }) => login !== exchange.login && endpoint === 'authorization',
  )

const underWay: Words = { fr: 'l’échange est encore en cours', en: 'the exchange is still under way' }

/** Requests that a correct client does not make. */
const stopsBefore =
  (endpoint: 'token' | 'userinfo', kept: Words, broken: Words) =>
  (traffic: Traffic, faulty: Exchange): Verdict => {
    const used = afterInLogin(traffic, faulty).filter((one) => one.endpoint === endpoint)
    if (used.length > 0) return failed(broken, [faulty, ...used])
    return settled(traffic, faulty) ? passed(kept, [faulty]) : notObserved(underWay, [faulty])
  }

/** After the last answer of a login, only the next step tells: logging out of a session, or logging in for want of one. */
const opensNoSession = (traffic: Traffic, faulty: Exchange): Verdict => {
  // A logout that belongs to another login says nothing of this one.
  const next = after(traffic, faulty).find(({ endpoint, login }) =>
    endpoint === 'end_session'
      ? login === undefined || login === faulty.login
      : endpoint === 'authorization' && login !== faulty.login,
  )
  if (!next)
    return notObserved(
      {
        fr: 'faute reçue ; déconnectez-vous si le service vous croit connecté, sinon reconnectez-vous',
        en: 'fault received; log out if the service thinks you are logged in, else log in again',
      },
      [faulty],
    )
  return next.endpoint === 'end_session'
    ? failed({ fr: 'le service avait ouvert une session', en: 'the service had opened a session' }, [
        faulty,
        next,
      ])
    : passed({ fr: 'le service n’a pas ouvert de session', en: 'the service opened no session' }, [
        faulty,
        next,
      ])
}

const fetchesKeys = (traffic: Traffic, faulty: Exchange): Verdict => {
  const read = traffic.anonymous.filter(
    (one) => one.endpoint === 'jwks' && one.at >= faulty.at && isAccepted(one),
  )
  const done = afterInLogin(traffic, faulty).filter((one) => one.endpoint === 'userinfo' && isAccepted(one))
  if (read.length > 0 && done.length > 0)
    return passed(
      {
        fr: 'les clés ont été relues, la connexion a abouti',
        en: 'keys were read again, the login came to its end',
      },
      [faulty, ...read, ...done],
    )
  if (done.length > 0)
    return failed(
      {
        fr: 'le jeton a servi sans que la nouvelle clé soit lue',
        en: 'the token was used, the new key never read',
      },
      [faulty, ...done],
    )
  return settled(traffic, faulty)
    ? failed({ fr: 'la connexion s’est arrêtée là', en: 'the login stopped there' }, [faulty])
    : notObserved(underWay, [faulty])
}

const judges: Record<Reaction, (traffic: Traffic, faulty: Exchange) => Verdict> = {
  'stops-at-callback': stopsBefore(
    'token',
    { fr: 'aucun jeton n’a été demandé', en: 'no token was asked for' },
    { fr: 'un jeton a été demandé malgré la faute', en: 'a token was asked for in spite of the fault' },
  ),
  'stops-at-id-token': stopsBefore(
    'userinfo',
    { fr: 'la connexion s’est arrêtée à l’ID Token fautif', en: 'the login stopped at the faulty ID Token' },
    {
      fr: 'le jeton d’accès a servi malgré l’ID Token fautif',
      en: 'the access token was used in spite of the faulty ID Token',
    },
  ),
  'opens-no-session': opensNoSession,
  'fetches-keys': fetchesKeys,
}

const worst = (verdicts: readonly Verdict[]): Verdict | undefined =>
  verdicts.find(({ status }) => status === 'failed') ??
  verdicts.find(({ status }) => status === 'passed') ??
  verdicts[0]

/** Judges what a client does each time that the hub made this fault on purpose. */
export const whenFault = (definition: {
  fault: string
  id: string
  title: Words
  reaction: Reaction
  reference: Reference
  severity?: Severity
}): Criterion => {
  const { fault, reaction, ...rest } = definition
  const goOn =
    reaction === 'opens-no-session'
      ? {
          fr: ' Puis déconnectez-vous si le service vous croit connecté, sinon reconnectez-vous.',
          en: ' Then log out if the service thinks you are logged in, else log in again.',
        }
      : { fr: '', en: '' }
  return {
    severity: 'required',
    ...rest,
    kind: 'provoked',
    scenario: `fault/${fault}`,
    how: {
      fr: `Armez la faute ${fault}, puis connectez-vous.${goOn.fr}`,
      en: `Arm the fault ${fault}, then log in.${goOn.en}`,
    },
    assess(traffic) {
      const faulty = traffic.exchanges.filter((one) => one.fault?.split(',').includes(fault))
      const verdict = worst(faulty.map((one) => judges[reaction](traffic, one)))
      return (
        verdict ??
        notObserved({
          fr: `la faute ${fault} n’a jamais été servie`,
          en: `the fault ${fault} was never delivered`,
        })
      )
    },
  }
}
