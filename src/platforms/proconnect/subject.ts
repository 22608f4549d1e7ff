import { createHash } from 'node:crypto'
import type { Received } from './journey/ways.ts'

/** Seconds that an account is remembered: a year, as good as for ever for a double. */
const ACCOUNT_TTL = 365 * 24 * 3600

type Known = { sub: string }

/** A UUID of version 4 in shape, always the same for the same words. */
export const stableUuid = (...words: readonly string[]): string => {
  const bytes = createHash('sha256').update(JSON.stringify(words)).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The identity by which an account goes: the first of those that name it, or else the one that logged in. */
const firstIdentity = ({ visit, provider, answer }: Received): { idp_id: string; sub: string } => {
  const own = { idp_id: provider.id, sub: String(answer.identity.sub) }
  const named = (answer.facts.identities ?? []).filter(({ idp_id }) =>
    visit.stage.identityProviders().some(({ id }) => id === idp_id),
  )
  return named[0] ?? own
}

const newAccount = (secret: string, { idp_id, sub }: { idp_id: string; sub: string }): Known => ({
  sub: stableUuid(secret, idp_id, sub),
})

/**
 * The account's `sub`, the same for every client: that of the identity when it logged in before; or else, when it does
 * not come from the default provider, that of the default provider's person of the same address; or else a new one,
 * made of the identity so that it survives restarts.
 */
export const subjectOf = async (received: Received): Promise<string> => {
  const { visit, provider, answer } = received
  const { stage, hub } = visit
  const identityKey = `account:${provider.id}:${String(answer.identity.sub)}`
  const emailKey = `account-of-email:${String(answer.identity.email).toLowerCase()}`
  const known =
    ((await stage.recall(identityKey)) as Known | undefined) ??
    (provider.default ? undefined : ((await stage.recall(emailKey)) as Known | undefined))
  const account = known ?? newAccount(hub.secret, firstIdentity(received))
  // Known or not: a full store drops what nobody has written for the longest time.
  await stage.remember(identityKey, account, ACCOUNT_TTL)
  if (provider.default) await stage.remember(emailKey, account, ACCOUNT_TTL)
  return account.sub
}
