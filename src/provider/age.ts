import type { JourneySession } from '../journey/session.ts'
import type { HubParts } from './hub.ts'
import { unseal } from './session-slot.ts'
import { linkKey, modelKey, sessionKey } from './stored.ts'

/** What can be made older, by the value that a client or a browser holds. */
export type Aged = { kind: 'code' | 'token' | 'session'; value: string }

/** What was made older. */
export type Ageing = {
  model: 'AuthorizationCode' | 'AccessToken' | 'RefreshToken' | 'Session'
  /** Whole seconds left to live; 0: it is gone, as if it had expired. */
  remaining: number
}

type Where = Pick<HubParts, 'store' | 'facts' | 'cookieKeys'>

/**
 * Makes one code, token or session older by so many seconds, as if time had passed for it alone: its times move back
 * and it has less time to live. A code's or token's grant ages with it, since it is never younger: FranceConnect's
 * userinfo fails once the grant's 30 seconds are over. `undefined` when the hub knows no such thing.
 */
export const makeOlder = (
  where: Where,
  { kind, value }: Aged,
  seconds: number,
): Promise<Ageing | undefined> => {
  if (kind === 'session') return ageSession(where, value, seconds)
  return ageToken(
    where,
    kind === 'code' ? ['AuthorizationCode'] : ['AccessToken', 'RefreshToken'],
    value,
    seconds,
  )
}

type Payload = { iat?: number; exp?: number; iiat?: number; loginTs?: number; grantId?: string }

const ageToken = async (
  where: Where,
  models: readonly Ageing['model'][],
  value: string,
  seconds: number,
): Promise<Ageing | undefined> => {
  const { store, facts } = where
  for (const model of models) {
    const key = modelKey(facts.id, model, value)
    const { grantId } = ((await store.get(key)) ?? {}) as Payload
    const remaining = await ageEntry(where, key, seconds, earlierModel)
    if (remaining === undefined) continue
    if (grantId !== undefined)
      await ageEntry(where, modelKey(facts.id, 'Grant', grantId), seconds, earlierModel)
    return { model, remaining }
  }
  return undefined
}

/** The hub's session and the library's of the same browser. */
const ageSession = async (where: Where, value: string, seconds: number): Promise<Ageing | undefined> => {
  const { store, facts, cookieKeys } = where
  const id = unseal(value, cookieKeys[0] ?? '') ?? value
  const linked = (await store.get(linkKey(facts.id, id))) as { id: string } | undefined
  const own = await ageEntry(where, sessionKey(facts.id, id), seconds, earlierSession)
  const library = await ageEntry(
    where,
    modelKey(facts.id, 'Session', linked?.id ?? id),
    seconds,
    earlierModel,
  )
  const remaining = own ?? library
  return remaining === undefined ? undefined : { model: 'Session', remaining }
}

/** Seconds that the entry still has to live, `undefined` when there is none. */
const ageEntry = async <Value extends object>(
  { store }: Where,
  key: string,
  seconds: number,
  earlier: (value: Value, seconds: number) => Value,
): Promise<number | undefined> => {
  const value = (await store.get(key)) as Value | undefined
  const left = await store.remaining(key)
  if (value === undefined || left === undefined) return undefined
  const remaining = Math.max(0, left - seconds)
  if (remaining === 0) await store.delete(key)
  else await store.set(key, earlier(value, seconds), remaining)
  return Math.ceil(remaining)
}

const earlierModel = (payload: Payload, seconds: number): Payload => {
  const moved = (['iat', 'exp', 'iiat', 'loginTs'] as const).flatMap((name) => {
    const time = payload[name]
    return time === undefined ? [] : [[name, time - seconds]]
  })
  return { ...payload, ...Object.fromEntries(moved) }
}

/** Everything that the session dates: its beginning, its login, and what the platform notes there, such as a code. */
const earlierSession = (session: JourneySession, seconds: number): JourneySession => ({
  ...session,
  ...(session.began !== undefined && { began: session.began - seconds }),
  ...(session.login && { login: { ...session.login, at: session.login.at - seconds } }),
  ...(session.notes && {
    notes: Object.fromEntries(
      Object.entries(session.notes).map(([name, note]) => [
        name,
        isDated(note) ? { ...note, at: note.at - seconds } : note,
      ]),
    ),
  }),
})

const isDated = (note: unknown): note is { at: number } =>
  typeof note === 'object' && note !== null && 'at' in note && typeof note.at === 'number'
