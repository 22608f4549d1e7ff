import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDoublure } from '../../src/index.ts'
import { freePort, type RedisServer, startRedis } from './redis-server.ts'

let redis: RedisServer
beforeEach(async () => {
  redis = await startRedis()
})
afterEach(() => redis.kill())

/** Goes between a double and its store, and calls `meddle` with what a double asks before that goes on. */
const between = async (meddle: (asked: string, socket: Socket) => Promise<void>) => {
  const server = createServer((socket) => {
    const upstream = connect(Number(new URL(redis.url).port), '127.0.0.1')
    upstream.pipe(socket).on('close', () => upstream.destroy())
    socket
      .on('error', () => undefined)
      .on('data', async (asked) => {
        await meddle(asked.toString(), socket)
        upstream.write(asked)
      })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { url: `redis://127.0.0.1:${(server.address() as { port: number }).port}`, server }
}

test.each([
  [
    'a user who may not write',
    ['--user', 'reader', 'on', '>secret', '~doublure:*', '&*', '+@all', '-@write'],
    'NOPERM',
  ],
  ['a user of other keys', ['--user', 'reader', 'on', '>secret', '~other:*', '&*', '+@all'], 'NOPERM'],
  [
    'a replica',
    ['--replicaof', '127.0.0.1', '1', '--user', 'reader', 'on', '>secret', '~*', '&*', '+@all'],
    'READONLY',
  ],
  [
    'a cluster',
    ['--cluster-enabled', 'yes', '--user', 'reader', 'on', '>secret', '~*', '&*', '+@all'],
    'CLUSTERDOWN',
  ],
])('%s is no store: a start says so once, as a problem of that setting', async (_what, flags, refusal) => {
  // A cluster writes what it knows of itself.
  const folder = mkdtempSync(join(tmpdir(), 'doublure-no-store-'))
  const other = await startRedis('--dir', folder, ...flags)
  const told: unknown[] = []
  const store = other.url.replace('redis://', 'redis://reader:secret@')
  await expect(
    createDoublure({ port: 0, log: 'silent', store, onFailure: (failure) => told.push(failure) }),
  ).rejects.toThrow(
    new RegExp(`^store redis://127\\.0\\.0\\.1:\\d+: it cannot be used: ${refusal} .*neither a replica`),
  )
  expect(told).toEqual([])
  await other.kill()
  rmSync(folder, { recursive: true })
})

test('a server that has another public_url than one of its store is told', async () => {
  const told: string[] = []
  const start = (public_url: string) =>
    createDoublure({
      ...{ port: 0, log: 'silent', store: redis.url, public_url },
      onFailure: (failure) => told.push((failure as Error).message),
    })
  const first = await start('http://localhost:1')
  const same = await start('http://localhost:1')
  expect(told).toEqual([])
  const other = await start('http://localhost:2')
  expect(told).toEqual([
    expect.stringMatching(/public_url is http:\/\/localhost:2, and http:\/\/localhost:1 on a server/),
  ])
  for (const double of [first, same, other]) await double.close()
})

test('a store that does not tell its clock is one all the same, and nothing is told of it', async () => {
  await redis.ask('ACL SETUSER timeless on >secret ~* &* +@all -time')
  const told: unknown[] = []
  const store = redis.url.replace('redis://', 'redis://timeless:secret@')
  const double = await createDoublure({
    ...{ port: 0, log: 'silent', store },
    onFailure: (failure) => told.push(failure),
  })
  expect((await fetch(`${double.url}/readyz`)).status).toBe(200)
  expect(told).toEqual([])
  await double.close()
})

test('a start whose store leaves when it is asked the time leaves no connection', async () => {
  const { url, server } = await between(async (asked, socket) => {
    if (!asked.includes('TIME')) return
    server.close()
    socket.destroy()
  })
  const before = await redis.connections()
  await expect(createDoublure({ port: 0, log: 'silent', store: url })).rejects.toThrow(/^store redis/)
  await expect.poll(redis.connections).toBe(before)
})

test('a start that loses its store once it listens refuses who came already, and leaves nothing taken', async () => {
  const port = await freePort()
  const came = Promise.withResolvers<IncomingMessage>()
  const { url, server } = await between(async (asked, socket) => {
    if (!asked.includes('agreed:')) return
    const early = request({ port, host: '127.0.0.1', headers: { expect: '100-continue' } })
    early.on('response', came.resolve).on('error', came.reject).flushHeaders()
    await once(early, 'continue')
    server.close()
    socket.destroy()
  })
  const before = await redis.connections()
  await expect(createDoublure({ port, log: 'silent', store: url })).rejects.toThrow(/^store redis/)
  const { statusCode, headers } = await came.promise
  expect({ statusCode, ...headers }).toMatchObject({
    statusCode: 503,
    'x-content-type-options': 'nosniff',
    connection: 'close',
  })
  await expect.poll(redis.connections).toBe(before)
  const second = await createDoublure({ port, log: 'silent', store: redis.url })
  expect((await fetch(`${second.url}/readyz`)).status).toBe(200)
  await second.close()
})
