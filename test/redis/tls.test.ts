import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCertificate } from '../../src/tls/open-certificate.ts'
import { logIn } from '../protocol/control/drive.ts'
import { rp } from '../support/mock.ts'
import { spawnDoublure } from '../support/process.ts'
import { freePort, type RedisServer, startRedis } from './redis-server.ts'

let folder: string
let redis: RedisServer
let store: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doublure-store-tls-'))
  writeFileSync(join(folder, 'clients.json'), JSON.stringify([rp]))
  const { cert, key, authority } = await openCertificate(join(folder, 'tls'), ['127.0.0.1'], Date.now())
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const port = await freePort()
  redis = await startRedis(
    ...['--tls-port', `${port}`, '--tls-auth-clients', 'no'],
    ...['--tls-cert-file', file('store.crt', cert), '--tls-key-file', file('store.key', key)],
    ...['--tls-ca-cert-file', file('authority.crt', authority)],
  )
  store = `rediss://127.0.0.1:${port}`
})
afterEach(async () => {
  await redis.kill()
  rmSync(folder, { recursive: true })
})

const start = (variables: Record<string, string> = {}) =>
  spawnDoublure(folder, ['--store', store, '--clients', 'clients.json'], [], variables)

test('a store that is reached over TLS keeps a login, once its authority is trusted', async () => {
  const child = await start({ NODE_EXTRA_CA_CERTS: join(folder, 'authority.crt') })
  expect(child.err()).toBe('')
  const headers = { 'doublure-persona': 'angela-dubois' }
  const { claims } = await logIn({ issuer: (hub) => `${child.url}/${hub}/api/v2` }, 'franceconnect', {
    headers,
  })
  expect(claims.sub).toBeTypeOf('string')
  expect(await redis.ask('DBSIZE')).not.toBe(':0\r\n')
  expect(await child.end('SIGTERM')).toBe(0)
})

test('a store whose authority nobody trusts is refused at the start, with what to set', async () => {
  const child = await start()
  expect(child.url).toBeUndefined()
  expect(child.err()).toMatch(
    /^store rediss:\/\/127\.0\.0\.1:\d+: it cannot be reached: .*certificate.*NODE_EXTRA_CA_CERTS/,
  )
})
