import { describe, expect, test } from 'vitest'
import { agentconnect } from '../../../../src/platforms/agentconnect/index.ts'
import { proconnect } from '../../../../src/platforms/proconnect/index.ts'

const circumstances = { redirectUriPolicy: 'sandbox' } as const

describe.each([...proconnect, ...agentconnect])('$title as of $asOf.date', ({ rulings, errors }) => {
  const rules = rulings.map(({ rule }) => rule)

  test.each(rules)('$id keeps and breaks what its examples say', ({ examples, check }) => {
    expect(examples.kept.length).toBeGreaterThan(0)
    expect(examples.broken.length + (examples.brokenWhen ?? []).length).toBeGreaterThan(0)
    for (const params of examples.kept) expect(check(params, circumstances)).toBeUndefined()
    for (const params of examples.broken)
      expect(check(params, circumstances)).toEqual({ fr: expect.any(String), en: expect.any(String) })
    for (const { params, circumstances: more } of examples.brokenWhen ?? []) {
      expect(check(params, { ...circumstances, ...more })).toEqual({
        fr: expect.any(String),
        en: expect.any(String),
      })
    }
  })

  test('names each rule once, and refuses with codes that it has', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    for (const { refuse } of rulings) if (refuse !== undefined) expect(errors).toHaveProperty(refuse)
  })

  test.each(rules)('$id cites a public document', ({ reference }) => {
    expect(reference.url).toMatch(/^https:\/\//)
  })
})
