import { createPublicKey } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose'
import { describe, expect, test } from 'vitest'
import { createHubKeys, generateKey } from '../../../src/provider/hub-keys.ts'

const [elliptic, rsa, spare] = await Promise.all([
  generateKey('ES256'),
  generateKey('RS256'),
  generateKey('ES256'),
])
const start = () => createHubKeys({ keys: [elliptic, rsa, spare] })
const states = (keys: ReturnType<typeof start>) => keys.list().map(({ state }) => state)
const published = (keys: ReturnType<typeof start>) => keys.publicJwks.keys.map(({ kid }) => kid)

describe('a generated key', () => {
  test.each([elliptic, rsa])('$alg is named by its thumbprint and can be used', async (jwk) => {
    expect(jwk.kid).toBe(await calculateJwkThumbprint(jwk as Parameters<typeof calculateJwkThumbprint>[0]))
    expect(jwk.use).toBe('sig')
    expect(createPublicKey({ key: jwk, format: 'jwk' }).type).toBe('public')
  })
})

describe('the keys of a hub', () => {
  test('sign with the first of each algorithm', () => {
    const keys = start()
    expect(keys.signing('ES256')?.kid).toBe(elliptic.kid)
    expect(keys.signing('RS256')?.kid).toBe(rsa.kid)
    expect(keys.signing('PS256')).toBeUndefined()
    expect(states(keys)).toEqual(['in_use', 'in_use', 'published'])
  })

  test('publish public members alone, in the order of the real hubs', () => {
    const [first, second] = start().publicJwks.keys
    expect(Object.keys(first ?? {})).toEqual(['kty', 'use', 'kid', 'alg', 'crv', 'x', 'y'])
    expect(Object.keys(second ?? {})).toEqual(['kty', 'use', 'kid', 'alg', 'e', 'n'])
  })

  test('change one another: use, retire, and nothing is forgotten', () => {
    const keys = start()
    keys.use(spare.kid)
    keys.retire(elliptic.kid)
    expect(states(keys)).toEqual(['retired', 'in_use', 'in_use'])
    expect(published(keys)).toEqual([rsa.kid, spare.kid])
    expect(keys.jwks.keys).toEqual([rsa, spare])
    keys.use(elliptic.kid)
    expect(keys.signing('ES256')?.kid).toBe(spare.kid)
  })

  test('tell oidc-provider to read them again only when the set changes', () => {
    const keys = start()
    const { version } = keys
    keys.use(spare.kid)
    expect(keys.version).toBe(version)
    keys.retire(elliptic.kid)
    expect(keys.version).toBeGreaterThan(version)
  })

  test('come back as they were', async () => {
    const keys = start()
    const added = await generateKey('ES256')
    expect(keys.publish(added)).toMatchObject({ kid: added.kid, state: 'published' })
    keys.use(added.kid)
    keys.retire(elliptic.kid)
    keys.reset()
    expect(published(keys)).toEqual([elliptic.kid, rsa.kid, spare.kid])
    expect(keys.signing('ES256')?.kid).toBe(elliptic.kid)
  })
})
