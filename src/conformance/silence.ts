import type { Exchange } from '../journal/exchange.ts'
import type { Words } from '../lib/words.ts'
import { notObserved, passed, review, type Verdict } from './criterion.ts'
import { after, isAccepted, maybeAfter, type Traffic, unspoiltLogins } from './traffic.ts'

/** Said of what nobody can judge yet. */
export const underWay: Words = { fr: 'l’échange est encore en cours', en: 'the exchange is still under way' }

/** Seconds that a client takes at most from one request to the next. */
const SETTLED = 2

/** Whether the client had the time to do what comes after an exchange, or went on to another login. */
export const settled = (traffic: Traffic, exchange: Exchange): boolean =>
  (traffic.at - Date.parse(exchange.at)) / 1000 >= SETTLED ||
  after(traffic, exchange).some(
    ({ login, endpoint }) => login !== exchange.login && endpoint === 'authorization',
  )

/** Doors that a client knocks at, itself or by the browser that it sends; the hub's own pages are the browser's. */
const isClients = ({ endpoint }: Exchange): boolean => endpoint !== 'interaction'

/** A browser may never have brought the fault to a client that nobody saw since; who asked for it by itself has it. */
export const unseen = (traffic: Traffic, faulty: Exchange): Verdict | undefined =>
  ['authorization', 'interaction'].includes(faulty.endpoint) && !after(traffic, faulty).some(isClients)
    ? notObserved(
        {
          fr: 'rien du service n’a été vu depuis : était-il là ? Connectez-vous de nouveau',
          en: 'nothing of the service was seen since: was it there? Log in again',
        },
        [faulty],
      )
    : undefined

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

/** A client that goes on with what a fault left it may be refused for something that tells no login. */
const unproven = (
  traffic: Traffic,
  faulty: Exchange,
  isUsed: (one: Exchange) => boolean,
): Verdict | undefined => {
  const maybe = maybeAfter(traffic, faulty).filter(isUsed)
  if (maybe.length === 0) return undefined
  return review(
    {
      fr: 'une demande refusée a suivi, que rien ne relie à cette connexion : si elle vient du service, il n’a pas refusé',
      en: 'a refused request followed, which nothing joins to this login: if it is the client’s, it did not refuse',
    },
    [faulty, ...maybe],
  )
}

/**
 * What it proves that no request of a login uses what a fault spoilt: a refusal, unless the client never goes so far, a
 * request that uses it cannot be told to be another's, or the fault may never have reached the client.
 */
export const silence = (
  traffic: Traffic,
  faulty: Exchange,
  { usual, isUsed, kept }: { usual: 'token' | 'userinfo'; isUsed(one: Exchange): boolean; kept: Words },
): Verdict =>
  habit(traffic, faulty, usual) ??
  unproven(traffic, faulty, isUsed) ??
  unseen(traffic, faulty) ??
  passed(kept, [faulty])
