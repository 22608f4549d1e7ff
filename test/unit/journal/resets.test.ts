import { expect, test } from 'vitest'
import { Resets } from '../../../src/journal/resets.ts'

test('what began before everything was forgotten is past, whoever asked', () => {
  const resets = new Resets()
  const before = resets.now
  resets.add()
  expect([resets.isPast(before, 'rp'), resets.isPast(before, undefined)]).toEqual([true, true])
  expect(resets.isPast(resets.now, 'rp')).toBe(false)
})

test('what began before one client was forgotten is past for it alone', () => {
  const resets = new Resets()
  const before = resets.now
  resets.add('rp')
  expect([resets.isPast(before, 'rp'), resets.isPast(before, 'other')]).toEqual([true, false])
  expect(resets.isPast(before, undefined)).toBe(false)
})

test('a replica learns each reset once, and the oldest go beyond a thousand', () => {
  const [here, there] = [new Resets(), new Resets()]
  here.share({
    tell(values) {
      for (const [name, value] of [...values, ...values]) there.place(name, value)
    },
  })
  const before = there.now
  here.add('rp')
  expect([there.isPast(before, 'rp'), there.isPast(there.now, 'rp')]).toEqual([true, false])
  for (let count = 0; count < 1000; count++) here.add(`client-${count}`)
  expect([here.isPast(before, 'rp'), there.isPast(before, 'rp')]).toEqual([false, false])
  expect(there.isPast(before, 'client-0')).toBe(true)
})
