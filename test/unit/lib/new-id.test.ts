import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { newId } from '../../../src/lib/new-id.ts'

test('an id is a UUID of its own', () => {
  expect(newId()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  expect(newId()).not.toBe(newId())
})

test('an id that is kept takes the memory of one text, not of twenty', () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const count = 20_000
  const ids: string[] = Array.from({ length: count }, () => '')
  collect()
  const before = process.memoryUsage().heapUsed
  for (let n = 0; n < count; n++) ids[n] = newId()
  collect()
  expect((process.memoryUsage().heapUsed - before) / ids.length).toBeLessThan(120)
})
