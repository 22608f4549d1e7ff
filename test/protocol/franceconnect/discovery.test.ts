import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import type { HubId } from '../../../src/index.ts'
import { startDoublure } from '../../support/mock.ts'

const doublure = await startDoublure()
afterAll(() => doublure.close())

const documentOf = (hub: HubId, issuer: string) =>
  JSON.parse(
    readFileSync(new URL(`documents/${hub}.json`, import.meta.url), 'utf8').replaceAll('{ISSUER}', issuer),
  )

describe.each(['franceconnect', 'franceconnect-plus'] as const)('%s', (hub) => {
  const issuer = doublure.issuer(hub)

  test('the discovery document has every key and value of the real one, in its order', async () => {
    const response = await fetch(`${issuer}/.well-known/openid-configuration`)
    const document = (await response.json()) as object
    const expected = documentOf(hub, issuer)
    expect(document).toEqual(expected)
    expect(Object.keys(document)).toEqual(Object.keys(expected))
  })

  test.each([
    ['/.well-known/openid-configuration', 'application/json; charset=utf-8'],
    ['/jwks', 'application/jwk-set+json'],
  ])('%s may be kept ten minutes, is read by any origin and sets no cookie', async (path, type) => {
    const response = await fetch(`${issuer}${path}`, { headers: { origin: 'https://elsewhere.example' } })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('cache-control')).toBe('public, max-age=600')
    expect(response.headers.get('access-control-allow-origin')).toMatch(/^(\*|https:\/\/elsewhere\.example)$/)
    expect(response.headers.getSetCookie()).toEqual([])
  })
})

test.each(['/.well-known/openid-configuration', '/jwks'])('HEAD %s answers as GET does', async (path) => {
  const response = await fetch(`${doublure.issuer('franceconnect')}${path}`, { method: 'HEAD' })
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'public, max-age=600'])
})

test.each(['franceconnect', 'franceconnect-plus'] as const)(
  '%s publishes its keys for identity providers',
  async (hub) => {
    const response = await fetch(`${doublure.issuer(hub)}/client/.well-known/keys`)
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'public, max-age=600'])
    const { keys } = (await response.json()) as { keys: { use: string; d?: string }[] }
    expect(keys.map(({ use, d }) => [use, d])).toEqual([['enc', undefined]])
  },
)

const ec = ['kty', 'use', 'kid', 'alg', 'crv', 'x', 'y']
const rsa = ['kty', 'use', 'kid', 'alg', 'e', 'n']

test.each([
  [
    'franceconnect',
    [
      { kid: 'pkcs11:ES256:hsm', members: ec },
      { kid: 'pkcs11:RS256:hsm', members: rsa },
    ],
  ],
  ['franceconnect-plus', [{ kid: 'pkcs11:hsm', members: ec }]],
] as const)('the keys of %s bear the names and the members of the real ones', async (hub, expected) => {
  const response = await fetch(`${doublure.issuer(hub)}/jwks`)
  const { keys } = (await response.json()) as { keys: { kid: string; use: string }[] }
  expect(keys.map((key) => ({ kid: key.kid, members: Object.keys(key) }))).toEqual(expected)
  expect(keys.every(({ use }) => use === 'sig')).toBe(true)
})
