import { expect, test } from 'vitest'
import { textOf } from '../../../src/server/log.ts'
import { compareClocks } from '../../../src/store/clock-apart.ts'

const NOW = Date.UTC(2026, 10, 21)
const compare = (clock: () => number) =>
  compareClocks({ time: async () => [String(NOW / 1000), '250000'] }, { shown: 'redis://redis', clock })

test.each([
  [40, '40 s ahead of its own'],
  [-70, '70 s behind its own'],
])('a clock that is %i s from that of the store is told in a sentence', async (seconds, words) => {
  const apart = await compare(() => NOW + seconds * 1000)
  expect(textOf(apart)).toContain(`store redis://redis: the clock of this server is ${words}`)
  expect(textOf(apart)).not.toContain('\n')
})

test.each([0, 5, -5])('a clock that is %i s away is near enough', async (seconds) => {
  expect(await compare(() => NOW + seconds * 1000)).toBeUndefined()
})

test('the time that the store takes to answer is no difference of clocks', async () => {
  const times = [NOW - 1000, NOW + 9000]
  expect(await compare(() => times.shift() ?? 0)).toBeUndefined()
})
