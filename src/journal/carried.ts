import type { Params } from '../oidc/params.ts'
import { shorten } from './held.ts'

/**
 * What an exchange carried, secrets included. It is kept by reference, so that recording costs nothing, and never leaves
 * the journal but masked or decoded.
 */
export type Carried = {
  query: Params
  body: Params
  /** Body of the answer as the server held it: an object, or text; absent for pages. */
  answer?: unknown
  /** Encrypted tokens of the answer, each with what the hub had signed before it encrypted it. */
  opened?: ReadonlyMap<string, string> | undefined
}

/** Members of a JSON answer that give access to something. */
const secret = new Set(['access_token', 'refresh_token', 'id_token'])

/** A JSON Web Token, signed or encrypted, in compact form. */
export const isToken = (text: string): boolean => /^[\w-]+(\.[\w-]*){2,4}$/.test(text)

/** The answer as an object when it is one, as text otherwise. */
export const parsedAnswer = ({ answer }: Carried): Record<string, unknown> | string | undefined => {
  if (typeof answer === 'object' && answer !== null && !Buffer.isBuffer(answer) && !('pipe' in answer))
    return answer as Record<string, unknown>
  if (typeof answer !== 'string') return undefined
  if (!answer.startsWith('{')) return answer
  try {
    return JSON.parse(answer) as Record<string, unknown>
  } catch {
    return answer
  }
}

/** The answer as it may be shown: tokens shortened, the rest whole. */
export const maskedAnswer = (carried: Carried, shown: boolean): string | undefined => {
  const answer = parsedAnswer(carried)
  if (answer === undefined) return undefined
  if (typeof answer === 'string') return shown || !isToken(answer) ? answer : shorten(answer)
  const members = Object.entries(answer).map(([name, value]) => [
    name,
    !shown && secret.has(name) && typeof value === 'string' ? shorten(value) : value,
  ])
  return JSON.stringify(Object.fromEntries(members), null, 2)
}
