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

  test('see all that a request writes while it settles, and after it', async () => {
    const { here, store, other } = await start()
    await here.together(async () => {
      await store.set('before', {}, 30)
      const settled = store.settle()
      await store.set('meanwhile', {}, 30)
      await store.append('list', { number: 1 }, { ttl: 30, limit: 5 })
      expect(await store.get('before')).toEqual({})
      expect(await store.get('meanwhile')).toEqual({})
      await settled
      expect(await store.list('list')).toEqual([{ number: 1 }])
    })
    expect((await other.keys('')).toSorted()).toEqual(['before', 'meanwhile'])
    expect(await other.list('list')).toEqual([{ number: 1 }])
  })

  test('see what comes while the last writes of a request are on their way', async () => {
    const { here, store, other } = await start()
    let late: Promise<void> | undefined
    await here.together(async () => {
      await store.set('in time', { number: 1 }, 30)
      late = new Promise(setImmediate).then(async () => {
        expect(await store.get('in time')).toEqual({ number: 1 })
        await store.set('in time', { number: 2 }, 30)
        await store.set('late', {}, 30)
      })
    })
    await late
    expect(await other.get('in time')).toEqual({ number: 2 })
    expect(await other.get('late')).toEqual({})
  })

  test('agree on a value that both change at once, whatever came to light meanwhile', async () => {
    const { here, there } = await start()
    const [mine, yours] = [new Map<string, unknown>(), new Map<string, unknown>()]
    const living = async (ledger: RedisLedger, values: Map<string, unknown>) => {
      await ledger.share([
        {
          kind: 'things',
          place: (id, value) => void values.set(id, value),
          begin(all) {
            for (const [id, value] of all) values.set(id, value)
          },
        },
      ])
      return (value: string) => {
        values.set('one', value)
        ledger.tell('things', [['one', value]])
      }
    }
    const [putMine, putYours] = [await living(here, mine), await living(there, yours)]
    await here.together(async () => {
      putMine('mine')
      await there.together(async () => putYours('yours'))
      await here.catchUp()
      expect(mine.get('one')).toBe('yours')
    })
    await there.catchUp()
    expect([mine.get('one'), yours.get('one')]).toEqual(['mine', 'mine'])
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

  test('take no more than there is once what is given back was forgotten', async () => {
    const { here, there } = await start()
    expect(await here.claim('seat', 1)).toBe(true)
    await redis.ask(`DEL ${here.prefix}claim:seat`)
    await here.together(async () => here.release('seat'))
    const taken = [await here.claim('seat', 1), await there.claim('seat', 1), await here.claim('seat', 1)]
    expect(taken).toEqual([true, false, false])
  })

  test('learn what the store refused of all that was written at once', async () => {
    const { here, there, store } = await start()
    await redis.ask(`SET ${here.prefix}list:taken text`)
    const failing = here.together(async () => {
      await here.claim('seat', 1)
      await store.append('taken', {}, { ttl: 30, limit: 5 })
      // Nobody waits for it, and yet the request cannot be said to have been kept.
      void store.settle().catch(() => undefined)
    })
    await expect(failing).rejects.toThrow(/^store redis:\/\/\S+: WRONGTYPE /)
    await here.catchUp()
    expect(await there.claim('seat', 1)).toBe(true)
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
