import { randomFillSync } from 'node:crypto'
import type { Stage } from '../journey/visit.ts'
import { rolesOf } from '../organisations/roles.ts'
import { personaOn } from '../personas/overlay.ts'
import type { Persona } from '../personas/persona.ts'
import type { Platform } from '../platforms/platform.ts'
import { createSpoil, faultsFor } from './spoil.ts'
import type { World } from './world.ts'

/** Seconds that a mail stays in the mailbox. */
const MAIL_TTL = 24 * 3600

/** How many mails are kept. */
const MAILS = 200

/** Random bytes are fetched many at a time: each fetch costs more than the bytes. */
const pool = Buffer.alloc(32 * 128)
let used = pool.length

/** 32 random bytes in 43 characters. */
const unguessable = (): string => {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += 32
  return pool.toString('base64url', used - 32, used)
}

/** What the steps of one hub may ask of the world around them. */
export const createStage = (platform: Platform, world: World): Stage => {
  const { clients, people, identityProviders, organisations, categories, store, now } = world
  const keyOf = (key: string) => `${platform.id}:stage:${key}`
  const elders = [platform.family, platform.id]
  // A person is never changed in place, so what this platform sees of them is worked out once.
  const seen = new WeakMap<Persona, Persona>()
  const here = (persona: Persona): Persona => {
    const known = seen.get(persona) ?? personaOn(persona, elders)
    seen.set(persona, known)
    return known
  }
  let listed: { people: readonly Persona[]; here: readonly Persona[] } | undefined
  const everyone = (): readonly Persona[] => {
    const all = people.list(platform.people)
    if (listed?.people !== all) listed = { people: all, here: all.map(here) }
    return listed.here
  }
  return {
    now: () => Math.floor(now() / 1000),
    random: unguessable,
    client: (client_id) => {
      const client = clients.get(platform.id, client_id)
      return client?.active ? client : undefined
    },
    clients: () => clients.list(platform.id).filter(({ active }) => active),
    identityProviders: () => identityProviders.list(platform.id),
    personas: (search = '') =>
      search === '' ? everyone() : people.search(search, platform.people).map(here),
    kindOf: (persona) => people.get(persona)?.kind,
    organisation: (siret) => organisations.get(siret),
    roles: (siret) =>
      rolesOf({ organisation: organisations.get(siret), network: platform.network, categories }),
    remember: (key, value, ttl) => store.set(keyOf(key), value, ttl),
    recall: (key) => store.get(keyOf(key)),
    forget: (key) => store.delete(keyOf(key)),
    async accessToken(token) {
      const found = (await store.get(`${platform.id}:AccessToken:${token}`)) as StoredToken | undefined
      const account = found && (await store.get(`${platform.id}:account:${found.accountId}`))
      if (!found || !account) return undefined
      const { jti, clientId, scope = '', iat, exp } = found
      return { jti, client_id: clientId, scope, iat, exp, account: account as never }
    },
    faults: (client_id) => faultsFor(clients.get(platform.id, client_id ?? '')),
    spoil: createSpoil(platform, world),
    async mail(message) {
      const mail = { ...message, hub: platform.id, at: new Date(now()).toISOString() }
      await store.append(mailboxKey, mail, { ttl: MAIL_TTL, limit: MAILS })
    },
  }
}

/** Where the mails of every hub wait, newest last. */
export const mailboxKey = 'mails'

type StoredToken = {
  jti: string
  clientId: string
  accountId: string
  scope?: string
  iat: number
  exp: number
}
