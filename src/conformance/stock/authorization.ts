import type { Exchange } from '../../journal/exchange.ts'
import { isSameAddress } from '../../journal/mask.ts'
import type { Words } from '../../lib/words.ts'
import { single } from '../../oidc/params.ts'
import type { Reference } from '../../oidc/reference.ts'
import { noLoginAsked, oneByOne } from '../builders.ts'
import { asKept, type Criterion, failed, notObserved, passed, review, type Severity } from '../criterion.ts'
import { isRefusedRequest } from '../endings.ts'
import { weaknessOf } from '../randomness.ts'
import { answerOf, authorizeRequests, errorOf, paramsOf, type Traffic } from '../traffic.ts'

/**
 * Requests for a login without those that a browser only sent again, by reloading or going back: word for word the same,
 * while none of them has led to a code.
 */
const madeAnew = (traffic: Traffic): Exchange[] => {
  const requests = new Set(authorizeRequests(traffic))
  const waiting = new Map<string, (string | undefined)[]>()
  return traffic.exchanges.filter((one) => {
    const said = JSON.stringify([paramsOf(one), one.request.headers['user-agent']])
    const known = waiting.get(said)
    const isRequest = requests.has(one)
    if (isRequest) waiting.set(said, [...(known ?? []), one.login])
    if ('code' in answerOf(one))
      for (const [words, logins] of waiting) if (logins.includes(one.login)) waiting.delete(words)
    return isRequest && !known
  })
}

/** A value is new and unguessable at each login; two logins at least are needed to tell. */
export const unguessable = (
  name: 'state' | 'nonce',
  {
    id,
    bits,
    reference,
    severity = 'required',
  }: { id?: string; bits: number; reference: Reference; severity?: Severity },
): Criterion => ({
  id: id ?? `authorization/${name}-unguessable`,
  title: {
    fr: `${name} est aléatoire, assez long, et ne sert qu’une fois`,
    en: `${name} is random, long enough and never used again`,
  },
  kind: 'observed',
  severity,
  reference,
  scenario: 'login-again',
  how: { fr: 'Connectez-vous deux fois, ou davantage.', en: 'Log in twice or more.' },
  assess(traffic) {
    const requests = madeAnew(traffic)
    const values = requests.map((one) => single(paramsOf(one), name))
    if (requests.length === 0) return notObserved(noLoginAsked)
    const without = requests.filter((_, index) => !values[index])
    if (without.length > 0) return failed({ fr: `${name} manque`, en: `${name} is missing` }, without)
    if (requests.length < 2)
      return notObserved(
        { fr: 'une seule connexion : il en faut deux pour comparer', en: 'one login only: two are compared' },
        requests,
      )
    const twice = values.find((value, index) => values.indexOf(value) !== index)
    if (twice !== undefined)
      return failed(
        {
          fr: `${name} a servi deux fois : ${twice.slice(0, 12)}…`,
          en: `${name} came twice: ${twice.slice(0, 12)}…`,
        },
        requests.filter((_, index) => values[index] === twice),
      )
    const weakness = weaknessOf(
      values.filter((value) => value !== undefined),
      bits,
    )
    if (weakness)
      return failed(
        {
          fr: `${name} se devine, trop peu de hasard : ${weakness}`,
          en: `${name} can be guessed, too little chance in it: ${weakness}`,
        },
        requests,
      )
    return passed(
      {
        fr: `${requests.length} valeurs, toutes différentes`,
        en: `${requests.length} values, all different`,
      },
      requests,
    )
  },
})

/** Why a hub refused a request, each reason once. */
const reasonsOf = ({ findings, refusal }: Exchange): Words => {
  const broken = findings.filter(({ code }) => code !== undefined)
  const reasons =
    broken.length > 0
      ? broken.map(({ message, fr }) => asKept(message, fr?.message))
      : (refusal?.why ?? []).map(({ received, fr }) => asKept(received, fr?.received))
  const joined = (lang: keyof Words) =>
    [...new Set(reasons.map((one) => one[lang]))].join(', ') || 'authorize'
  return { fr: joined('fr'), en: joined('en') }
}

/** The hub refused no request of the client at its gate. */
export const acceptedByTheHub = (reference: Reference): Criterion =>
  oneByOne({
    id: 'authorization/accepted',
    title: {
      fr: 'Le hub accepte chaque demande de connexion',
      en: 'The hub accepts every request for a login',
    },
    reference,
    defectOf(exchange) {
      if (!isRefusedRequest(exchange)) return undefined
      const code = exchange.refusal?.code ?? errorOf(exchange) ?? String(exchange.response.status)
      const reasons = reasonsOf(exchange)
      return { fr: `refusée avec ${code} : ${reasons.fr}`, en: `refused with ${code}: ${reasons.en}` }
    },
    kept: (count) => ({ fr: `${count} demande(s) acceptée(s)`, en: `${count} request(s) accepted` }),
  })

/** redirect_uri is one of those registered, character for character. */
export const redirectUriExact = (reference: Reference): Criterion =>
  oneByOne({
    id: 'authorization/redirect-uri-exact',
    title: {
      fr: 'redirect_uri est une adresse enregistrée, au caractère près',
      en: 'redirect_uri is a registered address, character for character',
    },
    reference,
    defectOf(exchange, { client, secrets }) {
      const given = single(paramsOf(exchange), 'redirect_uri')
      if (given === undefined) return { fr: 'redirect_uri manque', en: 'redirect_uri is missing' }
      const known = client?.redirect_uris
      const fits = known
        ? known.some((uri) => isSameAddress(given, uri, secrets))
        : !isRefusedRequest(exchange)
      return fits ? undefined : { fr: `non enregistrée : ${given}`, en: `not registered: ${given}` }
    },
    kept: (count) => ({ fr: `exacte ${count} fois sur ${count}`, en: `exact in ${count} of ${count}` }),
  })

/** Fields of the hub's page cannot be read by the client's: it is shown in the window itself. */
export const topLevelWindow = (reference: Reference): Criterion => {
  const told = oneByOne({
    id: 'authorization/no-frame',
    title: {
      fr: 'Le hub s’ouvre dans la fenêtre, sans cadre',
      en: 'The hub opens in the window itself, in no frame',
    },
    reference,
    how: {
      fr: 'Connectez-vous dans un navigateur, en HTTPS ou sur localhost ; ailleurs, répondez : le hub s’ouvre-t-il dans la fenêtre elle-même ?',
      en: 'Log in with a browser, over HTTPS or on localhost; elsewhere answer: does the hub open in the window itself?',
    },
    messages: (traffic) =>
      authorizeRequests(traffic).filter(({ request }) => request.headers['sec-fetch-dest'] !== undefined),
    defectOf({ request: { headers } }) {
      const dest = headers['sec-fetch-dest']
      return dest === 'document'
        ? undefined
        : { fr: `le navigateur l’a ouvert comme « ${dest} »`, en: `the browser opened it as "${dest}"` }
    },
    kept: (count) => ({ fr: `${count} navigation(s)`, en: `${count} navigation(s)` }),
  })
  return {
    ...told,
    assess(traffic) {
      const verdict = told.assess(traffic)
      const silent = authorizeRequests(traffic)
      // Browsers send Sec-Fetch-* over HTTPS and on localhost alone: elsewhere no number of logins would settle it.
      return verdict.status === 'not_observed' && silent.length > 0 ? review(untold, silent) : verdict
    },
  }
}

const untold = {
  fr: 'aucun navigateur n’a dit comment il ouvrait le hub (Sec-Fetch-Dest)',
  en: 'no browser told how it opened the hub (Sec-Fetch-Dest)',
}
