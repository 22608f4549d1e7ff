import { describe, expect, test } from 'vitest'
import { luhnCheckDigit, sirenDefect, siretDefect } from '../../../src/lib/luhn.ts'

describe('a SIRET', () => {
  test.each(['21920023500014', '41816609600069', '00557246600026'])('%s passes', (siret) => {
    expect(siretDefect(siret)).toBeUndefined()
  })

  test('with a wrong check digit is told the right one', () => {
    expect(siretDefect('21920023500013')).toContain('21920023500014')
  })

  test.each(['2192002350001', '219200235000144', '219 200 235 00014', ''])('%j is not 14 digits', (siret) => {
    expect(siretDefect(siret)).toContain('14 digits')
  })

  test('of La Poste passes when its digits add up to a multiple of 5, though Luhn fails', () => {
    expect(siretDefect('35600000000048')).toBeUndefined()
    expect(siretDefect('35600000009075')).toBeUndefined()
    expect(siretDefect('35600000000041')).toContain('Luhn')
  })

  test('of another company gets no such favour', () => {
    expect(siretDefect('35600001000049')).toContain('Luhn')
  })
})

test('a SIREN has 9 digits and passes Luhn', () => {
  expect(sirenDefect('219200235')).toBeUndefined()
  expect(sirenDefect('219200230')).toContain('219200235')
  expect(sirenDefect('21920023500014')).toContain('9 digits')
})

test('the check digit completes what it is given', () => {
  expect(luhnCheckDigit('2192002350001')).toBe('4')
  expect(luhnCheckDigit('0')).toBe('0')
})
