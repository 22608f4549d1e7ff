import { describe, expect, test } from 'vitest'
import { platforms } from '../src/platforms/index.ts'
import type { Circumstances } from '../src/rules/rule.ts'

const inBothLanguages = { fr: expect.stringMatching(/./), en: expect.stringMatching(/./) }

const circumstances: Circumstances = { redirectUriPolicy: 'sandbox' }

describe.each(
  platforms.flat().map((platform) => ({ platform, name: `${platform.id} as of ${platform.asOf.date}` })),
)('rules of $name', ({ platform }) => {
  const rules = platform.rulings.map(({ rule }) => rule)

  test.each(rules.map((rule) => ({ rule, id: rule.id })))(
    '$id keeps and breaks what its examples say',
    ({ rule }) => {
      const { kept, broken, brokenWhen = [] } = rule.examples
      expect(kept.length + broken.length + brokenWhen.length).toBeGreaterThan(0)
      for (const params of kept)
        expect(rule.check(params, circumstances), JSON.stringify(params)).toBeUndefined()
      for (const params of broken) {
        expect(rule.check(params, circumstances), JSON.stringify(params)).toEqual(inBothLanguages)
      }
      for (const { params, circumstances: more } of brokenWhen) {
        expect(rule.check(params, { ...circumstances, ...more }), JSON.stringify(params)).toEqual(
          inBothLanguages,
        )
      }
    },
  )

  test('every refusal has a code of the catalogue, and every rule says what to do', () => {
    for (const { rule, refuse } of platform.rulings) {
      if (refuse !== undefined) expect(platform.errors, rule.id).toHaveProperty([refuse])
      expect(rule.title, rule.id).toEqual(inBothLanguages)
      expect(rule.remedy, rule.id).toEqual(inBothLanguages)
      expect(rule.title.fr, rule.id).not.toBe(rule.title.en)
      expect(rule.remedy.fr, rule.id).not.toBe(rule.remedy.en)
      expect(Math.min(rule.remedy.fr.length, rule.remedy.en.length), rule.id).toBeGreaterThan(20)
    }
  })

  test('every reference is a public address', () => {
    for (const { reference } of rules) if (reference.url) expect(reference.url).toMatch(/^https:\/\//)
  })
})
