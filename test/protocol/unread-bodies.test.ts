import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doublure } from '../../src/index.ts'
import { startDoublure } from '../support/mock.ts'
import { exchange, head, statuses } from '../support/raw.ts'

let doublure: Doublure
beforeAll(async () => {
  doublure = await startDoublure()
})
afterAll(() => doublure.close())

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
    const all = [...sent, body, isChunked ? '\r\n0\r\n\r\n' : '', next]
    const [first, second] = statuses(await exchange(doublure.url, all, /^$/))
    // The control API reads far more than a hub, and says when that was too much.
    expect([status, ...(line.startsWith('POST /_doublure/api') ? [413] : [])]).toContain(first)
    expect(second).toBe(200)
  })
})
