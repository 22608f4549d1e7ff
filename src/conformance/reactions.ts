import type { Exchange } from '../journal/exchange.ts'
import type { Words } from '../lib/words.ts'
import { single } from '../oidc/params.ts'
import { attributedTo } from './attribution.ts'
import { failed, notObserved, passed, review, type Verdict } from './criterion.ts'
import { settled, silence, underWay, unseen } from './silence.ts'
import { afterInLogin, isAccepted, type Traffic } from './traffic.ts'

/**
 * What a correct client does next. `stops-at-callback`: it asks for no token. `stops-at-token`: it asks for no userinfo,
 * and sends the code no second time. `stops-at-id-token`: it asks for no userinfo. `opens-no-session`: nothing more.
 * `fetches-keys`: it reads the hub's keys again, and the login comes to userinfo. `goes-on`: the login comes to userinfo.
 *
 * A client learns who logs in from the answers of token and userinfo alone: before them its silence is a refusal. With a
 * bad ID Token in hand it could go on to userinfo as in its other logins: not doing so is one too. After userinfo nothing
 * is left to ask, so that traffic can only convict, by a logout, and a person says the rest. What a browser was to bring
 * proves nothing before the client is seen again: it may be down, or the window closed. Nor is it silence when a request
 * was refused meanwhile that may be the client's, although no login can be told of it: a person looks.
 */
export type Reaction =
  | 'stops-at-callback'
  | 'stops-at-token'
  | 'stops-at-id-token'
  | 'opens-no-session'
  | 'fetches-keys'
  | 'goes-on'

type Judge = (traffic: Traffic, faulty: Exchange) => Verdict

/** Whoever logs out of a login had opened a session with it. */
const loggedOut = (traffic: Traffic, faulty: Exchange): Verdict | undefined => {
  const [logout] = afterInLogin(traffic, faulty).filter(({ endpoint }) => endpoint === 'end_session')
  return (
    logout &&
    failed({ fr: 'le service avait ouvert une session', en: 'the service had opened a session' }, [
      faulty,
      logout,
    ])
  )
}

const isRepeated = (faulty: Exchange, one: Exchange): boolean => {
  const code = single(one.request.body, 'code')
  return one.endpoint === 'token' && code !== undefined && single(faulty.request.body, 'code') === code
}

/** Requests that a correct client does not make; silence is held against what it usually does. */
const stopsBefore =
  (
    isUsed: (one: Exchange, faulty: Exchange) => boolean,
    usual: 'token' | 'userinfo',
    kept: Words,
    broken: Words,
  ): Judge =>
  (traffic, faulty) => {
    const used = afterInLogin(traffic, faulty).filter((one) => isUsed(one, faulty))
    if (used.length > 0) return failed(broken, [faulty, ...used])
    const logout = loggedOut(traffic, faulty)
    if (logout) return logout
    if (!settled(traffic, faulty)) return notObserved(underWay, [faulty])
    return silence(traffic, faulty, { usual, kept, isUsed: (one) => isUsed(one, faulty) })
  }

/** After userinfo only a logout tells: logging in again is what one does with a session and without. */
const opensNoSession: Judge = (traffic, faulty) =>
  loggedOut(traffic, faulty) ??
  review(
    {
      fr: 'faute livrée ; le trafic ne dit pas si une session s’est ouverte : dites ce que montre le service',
      en: 'fault delivered; traffic does not tell whether a session was opened: say what the service shows',
    },
    [faulty],
  )

const comesToUserinfo = (traffic: Traffic, faulty: Exchange): Exchange[] =>
  afterInLogin(traffic, faulty).filter((one) => one.endpoint === 'userinfo' && isAccepted(one))

const stopped = (traffic: Traffic, faulty: Exchange): Verdict =>
  settled(traffic, faulty)
    ? (unseen(traffic, faulty) ??
      failed({ fr: 'la connexion s’est arrêtée là', en: 'the login stopped there' }, [faulty]))
    : notObserved(underWay, [faulty])

const goesOn: Judge = (traffic, faulty) => {
  const done = comesToUserinfo(traffic, faulty)
  if (done.length === 0) return stopped(traffic, faulty)
  return passed({ fr: 'la connexion a abouti', en: 'the login came to its end' }, [faulty, ...done])
}

const fetchesKeys: Judge = (traffic, faulty) => {
  const done = comesToUserinfo(traffic, faulty)
  if (done.length === 0) return stopped(traffic, faulty)
  const read = traffic.anonymous.filter(
    (one) => one.endpoint === 'jwks' && one.at >= faulty.at && isAccepted(one),
  )
  if (read.length === 0)
    return failed(
      {
        fr: 'le jeton a servi sans que la nouvelle clé soit lue',
        en: 'the token was used, the new key never read',
      },
      [faulty, ...done],
    )
  const own = attributedTo(traffic, read)
  if (own.length === 0)
    return review(
      {
        fr: 'les clés ont été relues, mais par qui ? D’autres services utilisent ce hub',
        en: 'keys were read again, but by whom? Other clients use this hub',
      },
      [faulty, ...read],
    )
  return passed(
    {
      fr: 'les clés ont été relues, la connexion a abouti',
      en: 'keys were read again, the login came to its end',
    },
    [faulty, ...own, ...done],
  )
}

/** How each reaction is judged, one delivery of the fault at a time. */
export const judges: Readonly<Record<Reaction, Judge>> = {
  'stops-at-callback': stopsBefore(
    ({ endpoint }) => endpoint === 'token',
    'token',
    { fr: 'aucun jeton n’a été demandé', en: 'no token was asked for' },
    { fr: 'un jeton a été demandé malgré la faute', en: 'a token was asked for in spite of the fault' },
  ),
  'stops-at-token': stopsBefore(
    (one, faulty) => one.endpoint === 'userinfo' || isRepeated(faulty, one),
    'token',
    { fr: 'la connexion s’est arrêtée là', en: 'the login stopped there' },
    { fr: 'le service a insisté malgré la faute', en: 'the service went on in spite of the fault' },
  ),
  'stops-at-id-token': stopsBefore(
    ({ endpoint }) => endpoint === 'userinfo',
    'userinfo',
    { fr: 'la connexion s’est arrêtée à l’ID Token fautif', en: 'the login stopped at the faulty ID Token' },
    {
      fr: 'le jeton d’accès a servi malgré l’ID Token fautif',
      en: 'the access token was used in spite of the faulty ID Token',
    },
  ),
  'opens-no-session': opensNoSession,
  'fetches-keys': fetchesKeys,
  'goes-on': goesOn,
}
