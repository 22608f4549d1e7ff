import { createPublicKey } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose'
import { describe, expect, test } from 'vitest'
import { createHubKeys, generateKey, MOST_LENT } from '../../../src/provider/hub-keys.ts'

const [elliptic, rsa, spare] = await Promise.all([
  generateKey('ES256'),
  generateKey('RS256'),
  generateKey('ES256'),
])
const start = (now = () => 0) => createHubKeys({ keys: [elliptic, rsa, spare] }, now)
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

  test('lend one for a time, longer when it is renewed, and keep what it signed provable afterwards', async () => {
    let now = 0
    const keys = start(() => now)
    const lent = await generateKey('ES256')
    keys.publish(lent, 1000)
    now = 999
    expect(published(keys)).toContain(lent.kid)
    keys.renew(lent.kid, 1000)
    now = 1998
    expect(published(keys)).toContain(lent.kid)
    now = 1999
    expect(published(keys)).not.toContain(lent.kid)
    expect(keys.list().at(-1)).toMatchObject({ kid: lent.kid, state: 'retired' })
    expect(keys.jwks.keys).toContain(lent)
  })

  test('keep a lent one for good once it signs', async () => {
    let now = 0
    const keys = start(() => now)
    const lent = await generateKey('ES256')
    keys.publish(lent, 1000)
    keys.use(lent.kid)
    now = 5000
    expect(published(keys)).toContain(lent.kid)
    expect(keys.standing().at(-1)).toEqual({ jwk: lent, state: 'in_use' })
  })

  test('forget the oldest lent ones, and never one that was published for good', async () => {
    const keys = start()
    const stays = await generateKey('ES256')
    keys.publish(stays)
    const lent = await Promise.all(Array.from({ length: MOST_LENT + 2 }, () => generateKey('ES256')))
    for (const jwk of lent) keys.publish(jwk, 1000)
    const forGood = [elliptic, rsa, spare, stays]
    expect(published(keys)).toEqual([...forGood, ...lent.slice(2)].map(({ kid }) => kid))
  })

  test('forget the oldest retired ones that were added, and none of the beginning', async () => {
    const keys = start()
    keys.retire(spare.kid)
    const added = await Promise.all(Array.from({ length: 33 }, () => generateKey('ES256')))
    for (const jwk of added) keys.publish(jwk)
    for (const { kid } of added) keys.retire(kid)
    expect(keys.list().map(({ kid }) => kid)).toEqual(
      [elliptic, rsa, spare, ...added.slice(1)].map(({ kid }) => kid),
    )
  })

  test('take a lent one over from another replica with its end', async () => {
    let now = 0
    const [here, there] = [start(() => now), start(() => now)]
    here.publish(await generateKey('RS256'), 1000)
    const [told] = here.standing().slice(-1)
    if (!told) throw new Error('a key was lent')
    there.place(told.jwk.kid, told)
    expect(there.publicJwks).toEqual(here.publicJwks)
    now = 1000
    expect(published(there)).toEqual([elliptic, rsa, spare].map(({ kid }) => kid))
    there.place(told.jwk.kid, undefined)
    expect(there.standing()).toHaveLength(3)
  })
})
