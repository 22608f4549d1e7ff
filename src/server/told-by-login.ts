import type { Exchange } from '../journal/exchange.ts'
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
    if (/redirect_uri mismatch/.test(one.received)) return { ...one, ...bothAddresses(one.received, refused) }
    const [, what] = /(code|token) (?:not found|is expired)/.exec(one.received) ?? []
    return what === undefined ? one : { ...one, received: `${one.received}: ${fate(what, refused)}` }
  })

const bothAddresses = (received: string, { body, login }: Refused): Partial<Why> => {
  const asked = login?.find(({ endpoint }) => endpoint === 'authorization')?.request
  const expected = asked && single({ ...asked.query, ...asked.body }, 'redirect_uri')
  return {
    received: `${received}: redirect_uri=${single(body, 'redirect_uri')}`,
    ...(expected !== undefined && { expected: `redirect_uri=${expected}, as in the authorize request` }),
  }
}

const fate = (what: string, { at, login }: Refused): string => {
  if (!login) return 'no login that this hub remembers gave it'
  const ago = (one: Exchange) =>
    `${Math.max(0, Math.round((at - Date.parse(one.at)) / 1000)).toLocaleString('en')} s ago`
  const revoked =
    what === 'token' &&
    login.find(({ endpoint, response }) => endpoint === 'revocation' && response.status < 400)
  if (revoked) return `the client revoked it ${ago(revoked)}`
  const replayed = login.find(isReplay)
  if (replayed) return `it was revoked ${ago(replayed)}, when its code came a second time`
  const left = what === 'token' && login.findLast(({ endpoint }) => endpoint === 'end_session')
  if (left) return `its login was logged out ${ago(left)}`
  const given = login.findLast((one) => (what === 'token' ? isTokens(one) : !isBackChannel(one)))
  return given ? `it was given ${ago(given)}` : 'nothing more is known of its login'
}

const isTokens = ({ endpoint, response }: Exchange): boolean => endpoint === 'token' && response.status < 400

const isBackChannel = ({ endpoint }: Exchange): boolean => ['token', 'userinfo'].includes(endpoint)

const isReplay = ({ endpoint, refusal }: Exchange): boolean =>
  endpoint === 'token' && (refusal?.why ?? []).some(({ received }) => /already consumed/.test(received))
