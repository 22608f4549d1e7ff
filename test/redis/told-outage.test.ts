import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDoublure, type Doublure } from '../../src/index.ts'
import { readRedisAddress } from '../../src/store/redis-address.ts'
import { openRedisLedger } from '../../src/store/redis-ledger.ts'
import { authorize, codeOf } from '../protocol/control/drive.ts'
import { rp } from '../support/mock.ts'
import { type RedisServer, startRedis } from './redis-server.ts'

let redis: RedisServer
let double: Doublure
const told: string[] = []
beforeEach(async () => {
  redis = await startRedis()
  told.length = 0
  double = await createDoublure({
    port: 0,
    log: 'silent',
    clients: [rp],
    store: redis.url,
    onFailure: (failure) => void told.push((failure as { message: string }).message),
  })
})
afterEach(async () => {
  redis.goOn()
  await double.close()
  await redis.kill()
})

const ask = () => authorize(double, 'franceconnect', { headers: { 'doublure-persona': 'angela-dubois' } })
const statuses = async () => (await Promise.all([ask(), ask(), ask()])).map(({ status }) => status)
/** Every way in which requests meet an outage, several at once and one after the other. */
const meetOutage = async () => {
  expect(await statuses()).toEqual([500, 500, 500])
  expect((await fetch(`${double.url}/readyz`)).status).toBe(503)
  expect(await statuses()).toEqual([500, 500, 500])
}
const isBack = async () => {
  await expect.poll(async () => (await fetch(`${double.url}/readyz`)).status, { timeout: 20_000 }).toBe(200)
  codeOf(await ask())
}
const line = (what: RegExp | string) =>
  expect.stringMatching(new RegExp(`^store ${redis.url}: ${what instanceof RegExp ? what.source : what}$`))

test('a store that hangs is told once, and once that it answers again', async () => {
  redis.hang()
  await meetOutage()
  expect(told).toEqual([line('no answer within 2000 ms')])
  redis.goOn()
  await isBack()
  expect(told.slice(1)).toEqual([line('it answers again')])
})

test('a store that is full is told once with its own words, and is back when it writes, not when it reads', async () => {
  await redis.ask('CONFIG SET maxmemory 1')
  await meetOutage()
  expect(told).toEqual([line(/OOM .*/)])
  await redis.ask('CONFIG SET maxmemory 0')
  await isBack()
  expect(told.slice(1)).toEqual([line('it answers again')])
})

test('a store that comes back with a password says that it wants it', async () => {
  await redis.kill()
  await expect.poll(() => told.length).toBe(1)
  await redis.start('--requirepass', 'open-sesame')
  await expect.poll(() => told.length, { timeout: 10_000 }).toBe(2)
  expect(await statuses()).toEqual([500, 500, 500])
  expect(told.slice(1)).toEqual([line(/NOAUTH .*/)])
})

test('a store that is found again tells it by itself, before any request', async () => {
  await redis.kill()
  await expect.poll(() => told.length).toBe(1)
  await redis.start()
  await expect.poll(() => told.slice(1), { timeout: 20_000 }).toEqual([line('it answers again')])
})

test('a store that is left in the middle of a question did not go away', async () => {
  const here: unknown[] = []
  const onTrouble = (trouble: unknown) => void here.push(trouble)
  const ledger = await openRedisLedger({ ...readRedisAddress(redis.url), now: Date.now, onTrouble })
  const asked = ledger.catchUp()
  await ledger.close()
  await expect(asked).rejects.toThrow(/^store redis/)
  expect(here).toEqual([])
})
