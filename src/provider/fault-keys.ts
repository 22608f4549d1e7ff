import { generateKey, type HubKeys, type PrivateJwk } from './hub-keys.ts'

type Alg = 'ES256' | 'RS256'

/** Keys being made, by algorithm: nobody has seen them yet. */
const coming = new WeakMap<HubKeys, Map<Alg, Promise<PrivateJwk>>>()

/**
 * A key that no client can know yet, published for `life` milliseconds. Logins that ask for one while it is made share
 * it, as they would a rotation.
 */
export const newKey = (keys: HubKeys, alg: Alg, life: number): Promise<PrivateJwk> => {
  const ofHub = coming.get(keys) ?? new Map<Alg, Promise<PrivateJwk>>()
  coming.set(keys, ofHub)
  const begun = ofHub.get(alg)
  if (begun) return begun
  const made = generateKey(alg)
    .then((jwk) => {
      keys.publish(jwk, life)
      return jwk
    })
    .finally(() => ofHub.delete(alg))
  ofHub.set(alg, made)
  return made
}

/** A published key of an algorithm other than the one in use, for `life` milliseconds at least; made when there is none. */
export const spareKey = async (keys: HubKeys, alg: Alg, life: number): Promise<PrivateJwk> => {
  const spare = keys.list().findLast((key) => key.alg === alg && key.state === 'published')
  const jwk = keys.jwks.keys.find(({ kid }) => kid === spare?.kid)
  if (!jwk) return newKey(keys, alg, life)
  keys.renew(jwk.kid, life)
  return jwk
}

const strangers = new Map<Alg, Promise<PrivateJwk>>()

/** A key that no hub publishes and no client has, the same for whoever meets it. */
export const strangerKey = (alg: Alg): Promise<PrivateJwk> => {
  const stranger = strangers.get(alg) ?? generateKey(alg)
  strangers.set(alg, stranger)
  return stranger
}
