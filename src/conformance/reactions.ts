import type { Exchange } from '../journal/exchange.ts'
import type { Words } from '../lib/words.ts'
import { single } from '../oidc/params.ts'
import { attributedTo } from './attribution.ts'
import { failed, notObserved, passed, review, type Verdict } from './criterion.ts'
import { after, afterInLogin, isAccepted, type Traffic, unspoiltLogins } from './traffic.ts'

/**
 * What a correct client does next. `stops-at-callback`: it asks for no token. `stops-at-token`: it asks for no userinfo,
 * and sends the code no second time. `stops-at-id-token`: it asks for no userinfo. `opens-no-session`: nothing more.
 * `fetches-keys`: it reads the hub's keys again, and the login comes to userinfo. `goes-on`: the login comes to userinfo.
 *
 * A client learns who logs in from the answers of token and userinfo alone: before them its silence is a refusal. With a
 * bad ID Token in hand it could go on to userinfo as in its other logins: not doing so is one too. After userinfo nothing
 * is left to ask, so that traffic can only convict, by a logout, and a person says the rest. What a browser was to bring
 * proves nothing before the client is seen again: it may be down, or the window closed.
 */
export type Reaction =
  | 'stops-at-callback'
  | 'stops-at-token'
  | 'stops-at-id-token'
  | 'opens-no-session'
  | 'fetches-keys'
  | 'goes-on'

type Judge = (traffic: Traffic, faulty: Exchange) => Verdict

/** Seconds that a client takes at most from one request to the next. */
const SETTLED = 2

const settled = (traffic: Traffic, exchange: Exchange): boolean =>
  (traffic.at - Date.parse(exchange.at)) / 1000 >= SETTLED ||
  after(traffic, exchange).some(
    ({ login, endpoint }) => login !== exchange.login && endpoint === 'authorization',
  )

/** Doors that a client knocks at, itself or by the browser that it sends; the hub's own pages are the browser's. */
const isClients = ({ endpoint }: Exchange): boolean => endpoint !== 'interaction'

/** A browser may never have brought the fault to a client that nobody saw since; who asked for it by itself has it. */
const unseen = (traffic: Traffic, faulty: Exchange): Verdict | undefined =>
  ['authorization', 'interaction'].includes(faulty.endpoint) && !after(traffic, faulty).some(isClients)
    ? notObserved(
        {
          fr: 'rien du service n’a été vu depuis : était-il là ? Connectez-vous de nouveau',
          en: 'nothing of the service was seen since: was it there? Log in again',
        },
        [faulty],
      )
    : undefined

const underWay: Words = { fr: 'l’échange est encore en cours', en: 'the exchange is still under way' }

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

/** How far the client goes when nothing is spoilt: what its silence is held against. */
const habit = (traffic: Traffic, faulty: Exchange, endpoint: 'token' | 'userinfo'): Verdict | undefined => {
  const usual = unspoiltLogins(traffic).filter((login) => settled(traffic, login.at(-1) ?? faulty))
  const reached = usual.filter((login) => login.some((one) => one.endpoint === endpoint && isAccepted(one)))
  if (reached.length === 0)
    return notObserved(
      {
        fr: `le silence ne prouve rien : aucune connexion sans faute n’est allée jusqu’à ${endpoint}`,
        en: `silence proves nothing: no login without a fault went as far as ${endpoint}`,
      },
      [faulty],
    )
  const short = usual.filter(
    (login) => !reached.includes(login) && login.some((one) => one.endpoint === 'token' && isAccepted(one)),
  )
  if (endpoint === 'token' || short.length === 0) return undefined
  return review(
    {
      fr: `sans faute non plus, ${short.length} connexion(s) ne lisent pas userinfo : dites ce que montre le service`,
      en: `${short.length} login(s) without a fault read no userinfo either: say what the service shows`,
    },
    [faulty, ...short.flatMap((login) => login.slice(-1))],
  )
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
    return habit(traffic, faulty, usual) ?? unseen(traffic, faulty) ?? passed(kept, [faulty])
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
