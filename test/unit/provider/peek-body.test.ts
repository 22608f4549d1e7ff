import { createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { peekBody } from '../../../src/provider/peek-body.ts'

/** As oidc-provider reads a request, once others did what they have to do: a store is asked, and answers. */
const readAgain = async (incoming: IncomingMessage) => {
  await new Promise(setImmediate)
  const chunks: Buffer[] = []
  if (incoming.readable) for await (const chunk of incoming.iterator()) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const server = createServer(async (incoming, response) => {
  const peeked = await peekBody(incoming)
  response.end(JSON.stringify({ peeked: peeked ?? null, read: (await readAgain(incoming)).length }))
})

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise((resolve) => server.close(resolve)))

const post = (
  parts: string[],
  headers: Record<string, string | number> = {},
): Promise<{ peeked: string | null; read: number }> =>
  new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo
    const sent = request({ port, host: '127.0.0.1', method: 'POST', headers }, async (response) => {
      resolve(JSON.parse(await readAgain(response)))
    })
    sent.on('error', reject)
    const send = (index: number) => {
      const part = parts[index]
      if (part === undefined) return sent.end()
      sent.write(part, () => setImmediate(send, index + 1))
      return undefined
    }
    send(0)
  })

describe('peeking at a body', () => {
  test('gives the body and leaves it to be read again', async () => {
    expect(await post(['a=1&b=2'], { 'content-length': 7 })).toEqual({ peeked: 'a=1&b=2', read: 7 })
  })

  test('works when the body comes in pieces of unknown length', async () => {
    expect(await post(['a=1', '&b=2', '&c=3'])).toEqual({ peeked: 'a=1&b=2&c=3', read: 11 })
  })

  test('takes a request without body for an empty one', async () => {
    expect(await post([], { 'content-length': 0 })).toEqual({ peeked: '', read: 0 })
  })

  test('does not gather a body that is too long, and loses nothing of it', async () => {
    const long = 'x'.repeat(60_000)
    expect(await post([long], { 'content-length': long.length })).toEqual({ peeked: null, read: 60_000 })
  })
})
