import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hubIds, platformOf, platforms } from '../src/platforms/index.ts'

const at = { issuer: 'https://hub.test/api/v2', front: 'https://hub.test', back: 'http://backend:3615/hub' }

describe.each(
  platforms.flat().map((platform) => ({ platform, name: `${platform.id} as of ${platform.asOf.date}` })),
)('$name', ({ platform }) => {
  const document = platform.discovery(at)

  test('publishes its endpoints: those of browsers on the public address, those of servers where it was asked', () => {
    expect(document.issuer).toBe(at.issuer)
    for (const name of ['authorization_endpoint', 'end_session_endpoint']) {
      expect(String(document[name])).toMatch(/^https:\/\/hub\.test\/api\/v2\//)
    }
    for (const name of ['token_endpoint', 'userinfo_endpoint', 'jwks_uri', 'revocation_endpoint']) {
      expect(String(document[name])).toMatch(/^http:\/\/backend:3615\/hub\/api\/v2\//)
    }
  })

  test('publishes every scope and claim that it can give', () => {
    const scopes = document.scopes_supported as string[]
    expect([...scopes].sort()).toEqual(Object.keys(platform.scopes).sort())
    const claims = new Set(document.claims_supported as string[])
    const given = Object.values(platform.scopes).flat()
    expect(given.filter((claim) => !claims.has(claim))).toEqual([])
  })

  test('publishes the levels and algorithms that it has', () => {
    expect(document.acr_values_supported).toEqual([...platform.acrValues])
    const algs = document.id_token_signing_alg_values_supported as string[]
    expect([...algs].sort()).toEqual([...platform.signing.algs].sort())
  })

  test('each of its errors has a status and words', () => {
    for (const [code, { status, message }] of Object.entries(platform.errors)) {
      expect(status, code).toBeGreaterThanOrEqual(200)
      expect(message, code).toBeTypeOf('string')
    }
  })

  test('says in its README what is doubled and where we guess', () => {
    const readme = readFileSync(
      join(import.meta.dirname, '../src/platforms', platform.id, 'README.md'),
      'utf8',
    )
    expect(readme).toMatch(/guess/i)
  })
})

describe('the register', () => {
  test('holds the six hubs', () => {
    expect(hubIds).toEqual([
      'franceconnect',
      'franceconnect-plus',
      'proconnect',
      'proconnect-rie',
      'agentconnect',
      'agentconnect-rie',
    ])
  })

  test.each([
    ['proconnect', undefined, '2026-06-18'],
    ['proconnect', '2026-05', '2026-05-01'],
    ['proconnect', '2026-06', '2026-06-18'],
    ['proconnect', '2026-06-17', '2026-05-01'],
    ['proconnect', '2020-01', '2026-05-01'],
    ['agentconnect', undefined, '2024-02-01'],
    ['agentconnect', '2024-06', '2024-05-17'],
  ])('gives %s as of %s the definition of %s', (id, asOf, date) => {
    expect(platformOf(id, asOf)?.asOf.date).toBe(date)
  })

  test('knows no other name', () => {
    expect(platformOf('nowhere')).toBeUndefined()
  })
})
