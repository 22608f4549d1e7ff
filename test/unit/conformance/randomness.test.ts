import { randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { bitsOf, weaknessOf } from '../../../src/conformance/randomness.ts'

const BITS = 96
const many = (make: () => string) => Array.from({ length: 20 }, make)

describe('values that cannot be guessed', () => {
  test.each([
    ['22 characters of base64url', () => randomBytes(16).toString('base64url')],
    ['43 characters of base64url', () => randomBytes(32).toString('base64url')],
    ['32 hexadecimal digits', () => randomBytes(16).toString('hex')],
    ['UUIDs', () => randomUUID()],
    ['values with a fixed beginning', () => `fc_v2_state_${randomBytes(16).toString('hex')}`],
  ])('%s are not found weak', (_name, make) => {
    expect(weaknessOf(many(make), BITS)).toBeUndefined()
  })
})

describe('values that can be guessed', () => {
  test('a counter behind a long prefix is predictable', () => {
    const values = ['1001', '1002', '1003'].map((number) => `a-long-prefix-that-hides-it-${number}`)
    expect(weaknessOf(values, BITS)).toContain('bits < 96')
  })

  test('the time of day is predictable', () => {
    expect(weaknessOf(['1761040800123', '1761040899456'], BITS)).toContain('bits < 96')
  })

  test('one character repeated is predictable', () => {
    expect(weaknessOf(['a'.repeat(43), 'b'.repeat(43)], BITS)).toContain('bits < 96')
  })
})

test('what all values share holds no chance', () => {
  expect(bitsOf(['xxxx1234yyyy', 'xxxx5678yyyy'])).toBe(bitsOf(['1234', '5678']))
})
