import { z } from 'zod'
import { type Reason, reason, type WhyNot, whyNotOf } from '../lib/reason.ts'
import { SharedEntries, type SharedEntry } from '../lib/shared-entries.ts'
import { readTold } from '../lib/sharing.ts'
import type { Login, LoginOrder, LoginState } from './login.ts'
import { loginShape } from './login-shape.ts'

/** What one replica saw of an armed login. */
export type Turn = {
  /** Logins taken. */
  taken: number
  /** Those whose client has its final answer. */
  ended: number
  /** When the last was taken. */
  takenAt: number
  /** Its exchanges, each with when it was. */
  exchanges: readonly (readonly [id: string, at: number])[]
  /** Who came in them. */
  came: readonly string[]
  /** Names of faults whose login ended before an answer of their kind. */
  missed: readonly string[]
}

/** As replicas tell it. */
export type ToldLogin = { order: LoginOrder; armedAt: number }

const toldLogin: z.ZodType<ToldLogin> = z.object({ order: loginShape, armedAt: z.number() })
const turn: z.ZodType<Turn> = z.object({
  taken: z.int(),
  ended: z.int(),
  takenAt: z.number(),
  exchanges: z.array(z.tuple([z.string(), z.number()])),
  came: z.array(z.string()).default([]),
  missed: z.array(z.string()).default([]),
})

/** A login that was armed. */
export type WaitingLogin = ToldLogin & SharedEntry<Turn, Reason>

const missedWhy: WhyNot = {
  why_not: 'its login ended before an answer of its kind left',
  fr: { why_not: 'sa connexion a pris fin avant qu’une réponse de ce genre ne parte' },
}

/** Milliseconds after which a login that was taken will not end any more: longer than any interaction lives. */
const ABANDONED = 2 * 3600 * 1000

/** A login that nobody took yet. */
export const waitingLogin = (id: string, { order, armedAt }: ToldLogin): WaitingLogin => ({
  id,
  order,
  armedAt,
  remaining: order.times,
  parts: new Map(),
  left: {},
})

/** Logins that replicas share, none yet. */
export const waitingLogins = () =>
  new SharedEntries<WaitingLogin, Turn, Reason>({
    read: (id, told) => waitingLogin(id, readTold(toldLogin, id, told)),
    part: turn,
    left: reason,
    remainingOf: (login) => login.order.times - sumOf(login, ({ taken }) => taken),
  })

const all = <What>({ parts }: WaitingLogin, what: (turn: Turn) => readonly What[]): What[] =>
  [...parts.values()].flatMap(what)

const sumOf = ({ parts }: WaitingLogin, count: (turn: Turn) => number): number =>
  [...parts.values()].reduce((sum, one) => sum + count(one), 0)

/** Logins taken whose client has no final answer yet. */
export const openOf = (login: WaitingLogin): number => sumOf(login, ({ taken, ended }) => taken - ended)

/** `now` is in milliseconds. */
export const isExpired = (login: WaitingLogin, now: number): boolean => expiryOf(login) <= now

export const stateOf = (login: WaitingLogin, now: number): LoginState => {
  if (openOf(login) > 0) return isAbandoned(login, now) ? 'expired' : 'in_progress'
  if (login.remaining === 0) return 'done'
  return isExpired(login, now) ? 'expired' : 'armed'
}

/** As those who armed it see it. */
export const reportOf = (login: WaitingLogin, now: number): Login => {
  const { id, order, armedAt, remaining, left } = login
  const { expires_in, ...said } = order
  const missed = all(login, (turn) => turn.missed)
  return {
    id,
    ...said,
    state: stateOf(login, now),
    remaining,
    armed_at: new Date(armedAt).toISOString(),
    ...(expires_in !== undefined && { expires_at: new Date(expiryOf(login)).toISOString() }),
    exchanges: exchangesOf(login),
    came: [...new Set(all(login, ({ came }) => came))],
    ...(missed.length > 0 && { undelivered: missed.map((fault) => ({ fault, ...missedWhy })) }),
    ...whyNotOf(left),
  }
}

const expiryOf = ({ order, armedAt }: WaitingLogin): number =>
  order.expires_in === undefined ? Number.POSITIVE_INFINITY : armedAt + order.expires_in * 1000

/** Taken, and its client never came for its tokens: a code is long dead by now. */
const isAbandoned = ({ parts }: WaitingLogin, now: number): boolean =>
  now - Math.max(0, ...[...parts.values()].map(({ takenAt }) => takenAt)) > ABANDONED

const exchangesOf = (login: WaitingLogin): string[] =>
  all(login, ({ exchanges }) => exchanges)
    .toSorted(([, at], [, other]) => at - other)
    .map(([id]) => id)
