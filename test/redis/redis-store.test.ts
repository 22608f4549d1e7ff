import { AsyncResource } from 'node:async_hooks'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readRedisAddress } from '../../src/store/redis-address.ts'
import { openRedisLedger, type RedisLedger } from '../../src/store/redis-ledger.ts'
import { createRedisStore } from '../../src/store/redis-store.ts'
import { storeContract } from '../unit/store/store-contract.ts'
import { type RedisServer, startRedis } from './redis-server.ts'

let redis: RedisServer
const ledgers: RedisLedger[] = []
beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis.kill())
afterEach(async () => {
  for (const ledger of ledgers.splice(0)) await ledger.close()
})

const open = async (prefix: string) => {
  const address = readRedisAddress(`${redis.url}?prefix=${prefix}`)
  const ledger = await openRedisLedger({ ...address, now: Date.now, onTrouble: () => undefined })
  ledgers.push(ledger)
  return ledger
}

/** A store of its own, and a second one that shares it. */
const start = async () => {
  const clock = { time: 1_000_000 }
  const prefix = `${crypto.randomUUID()}:`
  const here = await open(prefix)
  const there = await open(prefix)
  const stores = [here, there].map((ledger) => createRedisStore(ledger, { now: () => clock.time }))
  const [store, other] = stores
  if (!store || !other) throw new Error('two stores were opened')
  return {
    here,
    there,
    store,
    other,
    pass(seconds: number) {
      clock.time += seconds * 1000
    },
  }
}

storeContract('the Redis store, without a request,', start)

storeContract('the Redis store, as a request sees its own writes,', async () => {
  const { here, store, pass } = await start()
  // A request that never ends: nothing that it writes is in Redis.
  return new Promise((resolve) => {
    void here.together(async () => {
      const inside = AsyncResource.bind((work: () => Promise<unknown>) => work())
      resolve({
        store: Object.fromEntries(
          Object.entries(store).map(([name, method]) => [
            name,
            (...given: never[]) => inside(() => (method as (...all: never[]) => Promise<unknown>)(...given)),
          ]),
        ) as typeof store,
        pass,
      })
      await new Promise(() => undefined)
    })
  })
})

describe('two replicas of a store', () => {
  test('see what the other wrote once its request is over, all of it or nothing', async () => {
    const { here, store, other } = await start()
    await here.together(async () => {
      await store.set('one', { number: 1 }, 30)
      await store.append('two', { number: 2 }, { ttl: 30, limit: 5 })
      expect(await store.get('one')).toEqual({ number: 1 })
      expect(await other.get('one')).toBeUndefined()
      expect(await other.list('two')).toEqual([])
    })
    expect(await other.get('one')).toEqual({ number: 1 })
    expect(await other.list('two')).toEqual([{ number: 2 }])
    await expect(
      here.together(async () => {
        await store.delete('one')
        throw new Error('the request failed')
      }),
    ).rejects.toThrow('the request failed')
    expect(await store.get('one')).toEqual({ number: 1 })
  })

  test('see what a request settles before it is over', async () => {
    const { here, store, other } = await start()
    await here.together(async () => {
      await store.set('code', { consumed: true }, 30)
      await store.settle()
      expect(await other.get('code')).toEqual({ consumed: true })
    })
  })

  test('take no more than there is, and give back what a request that failed had taken', async () => {
    const { here, there } = await start()
    const failing = here.together(async () => {
      expect(await here.claim('seat', 1)).toBe(true)
      expect(await there.claim('seat', 1)).toBe(false)
      throw new Error('the request failed')
    })
    await expect(failing).rejects.toThrow('the request failed')
    await here.catchUp()
    expect(await there.claim('seat', 1)).toBe(true)
    expect(await here.claim('seat', 1)).toBe(false)
  })

  test('leave other prefixes of the server alone', async () => {
    const [one, another] = [await start(), await start()]
    await one.store.set('key', {}, 30)
    await another.store.set('key', {}, 30)
    await one.store.clear('')
    expect(await one.store.keys('')).toEqual([])
    expect(await another.store.keys('')).toEqual(['key'])
  })
})
