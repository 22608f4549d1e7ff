import { describe, expect, test } from 'vitest'
import { createMemoryStore } from '../../../src/store/memory-store.ts'
import { storeContract } from './store-contract.ts'

const start = (limit?: number) => {
  const clock = { time: 1_000_000 }
  const store = createMemoryStore({ now: () => clock.time, ...(limit && { limit }) })
  return {
    store,
    pass(seconds: number) {
      clock.time += seconds * 1000
    },
  }
}

storeContract('the memory store', async () => start())

describe('the memory store, whose room is limited,', () => {
  test('does not grow with expired entries that nobody reads', async () => {
    const { store, pass } = start()
    for (let login = 0; login < 5000; login++) {
      await store.set(`code:${login}`, { login }, 1)
      pass(0.01)
    }
    expect(store.size()).toBeLessThan(500)
  })

  test('drops the oldest entries beyond its limit', async () => {
    const { store } = start(100)
    for (let login = 0; login < 150; login++) await store.set(`code:${login}`, { login }, 3600)
    expect(store.size()).toBe(100)
    expect(await store.get('code:49')).toBeUndefined()
    expect(await store.get('code:149')).toEqual({ login: 149 })
  })

  test('counts what is written again among the newest', async () => {
    const { store } = start(100)
    const fill = async (from: number) => {
      for (let login = from; login < from + 90; login++) await store.set(`code:${login}`, { login }, 3600)
    }
    await store.set('account', { logins: 1 }, 3600)
    await fill(0)
    await store.set('account', { logins: 2 }, 3600)
    await fill(90)
    expect(await store.get('account')).toEqual({ logins: 2 })
    await fill(180)
    expect(await store.get('account')).toBeUndefined()
  })
})
