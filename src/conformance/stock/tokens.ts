import type { Exchange } from '../../journal/exchange.ts'
import { lettersOf, sentIn } from '../../journal/mask.ts'
import { single } from '../../oidc/params.ts'
import type { Reference } from '../../oidc/reference.ts'
import { oneByOne, onLogin } from '../builders.ts'
import { type Criterion, failed, judgeEach, notObserved, passed } from '../criterion.ts'
import { isAccepted, loginsOf, requestsTo, secondsBetween, type Traffic } from '../traffic.ts'

const noToken = { fr: 'aucune demande de jeton', en: 'no token request' }

/** Grants of a code, the only ones that belong to a login. */
const codeGrants = (traffic: Traffic) =>
  requestsTo(traffic, 'token').filter((one) => single(one.request.body, 'grant_type') !== 'refresh_token')

/** The client proves who it is as its hub documents it. */
export const clientAuthentication = (reference: Reference): Criterion =>
  oneByOne({
    id: 'token/client-authentication',
    title: {
      fr: 'Le service s’authentifie par son secret, dans le corps de la demande de jeton',
      en: 'The client authenticates by its secret, in the body of the token request',
    },
    reference,
    messages: (traffic) => requestsTo(traffic, 'token'),
    defectOf(exchange) {
      const { request, response, fault } = exchange
      if (response.status === 401 && fault === undefined) return { fr: 'refusée (401)', en: 'refused (401)' }
      if ('client_secret' in request.body || 'client_assertion' in request.body) return undefined
      return { fr: 'le secret n’est pas dans le corps', en: 'the secret is not in the body' }
    },
    none: noToken,
    kept: (count) => ({
      fr: `${count} demande(s) authentifiée(s)`,
      en: `${count} request(s) authenticated`,
    }),
  })

/** Requests whose code had been sent before. */
const repeated = (requests: readonly Exchange[]): ReadonlySet<Exchange> => {
  const seen = new Set<string>()
  return new Set(
    requests.filter(({ request }) => {
      const code = single(request.body, 'code')
      const isKnown = code !== undefined && seen.has(code)
      if (code !== undefined) seen.add(code)
      return isKnown
    }),
  )
}

/** Codes live seconds, and serve once. */
export const codeUsedAtOnce = (seconds: number, reference: Reference): Criterion => ({
  ...onLogin,
  id: 'token/code-used-at-once',
  title: {
    fr: `Le code sert une fois, dans les ${seconds} secondes`,
    en: `The code is used once, within ${seconds} seconds`,
  },
  reference,
  assess(traffic) {
    const requests = codeGrants(traffic)
    const again = repeated(requests)
    const before = new Map(
      loginsOf(traffic).flatMap((login) =>
        login.flatMap((one, index) => {
          const giver = login
            .slice(0, index)
            .findLast(({ response: { location, posted } }) => (location ?? posted)?.includes('code='))
          return one.endpoint === 'token' && giver ? [[one, giver] as const] : []
        }),
      ),
    )
    return judgeEach(
      requests,
      (exchange) => {
        if (again.has(exchange)) return { fr: 'un code a servi deux fois', en: 'a code was used twice' }
        const giver = before.get(exchange)
        const age = giver ? Math.round(secondsBetween(giver, exchange)) : 0
        return age > seconds
          ? { fr: `le code avait ${age} secondes`, en: `the code was ${age} seconds old` }
          : undefined
      },
      {
        none: noToken,
        kept: (count) => ({ fr: `${count} code(s) échangé(s) à temps`, en: `${count} code(s) used in time` }),
      },
    )
  },
})

/** The access token travels in a header, where no log keeps it. */
export const bearerHeader = (reference: Reference): Criterion =>
  oneByOne({
    id: 'userinfo/bearer-header',
    title: {
      fr: 'Le jeton d’accès est envoyé dans l’en-tête Authorization',
      en: 'The access token is sent in the Authorization header',
    },
    reference,
    messages: (traffic) => requestsTo(traffic, 'userinfo'),
    defectOf({ request: { query, body } }) {
      if ('access_token' in query) return { fr: 'il est dans l’adresse', en: 'it is in the address' }
      return 'access_token' in body ? { fr: 'il est dans le corps', en: 'it is in the body' } : undefined
    },
    none: { fr: 'aucune demande à userinfo', en: 'no userinfo request' },
    kept: (count) => ({ fr: `${count} demande(s)`, en: `${count} request(s)` }),
  })

/** The whole way of a login: authorize, token, userinfo. */
export const loginComplete = (reference: Reference): Criterion => ({
  ...onLogin,
  id: 'login/complete',
  title: {
    fr: 'Une connexion va de authorize à userinfo',
    en: 'A login goes from authorize to userinfo',
  },
  reference,
  assess(traffic) {
    const complete = loginsOf(traffic).find(
      (login) =>
        login.every(({ fault }) => fault === undefined) &&
        (['authorization', 'token', 'userinfo'] as const).every((endpoint) =>
          login.some((one) => one.endpoint === endpoint && isAccepted(one)),
        ),
    )
    if (complete)
      return passed(
        { fr: 'ID Token et userinfo ont été lus', en: 'ID Token and userinfo were read' },
        complete,
      )
    const refused = requestsTo(traffic, 'token').filter((one) => !isAccepted(one) && one.fault === undefined)
    if (refused.length > 0)
      return failed({ fr: 'le hub a refusé le code', en: 'the hub refused the code' }, refused)
    return notObserved({ fr: 'aucune connexion entière', en: 'no login went all the way' })
  },
})

/** Parameters that no address may carry, in letters alone. */
const givesAccess: ReadonlySet<string> = new Set([
  'clientsecret',
  'secret',
  'clientassertion',
  'accesstoken',
  'refreshtoken',
  'idtoken',
])

/** Names of an address that give access, or that the journal found to hold the secret of a client. */
const leaking = (sent: ReturnType<typeof sentIn>, exposed: readonly string[]): string =>
  [
    ...new Set(
      sent.flatMap(([name, value]) =>
        (value !== '' && givesAccess.has(lettersOf(name))) || exposed.includes(name) ? [name] : [],
      ),
    ),
  ].join(', ')

/** No secret stands in an address, where histories, logs and other sites read it. */
export const noSecretInAddresses = (reference: Reference): Criterion =>
  oneByOne({
    id: 'front-channel/no-secret',
    title: {
      fr: 'Aucun secret ni jeton ne passe par une adresse du navigateur',
      en: 'No secret and no token stands in an address of the browser',
    },
    reference,
    messages: (traffic) => traffic.exchanges,
    defectOf({ request: { query, headers, exposed = [] }, path }) {
      const inAddress = leaking(sentIn(query), exposed)
      if (inAddress !== '') return { fr: `${inAddress} dans ${path}`, en: `${inAddress} in ${path}` }
      const inReferer = leaking(sentIn({ referer: headers.referer }), exposed)
      return inReferer === ''
        ? undefined
        : {
            fr: `${inReferer} dans l’adresse de la page d’avant, que le Referer a donnée à ${path}`,
            en: `${inReferer} in the address of the page before, which the Referer gave to ${path}`,
          }
    },
    none: { fr: 'aucun échange', en: 'no exchange' },
    kept: (count) => ({ fr: `${count} adresse(s) relue(s)`, en: `${count} address(es) read` }),
  })
