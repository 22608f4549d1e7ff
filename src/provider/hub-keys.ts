import { createPrivateKey, type JsonWebKey, type KeyObject } from 'node:crypto'

/** A private JSON Web Key as the key files hold it. */
export type PrivateJwk = JsonWebKey & { kid: string; alg: string; use?: string }

/** What a hub signs with, and what it publishes. */
export type HubKeys = {
  /** The private set, as oidc-provider takes it. */
  jwks: { keys: PrivateJwk[] }
  /** The published set, members in the order of the real hubs. */
  publicJwks: { keys: Record<string, string>[] }
  /** The key in use for an algorithm, `undefined` when the hub has none. */
  signing(alg: string): { kid: string; key: KeyObject } | undefined
}

/** Order in which the real hubs print the members of a public key. */
const publicMembers = ['kty', 'use', 'kid', 'alg', 'crv', 'x', 'y', 'e', 'n'] as const

const publish = (jwk: PrivateJwk): Record<string, string> =>
  Object.fromEntries(
    publicMembers.flatMap((member) => {
      const value = jwk[member]
      return typeof value === 'string' ? [[member, value]] : []
    }),
  )

/** Prepares a private JWK set; the first key of each algorithm signs. */
export const createHubKeys = (jwks: { keys: PrivateJwk[] }): HubKeys => {
  const byAlg = new Map<string, { kid: string; key: KeyObject }>()
  for (const jwk of jwks.keys) {
    if (!byAlg.has(jwk.alg))
      byAlg.set(jwk.alg, { kid: jwk.kid, key: createPrivateKey({ key: jwk, format: 'jwk' }) })
  }
  return { jwks, publicJwks: { keys: jwks.keys.map(publish) }, signing: (alg) => byAlg.get(alg) }
}
