import { expect, test } from 'vitest'
import { newKey, spareKey } from '../../../src/provider/fault-keys.ts'
import { createHubKeys } from '../../../src/provider/hub-keys.ts'

const start = () => createHubKeys({ keys: [] }, () => 0)

test('logins that ask for a new key at the same moment share one, and the next has its own', async () => {
  const keys = start()
  const shared = await Promise.all([1, 2, 3].map(() => newKey(keys, 'ES256', 1000)))
  expect(new Set(shared).size).toBe(1)
  expect(await newKey(keys, 'ES256', 1000)).not.toBe(shared[0])
  expect(keys.list()).toHaveLength(2)
})

test('a spare key is made once for each algorithm and hub', async () => {
  const [one, other] = [start(), start()]
  const spare = await spareKey(one, 'ES256', 1000)
  expect(await spareKey(one, 'ES256', 1000)).toBe(spare)
  expect((await spareKey(one, 'RS256', 1000)).alg).toBe('RS256')
  expect(await spareKey(other, 'ES256', 1000)).not.toBe(spare)
})
