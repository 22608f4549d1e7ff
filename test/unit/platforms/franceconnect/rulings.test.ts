import { describe, expect, test } from 'vitest'
import { errors } from '../../../../src/platforms/franceconnect/errors.ts'
import { franceconnect } from '../../../../src/platforms/franceconnect/index.ts'
import { franceconnectPlus } from '../../../../src/platforms/franceconnect-plus/index.ts'

const rulings = [
  ...new Map(
    [...franceconnect.rulings, ...franceconnectPlus.rulings].map((one) => [one.rule.id, one]),
  ).values(),
]
const sandbox = { redirectUriPolicy: 'sandbox' } as const

describe.each(rulings.map(({ rule, refuse }) => ({ id: rule.id, rule, refuse })))(
  '$id',
  ({ rule, refuse }) => {
    test.each(rule.examples.kept)('is kept by %j', (params) =>
      expect(rule.check(params, sandbox)).toBeUndefined(),
    )

    test.each(rule.examples.broken)('is broken by %j', (params) =>
      expect(rule.check(params, sandbox)).toEqual({ fr: expect.any(String), en: expect.any(String) }),
    )

    test.each(rule.examples.brokenWhen ?? [])('is broken when %j', ({ params, circumstances }) =>
      expect(rule.check(params, { ...sandbox, ...circumstances })).toEqual({
        fr: expect.any(String),
        en: expect.any(String),
      }),
    )

    test('cites a public passage, says what to do, and refuses with a code of the hub', () => {
      expect(rule.reference.url).toMatch(/^https:\/\//)
      expect(rule.remedy.en.length).toBeGreaterThan(10)
      if (refuse !== undefined) expect(errors).toHaveProperty(refuse)
    })
  },
)
