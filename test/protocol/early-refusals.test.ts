import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doublure } from '../../src/index.ts'
import { startDoublure } from '../support/mock.ts'
import { exchange, head, openSocket, statuses } from '../support/raw.ts'

const failures: unknown[] = []
let doublure: Doublure
/** Waits for nobody. */
let hasty: Doublure
beforeAll(async () => {
  const watched: Parameters<typeof startDoublure>[0] = {
    onExchange: (_exchange, failure) => failure !== undefined && failures.push(failure),
    onFailure: (failure) => failures.push(failure),
  }
  const limits = { headersTimeout: 100, requestTimeout: 100, connectionsCheckingInterval: 50 }
  ;[doublure, hasty] = await Promise.all([startDoublure(watched), startDoublure({ ...watched, limits })])
})
afterAll(async () => {
  await Promise.all([doublure.close(), hasty.close()])
  expect(failures).toEqual([])
})

const security = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'content-type': 'application/problem+json',
  'cache-control': 'no-store',
}

/** Holds one refusal against what every answer of ours has: headers, and a problem that says why. */
const examine = (answer: string, status: number, why: string) => {
  expect(statuses(answer)).toEqual([status])
  const [top = '', body = ''] = answer.split('\r\n\r\n')
  const headers = Object.fromEntries(
    top
      .split('\r\n')
      .slice(1)
      .map((line) => [line.split(': ')[0]?.toLowerCase() ?? '', line.slice(line.indexOf(': ') + 2)]),
  )
  expect(headers).toMatchObject({ ...security, 'content-length': String(Buffer.byteLength(body)) })
  expect(JSON.parse(body)).toMatchObject({ status, detail: expect.stringContaining(why) })
}

const whole = /\r\n\r\n\{.*\}$/
const post = 'POST /proconnect/api/v2/token'

describe('what nobody can name is refused with a reason, and the headers of every answer of ours:', () => {
  test.each([
    ['no HTTP', 'hello\r\n\r\n', 400, 'no HTTP/1.1 request'],
    ['another version', 'GET / HTTP/9.9\r\nHost: x\r\n\r\n', 400, 'no HTTP/1.1 request'],
    [
      'a length and chunks',
      head(post, 'Content-Length: 3', 'Transfer-Encoding: chunked'),
      400,
      'no HTTP/1.1',
    ],
    ['no Host', 'GET / HTTP/1.1\r\n\r\n', 400, 'header Host'],
    ['a Host that is none', 'GET / HTTP/1.1\r\nHost: x/y\r\n\r\n', 400, 'header Host'],
    ['two Hosts', head('GET /', 'host: evil.example'), 400, 'header Host'],
    ['a fragment', head('GET /livez#x'), 400, 'fragment'],
    ['an address that is none', head('GET //['), 400, 'address'],
    ['a whole address of no host', head("GET http://a'b;c/livez"), 400, 'in a whole address a host'],
    ['an address of another protocol', head('GET ftp://localhost/livez'), 400, 'address'],
    ['a tunnel', head('CONNECT localhost:443'), 400, 'proxy'],
    ['an expectation nobody knows', head('GET /', 'Expect: banana'), 417, '100-continue'],
    ['a header of 100 kB', head('GET /', `X: ${'x'.repeat(100_000)}`), 431, '64 kB'],
    ['a thousand headers', head('GET /', ...Array.from({ length: 1000 }, () => 'X: 1')), 431, '200 headers'],
  ])('%s', async (_what, text, status, why) => {
    examine(await exchange(doublure.url, [text], whole), status, why)
  })

  test.each([
    ['head', 'GET / HTTP/1.1\r\nHost: local'],
    ['body', `${head(post, 'Content-Type: application/x-www-form-urlencoded', 'Content-Length: 9')}a=b`],
  ])('a %s that never ends', async (_what, text) => {
    examine(await exchange(hasty.url, [text], whole), 408, 'in time')
  })

  test('a chunk with long extensions', async () => {
    const chunked = head(
      post,
      'Content-Type: application/x-www-form-urlencoded',
      'Transfer-Encoding: chunked',
    )
    const answer = await exchange(doublure.url, [chunked, `3;${'x'.repeat(20_000)}`], whole)
    examine(answer, 413, 'extensions')
  })
})

test('an answer that is on its way is not continued with a refusal', async () => {
  const socket = await openSocket(doublure.url)
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk
  })
  socket.write(head('GET /_doublure/api/v1/exchanges/stream'))
  await expect.poll(() => answer).toMatch(/\r\n\r\n/)
  const closed = new Promise((resolve) => socket.on('close', resolve))
  socket.write('no HTTP\r\n\r\n')
  await closed
  expect(statuses(answer)).toEqual([200])
  expect(answer).not.toContain('Bad Request')
})
