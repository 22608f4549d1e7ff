import { createRemoteJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure, HubId } from '../../../src/index.ts'
import { startDoublure } from '../../support/mock.ts'
import { callApi } from '../control/drive.ts'
import { idToken } from './drive.ts'

const clock = { ahead: 0 }
const now = () => Date.now() + clock.ahead * 1000
let doublure: Doublure
beforeAll(async () => {
  doublure = await startDoublure({ now })
})
afterAll(() => doublure.close())
beforeEach(async () => {
  clock.ahead = 0
  await doublure.reset()
})

const published = async (hub: HubId) => {
  const response = await fetch(`${doublure.issuer(hub)}/jwks`)
  return ((await response.json()) as JSONWebKeySet).keys.map(({ kid, alg }) => ({ kid, alg }))
}

/** Hubs with the seconds for which an ID Token is good there. */
describe.each([
  { hub: 'franceconnect-plus', life: 60 },
  { hub: 'proconnect', life: 3600 },
] as const)('the keys that faults publish at $hub', ({ hub, life }) => {
  const jwks = () => createRemoteJWKSet(new URL(`${doublure.issuer(hub)}/jwks`))

  test('serve again for a fault that only wants several', async () => {
    const before = await published(hub)
    for (const _ of [1, 2, 3]) await idToken(doublure, { hub, faults: ['kid-absent-multiple-jwks'] })
    expect(await published(hub)).toHaveLength(before.length + 1)
  })

  test('are none when the hub has several of the algorithm already', async () => {
    const { header } = await idToken(doublure, { hub })
    await callApi(doublure)('POST', '/keys', { hub, alg: header.alg })
    const before = await published(hub)
    await idToken(doublure, { hub, faults: ['kid-absent-multiple-jwks'] })
    expect(await published(hub)).toEqual(before)
  })

  test('serve again for an algorithm that the hub has no key of', async () => {
    for (const _ of [1, 2]) await idToken(doublure, { hub, faults: ['invalid-alternate-alg'] })
    const { id_token } = await idToken(doublure, { hub, faults: ['invalid-alternate-alg'] })
    await expect(jwtVerify(id_token, jwks(), { currentDate: new Date(now()) })).resolves.toBeDefined()
    expect((await published(hub)).length).toBeLessThanOrEqual(2)
  })

  test('are new at each rotation, verify while the token is good, and are gone afterwards', async () => {
    const before = await published(hub)
    const one = await idToken(doublure, { hub, faults: ['signing-key-rotation'] })
    const other = await idToken(doublure, { hub, faults: ['signing-key-rotation'] })
    expect(one.header.kid).not.toBe(other.header.kid)
    clock.ahead = life - 10
    for (const { id_token } of [one, other])
      await expect(jwtVerify(id_token, jwks(), { currentDate: new Date(now()) })).resolves.toBeDefined()
    clock.ahead = life + 310
    expect(await published(hub)).toEqual(before)
  })

  test('still prove a token at the logout of a login that outlives it', async () => {
    const { id_token } = await idToken(doublure, { hub, faults: ['signing-key-rotation'] })
    clock.ahead = life + 310
    const query = new URLSearchParams({ id_token_hint: id_token, state: 's'.repeat(32) })
    query.set('post_logout_redirect_uri', 'https://not-registered.example')
    const response = await fetch(`${doublure.issuer(hub)}/session/end?${query}`)
    const text = await response.text()
    expect(text).not.toContain('could not validate id_token_hint')
    expect(text).toContain('post_logout_redirect_uri')
  })
})
