import { createHmac, createPublicKey } from 'node:crypto'
import { compactVerify, createRemoteJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { delivered, idToken, type Named } from './drive.ts'

let doublure: Doublure
beforeAll(async () => {
  doublure = await startDoublure()
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const nonce = 'nonce-of-thirty-two-characters-00'
const now = () => Math.floor(Date.now() / 1000)
const near = (expected: number) => expect.closeTo(expected, -1)

/** What is broken in the claims, by fault; `undefined`: the claim is not there. */
const broken: readonly [Named, () => Record<string, unknown>][] = [
  ['invalid-iss', () => ({ iss: 'https://another-issuer.example.org' })],
  [
    { fault: 'invalid-iss', params: { iss: 'https://mine.example' } },
    () => ({ iss: 'https://mine.example' }),
  ],
  ['invalid-missing-iss', () => ({ iss: undefined })],
  ['invalid-aud', () => ({ aud: 'another-client' })],
  ['invalid-missing-aud', () => ({ aud: undefined })],
  ['invalid-secondary-aud', () => ({ aud: [rp.client_id, 'another-client'] })],
  ['invalid-azp', () => ({ azp: 'another-client' })],
  ['invalid-nonce', () => ({ nonce: 'not-the-nonce-that-you-sent' })],
  ['invalid-missing-nonce', () => ({ nonce: undefined })],
  ['invalid-sub', () => ({ sub: 'the-sub-of-somebody-else' })],
  ['missing-sub', () => ({ sub: undefined })],
  ['invalid-athash', () => ({ at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' })],
  ['invalid-expired-exp', () => ({ exp: near(now() - 3600) })],
  [{ fault: 'invalid-expired-exp', params: { seconds: 1000 } }, () => ({ exp: near(now() - 1000) })],
  ['invalid-missing-exp', () => ({ exp: undefined })],
  ['missing-iat', () => ({ iat: undefined })],
  ['iat-in-future', () => ({ iat: near(now() + 86_400) })],
  ['iat-is-week-in-past', () => ({ iat: near(now() - 604_800) })],
  ['auth-time-too-old', () => ({ auth_time: near(now() - 86_400) })],
  ['clock-ahead', () => ({ iat: near(now() + 240) })],
  ['clock-behind', () => ({ iat: near(now() - 240) })],
  [{ fault: 'clock-behind', params: { seconds: 5000 } }, () => ({ iat: near(now() - 5000) })],
  ['invalid-acr', () => ({ acr: 'eidas4' })],
  ['missing-acr', () => ({ acr: undefined })],
]

describe.each(['franceconnect', 'proconnect'] as const)('an ID Token of %s', (hub) => {
  const jwks = () => createRemoteJWKSet(new URL(`${doublure.issuer(hub)}/jwks`))

  test('is sound when no fault is armed', async () => {
    const { id_token } = await idToken(doublure, { hub })
    const { payload } = await jwtVerify(id_token, jwks(), {
      issuer: doublure.issuer(hub),
      audience: rp.client_id,
    })
    expect(payload.nonce).toBe(nonce)
    expect(delivered(doublure)).toEqual([])
  })

  test.each(broken)('suffers %j, and its signature is still right', async (fault, expected) => {
    const sound = await idToken(doublure, { hub })
    const { id_token, claims } = await idToken(doublure, { hub, faults: [fault] })
    for (const [name, value] of Object.entries(expected())) {
      if (value === undefined) expect(claims).not.toHaveProperty(name)
      else expect(claims[name]).toEqual(value)
    }
    const untouched = Object.keys(sound.claims).filter(
      (name) => !['iat', 'exp', 'auth_time', 'at_hash', ...Object.keys(expected())].includes(name),
    )
    for (const name of untouched.filter((one) => !(fault === 'invalid-azp' && one === 'aud')))
      expect([name, claims[name]]).toEqual([name, sound.claims[name]])
    await expect(compactVerify(id_token, jwks())).resolves.toBeDefined()
    // ProConnect says no level unless it is asked for one: there is none to leave out.
    const isDelivered = Object.entries(expected()).some(
      ([name, value]) => value !== undefined || name in sound.claims,
    )
    const name = typeof fault === 'string' ? fault : fault.fault
    expect(delivered(doublure)).toEqual(isDelivered ? [name] : [])
  })

  test('is not signed at all for invalid-null-alg', async () => {
    const { id_token, header } = await idToken(doublure, { hub, faults: ['invalid-null-alg'] })
    expect(header.alg).toBe('none')
    expect(id_token).toMatch(/\.$/)
  })

  test('is rightly signed with the other algorithm for invalid-alternate-alg', async () => {
    const sound = await idToken(doublure, { hub })
    const { id_token, header } = await idToken(doublure, { hub, faults: ['invalid-alternate-alg'] })
    expect([sound.header.alg, header.alg].sort()).toEqual(['ES256', 'RS256'])
    await expect(jwtVerify(id_token, jwks())).resolves.toBeDefined()
  })

  test.each(['ES256', 'RS256'] as const)(
    'takes the %s key that it names for a secret for hs256-with-public-key, also once another signs',
    async (alg) => {
      const client_id = `${alg}-client`
      await doublure.clients.put({ ...rp, client_id, id_token_signed_response_alg: alg })
      const named: unknown[] = []
      for (const rotates of [false, true]) {
        if (rotates) await doublure.keys.use((await doublure.keys.publish({ hub, alg })).kid, hub)
        const { id_token, header } = await idToken(doublure, {
          hub,
          client_id,
          faults: ['hs256-with-public-key'],
        })
        const { keys } = (await (await fetch(`${doublure.issuer(hub)}/jwks`)).json()) as JSONWebKeySet
        const key = keys.find(({ kid }) => kid === header.kid)
        const pem = createPublicKey({ key: key as never, format: 'jwk' }).export({
          type: 'spki',
          format: 'pem',
        })
        const [head, payload, signature] = id_token.split('.')
        expect([header.alg, key?.alg]).toEqual(['HS256', alg])
        expect(createHmac('sha256', pem).update(`${head}.${payload}`).digest('base64url')).toBe(signature)
        named.push(header.kid)
      }
      expect(new Set(named).size).toBe(2)
    },
  )

  test.each([
    ['invalid-signature', 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED'],
    ['unknown-kid', 'ERR_JWKS_NO_MATCHING_KEY'],
    ['kid-absent-multiple-jwks', 'ERR_JWKS_MULTIPLE_MATCHING_KEYS'],
  ])('cannot be verified for %s', async (fault, code) => {
    const { id_token } = await idToken(doublure, { hub, faults: [fault] })
    await expect(jwtVerify(id_token, jwks())).rejects.toMatchObject({ code })
  })

  test('is signed with a key that was published a moment ago for signing-key-rotation', async () => {
    const before = (await (await fetch(`${doublure.issuer(hub)}/jwks`)).json()) as JSONWebKeySet
    const { id_token, header } = await idToken(doublure, { hub, faults: ['signing-key-rotation'] })
    expect(before.keys.map(({ kid }) => kid)).not.toContain(header.kid)
    await expect(jwtVerify(id_token, jwks())).resolves.toBeDefined()
  })
})

test.each([
  ['franceconnect', {}, 'eidas1', 'eidas0'],
  ['franceconnect-plus', {}, 'eidas2', 'eidas1'],
  ['proconnect', { acr_values: 'eidas1' }, 'eidas1', 'eidas0'],
] as const)(
  'an ID Token of %s says the level just below, or the one wanted, for lower-acr',
  async (hub, more, acr, lower) => {
    const reached = async (faults: readonly Named[]) =>
      (await idToken(doublure, { hub, faults, more })).claims.acr
    const wanted = { fault: 'lower-acr', params: { acr: 'eidas-nothing' } }
    expect([await reached([]), await reached(['lower-acr']), await reached([wanted])]).toEqual([
      acr,
      lower,
      'eidas-nothing',
    ])
    expect(delivered(doublure)).toEqual(['lower-acr', 'lower-acr'])
  },
)

test('lower-acr waits when the client asked for no level', async () => {
  const { claims } = await idToken(doublure, { hub: 'proconnect', faults: ['lower-acr'] })
  expect(claims).not.toHaveProperty('acr')
  expect(delivered(doublure)).toEqual([])
})

test('several faults of one login add up', async () => {
  const { claims } = await idToken(doublure, {
    hub: 'franceconnect',
    faults: ['invalid-nonce', 'missing-acr', 'clock-ahead'],
  })
  expect(claims).toMatchObject({ nonce: 'not-the-nonce-that-you-sent', iat: near(now() + 240) })
  expect(claims).not.toHaveProperty('acr')
  expect(delivered(doublure)).toEqual(['invalid-nonce,missing-acr,clock-ahead'])
})
