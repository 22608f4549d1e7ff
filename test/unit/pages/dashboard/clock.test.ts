import { describe, expect, test } from 'vitest'
import { clock } from '../../../../src/pages/dashboard/fields.ts'

const at = '2026-11-20T23:59:59.999Z'

describe('the moment of a line', () => {
  test.each([
    ['of today has no day', '2026-11-20', '23:59:59.999'],
    ['of another day has it', '2026-11-21', '2026-11-20 23:59:59.999'],
    ['where no day goes without saying has it', undefined, '2026-11-20 23:59:59.999'],
  ])('%s', (_, today, told) => {
    expect(String(clock(at, today))).toBe(`<time datetime="${at}">${told}</time>`)
  })

  test('is told as it came when it has no milliseconds', () => {
    expect(String(clock('2026-11-20T08:00:00Z', '2026-11-20'))).toContain('>08:00:00</time>')
  })
})
