import { describe, expect, test } from 'vitest'
import { hubIds, platformOf } from '../../../../src/platforms/index.ts'

describe('a date picks the definition that was in force', () => {
  test.each<[string, string | undefined, string]>([
    ['proconnect', undefined, '2026-06-18'],
    ['proconnect', '2026-06', '2026-06-18'],
    ['proconnect', '2026-06-17', '2026-05-01'],
    ['proconnect', '2026-05', '2026-05-01'],
    ['proconnect', '2020-01', '2026-05-01'],
    ['proconnect-rie', '2026-05', '2026-05-01'],
    ['agentconnect', undefined, '2024-02-01'],
    ['agentconnect', '2024-06', '2024-05-17'],
    ['agentconnect', '2024-08', '2024-07-24'],
    ['agentconnect-rie', '2026', '2024-07-24'],
  ])('%s as of %s is that of %s', (id, asOf, date) => {
    expect(platformOf(id, asOf)).toMatchObject({ id, asOf: { date } })
  })
})

describe.each(hubIds.filter((id) => /^(pro|agent)connect/.test(id)))('%s', (id) => {
  const platform = platformOf(id)

  test('keeps its own name and network under every quirk', () => {
    for (const quirks of [{ lifetimes: 'documented' }, { lifetimes: 'code' }]) {
      const { id: name, network } = platform?.withQuirks?.(quirks) ?? platform ?? {}
      expect([name, network]).toEqual([id, id.endsWith('-rie') ? 'rie' : 'internet'])
    }
  })

  test('gives every scope a claim that discovery names', () => {
    const document = platform?.discovery({ issuer: 'https://i', front: 'https://f', back: 'https://b' })
    const named = document?.claims_supported as string[]
    expect(
      Object.values(platform?.scopes ?? {})
        .flat()
        .filter((claim) => !named.includes(claim)),
    ).toEqual([])
    expect(document).toMatchObject({
      issuer: 'https://i',
      authorization_endpoint: 'https://f/api/v2/authorize',
      token_endpoint: 'https://b/api/v2/token',
    })
  })

  test('has a page for every refusal, and a way back worded as OAuth words it', () => {
    for (const [code, { status, back }] of Object.entries(platform?.errors ?? {})) {
      // Codes of the code by mail are told on its own page.
      if (code.startsWith('Y17')) expect([status, back]).toEqual([200, undefined])
      else expect(status).toBeGreaterThanOrEqual(400)
      if (back) expect(back.error).toMatch(/^[a-z_]+$/)
    }
  })
})
