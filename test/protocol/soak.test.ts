import { expect, test } from 'vitest'
import { faults } from '../soak/faults.ts'
import { soak } from '../soak/soak.ts'

test('a thousand logins, some spoilt, by clients that come and go, are each answered as they alone should be', async () => {
  const { logins, spoilt, clients, wrong, measures } = await soak({ logins: 1000, every: 250 })
  expect(wrong).toEqual([])
  expect(logins).toBe(1000)
  expect(spoilt).toBe(200)
  expect(faults.length).toBeGreaterThan(60)
  expect(clients).toBeGreaterThan(30)
  const [, ...later] = measures.map(({ handles }) => handles)
  expect(Math.max(...later) - Math.min(...later)).toBeLessThanOrEqual(1)
}, 600_000)
