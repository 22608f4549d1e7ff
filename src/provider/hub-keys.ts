import { createHash, createPrivateKey, generateKeyPair, type JsonWebKey, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'

/** A private JSON Web Key as the key files hold it. */
export type PrivateJwk = JsonWebKey & { kid: string; alg: string; use?: string }

/** `published`: in the JWKS, and nothing is signed with it; `in_use`: it signs; `retired`: no longer in the JWKS. */
export type KeyState = 'published' | 'in_use' | 'retired'

export type HubKey = { kid: string; alg: string; state: KeyState; jwk: Record<string, string> }

/** A private key, and what became of it; `until`, in milliseconds since 1970: it is published no longer than that. */
export type StandingKey = { jwk: PrivateJwk; state: KeyState; until?: number }

/** Keys published for a time only, and retired ones that were added: the oldest is forgotten when there is one more. */
export const MOST_LENT = 32
const MOST_RETIRED = 32

/** What a hub signs with, and what it publishes. */
export type HubKeys = {
  /** The private set without what is retired, as oidc-provider takes it; a lent key still proves its token at a logout. */
  readonly jwks: { keys: PrivateJwk[] }
  /** The published set, members in the order of the real hubs. */
  readonly publicJwks: { keys: Record<string, string>[] }
  /** Grows with each change of the set: oidc-provider, which reads it once, has to be built again. */
  readonly version: number
  /** The key in use for an algorithm, `undefined` when the hub has none. */
  signing(alg: string): { kid: string; key: KeyObject } | undefined
  /** Every key, those retired lately included. */
  list(): HubKey[]
  /** Adds a key to the published set, for good or for some milliseconds; nothing is signed with it yet. */
  publish(jwk: PrivateJwk, life?: number): HubKey
  /** Leaves a lent key in the published set for as many milliseconds from now. */
  renew(kid: string, life: number): void
  /** Signs with a published key from now on; the key in use before it stays published. */
  use(kid: string): void
  /** Takes a key out of the published set. */
  retire(kid: string): void
  /** Back to the keys of the beginning. */
  reset(): void
  /** Every key with what became of it, the private part included. */
  standing(): readonly StandingKey[]
  /** Puts a key in its place as another replica has it; `undefined`: as in the beginning, or gone. */
  place(kid: string, standing: StandingKey | undefined): void
  /** Listens to changes; returns how to stop. */
  onChange(listener: () => void): () => void
}

/** Order in which the real hubs print the members of a public key. */
const publicMembers = ['kty', 'use', 'kid', 'alg', 'crv', 'x', 'y', 'e', 'n'] as const

const publicPart = (jwk: PrivateJwk): Record<string, string> =>
  Object.fromEntries(
    publicMembers.flatMap((member) => {
      const value = jwk[member]
      return typeof value === 'string' ? [[member, value]] : []
    }),
  )

/** A private JSON Web Key ready to sign. */
export const keyOf = (jwk: PrivateJwk): KeyObject => createPrivateKey({ key: jwk, format: 'jwk' })

/** Prepares a private JWK set; the first key of each algorithm signs. `now`: milliseconds since 1970, the hub's clock. */
export const createHubKeys = (seed: { keys: readonly PrivateJwk[] }, now: () => number): HubKeys => {
  let keys: readonly PrivateJwk[] = []
  let retired = new Set<string>()
  let lent = new Map<string, number>()
  let signers = new Map<string, { kid: string; key: KeyObject }>()
  let version = 0
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const changed = () => {
    version++
    tell()
  }

  const sign = (jwk: PrivateJwk) => signers.set(jwk.alg, { kid: jwk.kid, key: keyOf(jwk) })
  const reset = () => {
    keys = seed.keys
    retired = new Set()
    lent = new Map()
    signers = new Map()
    for (const jwk of keys) if (!signers.has(jwk.alg)) sign(jwk)
    changed()
  }
  const alive = () => keys.filter(({ kid }) => !retired.has(kid))
  const isPublished = ({ kid }: PrivateJwk) => !retired.has(kid) && now() < (lent.get(kid) ?? Infinity)
  const stateOf = ({ kid, alg }: PrivateJwk): KeyState => {
    if (retired.has(kid)) return 'retired'
    return signers.get(alg)?.kid === kid ? 'in_use' : 'published'
  }
  const standingOf = (jwk: PrivateJwk): StandingKey => {
    const until = lent.get(jwk.kid)
    return { jwk, state: stateOf(jwk), ...(until !== undefined && { until }) }
  }
  const forget = (kid: string) => {
    keys = keys.filter((key) => key.kid !== kid)
    lent.delete(kid)
    retired.delete(kid)
  }
  const describe = (jwk: PrivateJwk): HubKey => ({
    kid: jwk.kid,
    alg: jwk.alg,
    state: isPublished(jwk) ? stateOf(jwk) : 'retired',
    jwk: publicPart(jwk),
  })
  reset()
  const beginning: readonly StandingKey[] = keys.map(standingOf)

  return {
    get jwks() {
      return { keys: alive() }
    },
    get publicJwks() {
      return { keys: keys.filter(isPublished).map(publicPart) }
    },
    get version() {
      return version
    },
    signing: (alg) => signers.get(alg),
    list: () => keys.map(describe),
    publish(jwk, life) {
      keys = [...keys, jwk]
      if (life !== undefined) {
        lent.set(jwk.kid, now() + life)
        for (const kid of [...lent.keys()].slice(0, -MOST_LENT)) forget(kid)
      }
      changed()
      return describe(jwk)
    },
    renew(kid, life) {
      if (!lent.has(kid)) return
      lent.set(kid, now() + life)
      tell()
    },
    use(kid) {
      const jwk = keys.find((key) => key.kid === kid)
      if (!jwk || !isPublished(jwk)) return
      lent.delete(kid)
      sign(jwk)
      tell()
    },
    retire(kid) {
      retired.add(kid)
      const added = [...retired].filter((one) => seed.keys.every((key) => key.kid !== one))
      for (const one of added.slice(0, -MOST_RETIRED)) forget(one)
      changed()
    },
    reset,
    standing: () => keys.map(standingOf),
    place(kid, standing = beginning.find(({ jwk }) => jwk.kid === kid)) {
      const isKnown = keys.some((key) => key.kid === kid)
      if (!standing) forget(kid)
      else if (!isKnown) keys = [...keys, standing.jwk]
      if (standing?.until === undefined) lent.delete(kid)
      else lent.set(kid, standing.until)
      if (standing?.state === 'retired') retired.add(kid)
      else retired.delete(kid)
      if (standing?.state === 'in_use') sign(standing.jwk)
      changed()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const generate = promisify(generateKeyPair)
const thumbprintMembers = { ES256: ['crv', 'kty', 'x', 'y'], RS256: ['e', 'kty', 'n'] } as const

/** Makes a signing key; it is named by its thumbprint (RFC 7638). */
export const generateKey = async (alg: 'ES256' | 'RS256'): Promise<PrivateJwk> => {
  const { privateKey } =
    alg === 'ES256'
      ? await generate('ec', { namedCurve: 'P-256' })
      : await generate('rsa', { modulusLength: 2048 })
  const jwk = privateKey.export({ format: 'jwk' })
  const members = Object.fromEntries(thumbprintMembers[alg].map((member) => [member, jwk[member]]))
  const kid = createHash('sha256').update(JSON.stringify(members)).digest('base64url')
  return { ...jwk, kid, alg, use: 'sig' }
}
