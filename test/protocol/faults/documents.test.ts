import { createLocalJWKSet, importJWK, type JSONWebKeySet, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure, HubId, LoginInput } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { authorize, callApi } from '../control/drive.ts'
import { delivered, idToken } from './drive.ts'

let doublure: Doublure
beforeAll(async () => {
  doublure = await startDoublure()
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const arm = async (hub: HubId, fault: string, more: object = {}) => {
  const order = { fault, client_id: rp.client_id, hub, ...more }
  const { status, body } = await callApi(doublure)('POST', '/faults', order)
  if (status !== 201) throw new Error(JSON.stringify(body))
}

describe.each(['franceconnect', 'proconnect'] as const)('the documents of %s', (hub) => {
  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${doublure.issuer(hub)}${path}`, { headers, signal: AbortSignal.timeout(5000) })
  const keysOf = async () => ((await (await ask('/jwks')).json()) as JSONWebKeySet).keys

  test('drop the connection once for jwks-unreachable', async () => {
    await arm(hub, 'jwks-unreachable')
    await expect(ask('/jwks')).rejects.toMatchObject({ cause: { code: 'UND_ERR_SOCKET' } })
    expect((await ask('/jwks')).status).toBe(200)
    expect(delivered(doublure)).toEqual(['jwks-unreachable'])
  })

  test('answer 503 for jwks-error-503, as often as asked', async () => {
    await arm(hub, 'jwks-error-503', { times: 2 })
    const statuses = [(await ask('/jwks')).status, (await ask('/jwks')).status, (await ask('/jwks')).status]
    expect(statuses).toEqual([503, 503, 200])
  })

  test('have no key for jwks-empty, and no cache keeps that', async () => {
    await arm(hub, 'jwks-empty')
    const response = await ask('/jwks')
    expect(await response.json()).toEqual({ keys: [] })
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  test('have the signing keys no more for jwks-without-signing-key', async () => {
    const kids = (await keysOf()).map(({ kid }) => kid)
    await arm(hub, 'jwks-without-signing-key')
    const left = (await keysOf()).map(({ kid }) => kid)
    expect(left).toHaveLength(kids.length)
    expect(left.filter((kid) => kids.includes(kid))).toEqual([])
  })

  test('name another issuer for discovery-issuer-mismatch', async () => {
    const sound = (await (await ask('/.well-known/openid-configuration')).json()) as object
    await arm(hub, 'discovery-issuer-mismatch', { params: { issuer: 'https://elsewhere.example' } })
    const broken = await (await ask('/.well-known/openid-configuration')).json()
    expect(broken).toEqual({ ...sound, issuer: 'https://elsewhere.example' })
    expect(delivered(doublure)).toEqual(['discovery-issuer-mismatch'])
  })

  test('are sound for who asks with another label', async () => {
    await arm(hub, 'jwks-error-503', { label: 'mine' })
    expect((await ask('/jwks', { 'doublure-label': 'theirs' })).status).toBe(200)
    expect((await ask('/jwks', { 'doublure-label': 'mine' })).status).toBe(503)
  })
})

test.each([
  ['franceconnect', 'ES256'],
  ['franceconnect', 'RS256'],
  ['franceconnect-plus', 'ES256'],
  ['proconnect', 'RS256'],
  ['agentconnect', 'RS256'],
] as const)(
  '%s has a stranger of the same name before the key that signs %s for jwks-duplicate-kid',
  async (hub, alg) => {
    const client_id = 'of-one-algorithm'
    await doublure.clients.put({ ...rp, client_id, id_token_signed_response_alg: alg })
    const { id_token, header } = await idToken(doublure, { hub, client_id })
    await arm(hub, 'jwks-duplicate-kid', { client_id })
    const jwks = (await (await fetch(`${doublure.issuer(hub)}/jwks`)).json()) as JSONWebKeySet
    const named = jwks.keys.filter(({ kid }) => kid === header.kid)
    expect(named.map((key) => key.alg)).toEqual([alg === 'RS256' ? 'ES256' : 'RS256', alg])
    await expect(jwtVerify(id_token, createLocalJWKSet(jwks))).resolves.toBeDefined()
    for (const key of jwks.keys) await expect(importJWK(key)).resolves.toBeDefined()
    expect(delivered(doublure)).toEqual(['jwks-duplicate-kid'])
  },
)

test('a fault of an armed login’s documents is for requests of its label, or without one', async () => {
  const hub = 'franceconnect'
  const ask = async (label?: string) =>
    (await fetch(`${doublure.issuer(hub)}/jwks`, label ? { headers: { 'doublure-label': label } } : {}))
      .status
  const order = {
    client_id: rp.client_id,
    hub,
    persona: 'angela-dubois',
    faults: ['jwks-error-503'],
  } satisfies LoginInput
  for (const label of ['mine', 'yours']) {
    await doublure.login({ ...order, label })
    await authorize(doublure, hub, { headers: { 'doublure-label': label } })
  }
  expect([await ask('theirs'), await ask('yours'), await ask('yours')]).toEqual([200, 503, 200])
  expect([await ask(), await ask()]).toEqual([503, 200])
})

test('a fault of one hub’s documents leaves the other hubs alone', async () => {
  await arm('proconnect', 'jwks-error-503')
  expect((await fetch(`${doublure.issuer('franceconnect')}/jwks`)).status).toBe(200)
  const [armed] = (await callApi(doublure)('GET', '/faults')).list
  expect(armed).toMatchObject({
    remaining: 1,
    why_not: 'an answer of this kind left on the hub franceconnect; this one is armed for proconnect',
  })
})
