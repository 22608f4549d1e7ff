import { expect, test } from 'vitest'
import { counted } from '../../../src/lib/counted.ts'

test('says one of one, and several of any other number', () => {
  expect([0, 1, 2].map((count) => counted(count, 'character'))).toEqual([
    '0 characters',
    '1 character',
    '2 characters',
  ])
})
