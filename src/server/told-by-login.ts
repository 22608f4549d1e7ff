import type { Exchange } from '../journal/exchange.ts'
import { inEnglish, type Sentence, type Words } from '../lib/words.ts'
import { type Params, single } from '../oidc/params.ts'
import type { Why } from '../pages/why.ts'

/** What a client asked its tokens or userinfo for, and was refused. */
type Refused = {
  /** Milliseconds since 1970. */
  at: number
  body: Params
  /** What its login did before; absent when no login is known by its code or token. */
  login: readonly Exchange[] | undefined
}

/** Adds to why a code or a token was refused what the journal holds of its login: the hub itself says next to nothing. */
export const toldByLogin = (why: readonly Why[], refused: Refused): readonly Why[] =>
  why.map((one) => {
    const said = inEnglish(one.received)
    if (/redirect_uri mismatch/.test(said)) return { ...one, ...bothAddresses(one.received, refused) }
    const [, what] = /(code|token) (?:not found|is expired)/.exec(said) ?? []
    return what === undefined ? one : { ...one, received: followed(one.received, fate(what, refused)) }
  })

/** What the engine said, and after it what the journal knows. */
const followed = (received: Sentence, { fr, en }: Words): Sentence =>
  typeof received === 'string'
    ? `${received}: ${en}`
    : { fr: `${received.fr} : ${fr}`, en: `${received.en}: ${en}` }

const bothAddresses = (received: Sentence, { body, login }: Refused): Partial<Why> => {
  const asked = login?.find(({ endpoint }) => endpoint === 'authorization')?.request
  const expected = asked && single({ ...asked.query, ...asked.body }, 'redirect_uri')
  const came = `redirect_uri=${single(body, 'redirect_uri')}`
  return {
    received: followed(received, { fr: came, en: came }),
    ...(expected !== undefined && {
      expected: {
        fr: `redirect_uri=${expected}, comme dans la demande à authorize`,
        en: `redirect_uri=${expected}, as in the authorize request`,
      },
    }),
  }
}

const fate = (what: string, { at, login }: Refused): Words => {
  if (!login)
    return {
      fr: 'aucune connexion dont ce hub se souvient ne l’a donné',
      en: 'no login that this hub remembers gave it',
    }
  const since = (fr: string, en: string, one: Exchange): Words => {
    const seconds = Math.max(0, Math.round((at - Date.parse(one.at)) / 1000))
    return {
      fr: `${fr} il y a ${seconds.toLocaleString('fr')} s`,
      en: `${en} ${seconds.toLocaleString('en')} s ago`,
    }
  }
  const revoked =
    what === 'token' &&
    login.find(({ endpoint, response }) => endpoint === 'revocation' && response.status < 400)
  if (revoked) return since('le client l’a révoqué', 'the client revoked it', revoked)
  const replayed = login.find(isReplay)
  if (replayed) {
    const { fr, en } = since('il a été révoqué', 'it was revoked', replayed)
    return {
      fr: `${fr}, quand son code est venu une seconde fois`,
      en: `${en}, when its code came a second time`,
    }
  }
  const left = what === 'token' && login.findLast(({ endpoint }) => endpoint === 'end_session')
  if (left) return since('sa connexion a été fermée', 'its login was logged out', left)
  const given = login.findLast((one) => (what === 'token' ? isTokens(one) : !isBackChannel(one)))
  return given
    ? since('il a été donné', 'it was given', given)
    : { fr: 'rien d’autre n’est connu de sa connexion', en: 'nothing more is known of its login' }
}

const isTokens = ({ endpoint, response }: Exchange): boolean => endpoint === 'token' && response.status < 400

const isBackChannel = ({ endpoint }: Exchange): boolean => ['token', 'userinfo'].includes(endpoint)

const isReplay = ({ endpoint, refusal }: Exchange): boolean =>
  endpoint === 'token' && (refusal?.why ?? []).some(({ received }) => /already consumed/.test(received))
