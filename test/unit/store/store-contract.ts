import { describe, expect, test } from 'vitest'
import type { Store } from '../../../src/store/store.ts'

/** A store to try, and the clock that it goes by. */
export type Tried = { store: Store; pass(seconds: number): void }

/** What every store owes, wherever it keeps things. */
export const storeContract = (name: string, start: () => Promise<Tried>): void => {
  describe(name, () => {
    test('gives back what was kept until its time is over', async () => {
      const { store, pass } = await start()
      await store.set('code', { client: 'rp' }, 30)
      pass(29)
      expect(await store.get('code')).toEqual({ client: 'rp' })
      pass(1)
      expect(await store.get('code')).toBeUndefined()
    })

    test('keeps a value anew with a new time', async () => {
      const { store, pass } = await start()
      await store.set('session', { step: 1 }, 30)
      pass(20)
      await store.set('session', { step: 2 }, 30)
      pass(20)
      expect(await store.get('session')).toEqual({ step: 2 })
    })

    test('keeps members that are null, empty, nested or beyond ASCII as they are', async () => {
      const { store } = await start()
      const value = { none: null, list: [], nested: { one: [1, { two: '' }] }, text: 'Élodie “ça” 🪪\n' }
      await store.set('value', value, 30)
      expect(await store.get('value')).toEqual(value)
    })

    test('forgets one key, or every key of a prefix', async () => {
      const { store } = await start()
      for (const key of ['a:1', 'a:2', 'b:1']) await store.set(key, {}, 30)
      await store.append('a:list', {}, { ttl: 30, limit: 5 })
      await store.delete('a:1')
      expect(await store.get('a:1')).toBeUndefined()
      await store.clear('a:')
      expect(await store.get('a:2')).toBeUndefined()
      expect(await store.list('a:list')).toEqual([])
      expect(await store.get('b:1')).toEqual({})
    })

    test('takes a prefix for what it says, whatever its characters mean elsewhere', async () => {
      const { store } = await start()
      await store.set('a*:1', {}, 30)
      await store.set('ab:1', {}, 30)
      await store.set('a[b]:1', {}, 30)
      expect(await store.keys('a*')).toEqual(['a*:1'])
      expect(await store.keys('a[b]')).toEqual(['a[b]:1'])
      await store.clear('a*')
      expect((await store.keys('')).toSorted()).toEqual(['a[b]:1', 'ab:1'])
    })

    test('names the keys alive under a prefix, and the time that each still has', async () => {
      const { store, pass } = await start()
      await store.set('a:1', {}, 30)
      await store.set('a:2', {}, 60)
      await store.set('b:1', {}, 60)
      await store.append('a:list', {}, { ttl: 60, limit: 5 })
      pass(30)
      expect(await store.keys('a:')).toEqual(['a:2'])
      expect(await store.remaining('a:2')).toBe(30)
      expect(await store.remaining('a:1')).toBeUndefined()
      expect(await store.remaining('never')).toBeUndefined()
    })

    test('names more keys than one look finds', async () => {
      const { store } = await start()
      const keys = Array.from({ length: 2500 }, (_, index) => `many:${index}`)
      await Promise.all(keys.map((key) => store.set(key, {}, 30)))
      expect(new Set(await store.keys('many:'))).toEqual(new Set(keys))
      await store.clear('many:')
      expect(await store.keys('many:')).toEqual([])
    })

    test('loses nothing of a list that many write at once', async () => {
      const { store } = await start()
      const written = Array.from({ length: 50 }, (_, number) => ({ number }))
      await Promise.all(written.map((value) => store.append('list', value, { ttl: 30, limit: 100 })))
      const kept = (await store.list('list')) as typeof written
      expect(kept.toSorted((one, other) => one.number - other.number)).toEqual(written)
    })

    test('keeps the newest of a list, as long as the last one said', async () => {
      const { store, pass } = await start()
      expect(await store.list('list')).toEqual([])
      for (let number = 1; number <= 5; number++) {
        await store.append('list', { number }, { ttl: 30, limit: 3 })
        pass(20)
      }
      expect(await store.list('list')).toEqual([{ number: 3 }, { number: 4 }, { number: 5 }])
      pass(10)
      expect(await store.list('list')).toEqual([])
    })

    test('begins a list anew once it was forgotten', async () => {
      const { store } = await start()
      await store.append('list', { number: 1 }, { ttl: 30, limit: 3 })
      await store.delete('list')
      await store.append('list', { number: 2 }, { ttl: 30, limit: 3 })
      expect(await store.list('list')).toEqual([{ number: 2 }])
    })
  })
}
