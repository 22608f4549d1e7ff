import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createStop } from '../../../src/server/stop.ts'
import { makeAuthority } from '../../../src/tls/certificate.ts'

const DAY = 24 * 3600 * 1000
const order = { name: 'Test', hosts: ['localhost'], from: Date.now() - DAY, until: Date.now() + DAY }

/** Milliseconds that no test waits: who is not cut off before keeps its test from ending. */
const LONG = { asking: 600_000, answers: 600_000 }

const clients: Socket[] = []
let close: () => Promise<void> = async () => undefined
beforeEach(() => {
  clients.length = 0
})
afterEach(async () => {
  for (const client of clients) client.destroy()
  await close()
})

/** A server that hands each answer to the test, which gives it when it likes. */
const serve = async (patience: typeof LONG, secure = false) => {
  const server = secure ? createSecureServer(makeAuthority(order)) : createServer()
  const stop = createStop(server, patience)
  close = async () => {
    server.closeAllConnections()
    await stop()
  }
  const asked: ServerResponse[] = []
  server.on('request', (_request, response) => asked.push(response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const connected = (): Socket => {
    const client = secure
      ? connectSecurely({ port, host: '127.0.0.1', rejectUnauthorized: false })
      : connect(port, '127.0.0.1')
    clients.push(client.on('error', () => undefined))
    return client
  }
  const ask = async (client: Socket) => {
    const answer = once(
      request({
        createConnection: () => client,
        headers: { host: 'localhost', connection: 'keep-alive' },
      }).end(),
      'response',
    )
    const before = asked.length
    await expect.poll(() => asked.length).toBe(before + 1)
    return { response: asked[before] as ServerResponse, answer: answer as Promise<[IncomingMessage]> }
  }
  return { server, port, stop, connected, ask }
}

describe.each([
  ['http', false],
  ['https', true],
])('a server of %s that is told to stop', (_scheme, secure) => {
  test('gives the answers that it owes, says that their connections end, and is stopped with the last', async () => {
    const { connected, ask, stop } = await serve(LONG, secure)
    const { response, answer } = await ask(connected())
    const stopped = stop()
    response.end('late')
    expect((await answer)[0].headers.connection).toBe('close')
    await stopped
  })

  test('ends a connection whose answer is on its way with the end of that answer', async () => {
    const { connected, ask, stop } = await serve(LONG, secure)
    const { response, answer } = await ask(connected())
    response.write('beginning')
    const [message] = await answer
    const stopped = stop()
    response.end(' and end')
    let text = ''
    for await (const chunk of message) text += chunk
    expect(text).toBe('beginning and end')
    await stopped
  })

  test('answers who was in the middle of asking, and ends that connection too', async () => {
    const { server, connected, stop } = await serve(LONG, secure)
    const seen = once(server, secure ? 'secureConnection' : 'connection')
    const client = connected()
    const [socket] = await seen
    client.write('GET / HTTP/1.1\r\n')
    await expect.poll(() => socket.bytesRead).toBeGreaterThan(0)
    const stopped = stop()
    server.once('request', (_request, response) => response.end())
    client.write('Host: localhost\r\n\r\n')
    const [answer] = await once(client, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*connection: close/i)
    await stopped
  })

  test('cuts off at once who has not asked anything', async () => {
    const { server, connected, stop } = await serve(LONG, secure)
    const seen = once(server, secure ? 'secureConnection' : 'connection')
    connected()
    await seen
    await stop()
  })

  test.each([
    ['the head of a request', 'GET / HTTP/1.1\r\nHost: x\r\n'],
    ['a body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\na=b'],
    ['a body in chunks', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n'],
  ])('cuts off who sends but half of %s, and waits for who asked', async (_what, half) => {
    const { server, connected, ask, stop } = await serve({ ...LONG, asking: 20 }, secure)
    const { response, answer } = await ask(connected())
    const seen = once(server, secure ? 'secureConnection' : 'connection')
    const client = connected()
    const [socket] = await seen
    client.write(half)
    await expect.poll(() => socket.bytesRead).toBeGreaterThan(0)
    const cut = once(client, 'close')
    const stopped = stop()
    await cut
    response.end('late')
    expect((await answer)[0].statusCode).toBe(200)
    await stopped
  })

  test('cuts off at the same time who goes on sending what its answer did not wait for', async () => {
    const { server, connected, stop } = await serve({ ...LONG, asking: 20 }, secure)
    server.once('request', (_request, response) => response.end())
    const client = connected()
    client.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\na=b')
    await once(client, 'data')
    await stop()
  })

  test('cuts off who takes longer than its patience', async () => {
    const { connected, ask, stop } = await serve({ ...LONG, answers: 20 }, secure)
    const client = connected()
    const { answer } = await ask(client)
    await Promise.all([stop(), expect(answer).rejects.toThrow('socket hang up')])
  })
})

test.each([
  ['nothing', LONG, ''],
  ['the beginning of a TLS greeting', { ...LONG, asking: 20 }, '160301'],
])('a server of https that is told to stop does not wait for who sent %s', async (_what, patience, bytes) => {
  const { server, port, stop } = await serve(patience, true)
  const seen = once(server, 'connection')
  const silent = connect(port, '127.0.0.1').on('error', () => undefined)
  clients.push(silent)
  const [socket] = await seen
  silent.write(Buffer.from(bytes, 'hex'))
  await expect.poll(() => socket.bytesRead).toBe(bytes.length / 2)
  await stop()
})
