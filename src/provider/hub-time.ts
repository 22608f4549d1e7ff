import type Provider from 'oidc-provider'

// oidc-provider lives by the machine's clock. The adapter moves what it stores; here is what it keeps by itself. The time
// of a DPoP proof is its client's, and stays held against the machine's.

type Session = { loginTs?: number; past(age: number | string): boolean }

/** oidc-provider holds max_age against the machine's clock; a session says when its person logged in by the hub's. */
export const ageSessions = (provider: Provider, now: () => number): void => {
  const { prototype } = provider.Session as unknown as { prototype: Session }
  prototype.past = function (this: Session, age) {
    return this.loginTs === undefined || now() - this.loginTs > Number(age)
  }
}

/** The keys that a client publishes, as oidc-provider keeps them: until when, by the machine's clock. */
export type PublishedKeys = { freshUntil?: number; refresh(): Promise<void> }

/** Until when keys are kept, by the hub's clock. */
const kept = new WeakMap<PublishedKeys, number>()

/** Fetches the keys of a client again once they have been kept for their time, by the hub's clock: `now`, in seconds. */
export const refreshKeys = async (keys: PublishedKeys, now: number): Promise<void> => {
  const ahead = now - Math.floor(Date.now() / 1000)
  const until = kept.get(keys)
  if (until !== undefined) keys.freshUntil = until - ahead
  await keys.refresh()
  if (keys.freshUntil !== undefined) kept.set(keys, keys.freshUntil + ahead)
}

/** Has the keys of a client fetched again at the next need: its registration has changed. */
export const forgetKeys = (keys: PublishedKeys | undefined): void => {
  if (!keys) return
  kept.delete(keys)
  delete keys.freshUntil
}
