import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { askUserinfo, authorize, codeOf, redeem } from '../protocol/control/drive.ts'
import { rp } from '../support/mock.ts'
import { type Child, spawnDoublure } from '../support/process.ts'
import { type RedisServer, startRedis } from './redis-server.ts'

let folder: string
let redis: RedisServer
const password = 'open-sesame-of-the-store'
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doublure-replicas-'))
  writeFileSync(join(folder, 'clients.json'), JSON.stringify([rp]))
  redis = await startRedis('--requirepass', password)
})
afterEach(async () => {
  await redis.kill()
  rmSync(folder, { recursive: true })
})

const start = () =>
  spawnDoublure(folder, [
    ...['--store', redis.url.replace('//', `//:${password}@`), '--log', 'json'],
    ...['--clients', 'clients.json'],
  ])
const at = ({ url }: Child) => ({ issuer: (hub: string) => `${url}/${hub}/api/v2` })

test('a login goes on at another process when the one that began it is killed, and no log tells the password', async () => {
  const [one, other] = await Promise.all([start(), start()])
  expect([one.err(), other.err()]).toEqual(['', ''])
  const asking = { headers: { 'doublure-persona': 'angela-dubois' } }
  const code = codeOf(await authorize(at(one), 'franceconnect', asking))
  await one.end('SIGKILL')
  const { status, body } = await redeem(at(other), 'franceconnect', code)
  expect({ status, error: body.error }).toEqual({ status: 200, error: undefined })
  expect((await askUserinfo(at(other), 'franceconnect', body.access_token)).status).toBe(200)
  await redis.kill()
  const away = await authorize(at(other), 'franceconnect', asking)
  expect(away.status).toBe(500)
  expect(away.body).not.toContain(password)
  expect(await other.end('SIGTERM')).toBe(0)
  expect(other.err()).toContain('store redis://')
  expect(other.err()).not.toContain(password)
})
