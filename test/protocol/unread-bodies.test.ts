import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doublure } from '../../src/index.ts'
import { startDoublure } from '../support/mock.ts'

let doublure: Doublure
beforeAll(async () => {
  doublure = await startDoublure()
})
afterAll(() => doublure.close())

/** Writes to a connection as it comes, until the server closes it: the statuses of what it answered. */
const statusesOf = (parts: readonly string[]): Promise<number[]> =>
  new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(new URL(doublure.url).port), '127.0.0.1')
    socket.setTimeout(4000, () => socket.destroy(new Error(`nothing more came after ${answer}`)))
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('error', reject)
    socket.on('close', () =>
      resolve([...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))),
    )
    for (const part of parts) socket.write(part)
  })

const head = (line: string, ...headers: string[]) =>
  [`${line} HTTP/1.1`, 'Host: localhost', ...headers, '', ''].join('\r\n')

const form = 'application/x-www-form-urlencoded'
const hub = '/proconnect/api/v2'

const doors: readonly (readonly [line: string, type: string, status: number])[] = [
  [`POST ${hub}/authorize`, form, 400],
  [`POST ${hub}/token`, form, 400],
  [`POST ${hub}/token`, 'application/json', 400],
  [`POST ${hub}/userinfo`, form, 400],
  [`POST ${hub}/jwks`, form, 404],
  [`POST ${hub}/nothing`, form, 404],
  [`PUT ${hub}/token`, form, 404],
  [`GET ${hub}/jwks`, form, 200],
  [`HEAD ${hub}/token`, form, 404],
  ['POST /franceconnect/api/v2/redirect-to-idp', form, 401],
  ['POST /franceconnect/api/v2/checktoken', form, 400],
  ['POST /_doublure/identity-provider/proconnect/fia1/authorize', form, 302],
  ['POST /_doublure/api/v1/clients', 'application/json', 400],
  ['DELETE /_doublure/api/v1/clients', 'application/json', 405],
  ['POST /_doublure/clients/new', form, 403],
  ['POST /nothing', 'text/plain', 404],
  ['GET /livez', 'text/plain', 200],
  ['POST /nothing#fragment', form, 400],
]

describe.each(doors)('a body that %s brings as %s', (line, type, status) => {
  test.each([
    ['that fits', 40_000, false],
    ['a little longer than a hub reads', 60_000, false],
    ['much longer', 150_000, false],
    ['much longer, in chunks', 150_000, true],
    ['of 5 MB', 5_000_000, false],
  ])('%s never stands before the next request of its connection', async (_how, size, isChunked) => {
    const body = `a=${'x'.repeat(size - 2)}`
    const sent = isChunked
      ? [head(line, `Content-Type: ${type}`, 'Transfer-Encoding: chunked'), `${size.toString(16)}\r\n`]
      : [head(line, `Content-Type: ${type}`, `Content-Length: ${size}`)]
    const next = head('GET /livez', 'Connection: close')
    const [first, second] = await statusesOf([...sent, body, isChunked ? '\r\n0\r\n\r\n' : '', next])
    // The control API reads far more than a hub, and says when that was too much.
    expect([status, ...(line.startsWith('POST /_doublure/api') ? [413] : [])]).toContain(first)
    expect(second).toBe(200)
  })
})
