import { describe, expect, test } from 'vitest'
import { createMemoryStore } from '../../../src/store/memory-store.ts'

const start = (limit?: number) => {
  const clock = { time: 1_000_000 }
  const store = createMemoryStore({ now: () => clock.time, ...(limit && { limit }) })
  return { store, pass: (seconds: number) => (clock.time += seconds * 1000) }
}

describe('the memory store', () => {
  test('gives back what was kept until its time is over', async () => {
    const { store, pass } = start()
    await store.set('code', { client: 'rp' }, 30)
    pass(29)
    expect(await store.get('code')).toEqual({ client: 'rp' })
    pass(1)
    expect(await store.get('code')).toBeUndefined()
  })

  test('keeps a value anew with a new time', async () => {
    const { store, pass } = start()
    await store.set('session', { step: 1 }, 30)
    pass(20)
    await store.set('session', { step: 2 }, 30)
    pass(20)
    expect(await store.get('session')).toEqual({ step: 2 })
  })

  test('forgets one key, or every key of a prefix', async () => {
    const { store } = start()
    await store.set('a:1', {}, 30)
    await store.set('a:2', {}, 30)
    await store.set('b:1', {}, 30)
    await store.delete('a:1')
    expect(await store.get('a:1')).toBeUndefined()
    await store.clear('a:')
    expect(await store.get('a:2')).toBeUndefined()
    expect(await store.get('b:1')).toEqual({})
  })

  test('names the keys alive under a prefix, and the time that each still has', async () => {
    const { store, pass } = start()
    await store.set('a:1', {}, 30)
    await store.set('a:2', {}, 60)
    await store.set('b:1', {}, 60)
    pass(30)
    expect(await store.keys('a:')).toEqual(['a:2'])
    expect(await store.remaining('a:2')).toBe(30)
    expect(await store.remaining('a:1')).toBeUndefined()
    expect(await store.remaining('never')).toBeUndefined()
  })

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
})
