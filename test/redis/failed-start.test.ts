import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { connect, createServer, type Socket } from 'node:net'
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
