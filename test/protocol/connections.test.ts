import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doublure } from '../../src/index.ts'
import { rp, startDoublure } from '../support/mock.ts'
import { exchange as exchangeWith, head, openSocket, statuses } from '../support/raw.ts'

const failures: unknown[] = []
let doublure: Doublure
/** Cuts off whoever is slow much sooner than a busy machine would deserve. */
let hasty: Doublure
beforeAll(async () => {
  const watched: Parameters<typeof startDoublure>[0] = {
    onExchange: (_exchange, failure) => failure !== undefined && failures.push(failure),
    onFailure: (failure) => failures.push(failure),
  }
  doublure = await startDoublure(watched)
  const limits = { headersTimeout: 150, requestTimeout: 300, connectionsCheckingInterval: 50 }
  hasty = await startDoublure({ ...watched, limits })
})
afterAll(async () => {
  await doublure.close()
  await hasty.close()
  expect(failures).toEqual([])
})

const open = () => openSocket(doublure.url)
const exchange = (text: string | Buffer, enough?: RegExp, to = doublure) =>
  exchangeWith(to.url, [text], enough)

const isServed = async ({ url } = doublure) => expect((await fetch(`${url}/readyz`)).status).toBe(200)

const form = 'Content-Type: application/x-www-form-urlencoded'
const token = '/proconnect/api/v2/token'

describe('who sends slowly', () => {
  test('and never ends the head of a request is cut off; others are served meanwhile', async () => {
    const slow = await Promise.all(
      Array.from({ length: 50 }, () => exchange('GET /readyz HTTP/1.1\r\nHost: local', undefined, hasty)),
    )
    for (const answer of slow) expect(statuses(answer)).toEqual([408])
    await isServed(hasty)
  })

  test.each([
    token,
    '/_doublure/api/v1/logins',
    '/_doublure/clients/new',
    '/franceconnect/api/v2/redirect-to-idp',
  ])('and never ends the body of a request to %s is cut off; others are served meanwhile', async (path) => {
    const type = path.includes('api/v1') ? 'Content-Type: application/json' : form
    const cut = exchange(`${head(`POST ${path}`, type, 'Content-Length: 1000')}a=b`, undefined, hasty)
    await isServed(hasty)
    expect([[408], []]).toContainEqual(statuses(await cut))
  })

  test('opens a connection and says nothing does not keep the server from others', async () => {
    const sockets = await Promise.all(Array.from({ length: 200 }, () => open()))
    await isServed()
    for (const socket of sockets) socket.destroy()
  })

  test('asks and never reads does not keep the server from others', async () => {
    const sockets = await Promise.all(Array.from({ length: 50 }, () => open()))
    for (const socket of sockets) {
      socket.pause()
      socket.write(head('GET /_doublure/style.css').repeat(50))
    }
    await isServed()
    for (const socket of sockets) socket.destroy()
  })

  test('leaves in the middle of a request or of its answer is no error of ours', async () => {
    for (const text of [
      head(`POST ${token}`, form, 'Content-Length: 50'),
      `${head('POST /_doublure/api/v1/clients', 'Content-Type: application/json', 'Content-Length: 50')}{`,
      head('GET /_doublure/api/v1/exchanges/stream'),
      head('GET /proconnect/api/v2/jwks'),
    ]) {
      const socket = await open()
      socket.write(text, () => socket.resetAndDestroy())
    }
    await isServed()
  })
})

describe('who sends too much', () => {
  const megabytes = 'x'.repeat(10_000_000)
  const many = (count: number) => Array.from({ length: count }, (_, at) => `p${at}=${at}`).join('&')

  test.each([
    ['a hub', token, 'application/x-www-form-urlencoded'],
    ['a page of a hub', '/franceconnect/api/v2/redirect-to-idp', 'application/x-www-form-urlencoded'],
    [
      'an identity provider',
      '/_doublure/identity-provider/proconnect/fia1/authorize',
      'application/x-www-form-urlencoded',
    ],
    ['the control API', '/_doublure/api/v1/clients', 'application/json'],
    ['the dashboard', '/_doublure/clients/new', 'application/x-www-form-urlencoded'],
    ['nobody', '/nothing', 'text/plain'],
  ])('a body of 10 MB to %s is refused', async (_who, path, type) => {
    const answer = await fetch(`${doublure.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: `a=${megabytes}`,
    }).catch(() => undefined)
    if (answer) {
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
    }
    await isServed()
  })

  test.each([
    ['GET', '/proconnect/api/v2/authorize'],
    ['POST', '/proconnect/api/v2/authorize'],
    ['POST', token],
    ['POST', '/_doublure/identity-provider/proconnect/fia1/authorize'],
    ['GET', '/_doublure/api/v1/exchanges'],
    ['GET', '/_doublure/journal'],
  ])('5000 parameters by %s to %s are answered like a few', async (method, path) => {
    const params = `${many(4999)}&client_id=${rp.client_id}`
    const answer = await fetch(`${doublure.url}${path}${method === 'GET' ? `?${params}` : ''}`, {
      method,
      redirect: 'manual',
      ...(method === 'POST' && {
        body: params,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    })
    expect(answer.status).toBeLessThan(500)
    await answer.text()
  })

  test.each([
    ['10,000 parameters in the address', head(`GET ${token}?${many(10_000)}`), 431],
    ['30,000 short parameters in the address', head(`GET ${token}?${'a&'.repeat(30_000)}`), 431],
    ['an address of 100 kB', head(`GET /${'a/'.repeat(50_000)}`), 431],
    ['a header of 100 kB', head('GET /', `X-Long: ${'x'.repeat(100_000)}`), 431],
    ['a cookie of 100 kB', head('GET /', `Cookie: ${'a=b; '.repeat(20_000)}`), 431],
    ['a thousand headers', head('GET /', ...Array.from({ length: 1000 }, (_, at) => `X-${at}: 1`)), 431],
  ])('%s is refused with %i', async (_what, text, status) => {
    expect(statuses(await exchange(text, /^HTTP/))).toEqual([status])
    await isServed()
  })
})

describe('what is no HTTP, or odd HTTP', () => {
  const chunked = 'Transfer-Encoding: chunked'

  test.each([
    ['no HTTP at all', 'hello\r\n\r\n'],
    ['a TLS greeting', Buffer.from('16030100a5010000a10303', 'hex')],
    ['another version', 'GET / HTTP/9.9\r\nHost: x\r\n\r\n'],
    ['an unknown method', head('BREW /')],
    ['no Host', 'GET / HTTP/1.1\r\n\r\n'],
    ['a space before the colon', head('GET /', 'X-A : 1')],
    ['a folded header', head('GET /', 'X-A: 1\r\n b')],
    ['NUL in a header', head('GET /', 'X-A: a\0b')],
    ['NUL in the address', head('GET /\0')],
    ['two lengths', head(`POST ${token}`, form, 'Content-Length: 3', 'Content-Length: 4')],
    ['a length that is none', head(`POST ${token}`, form, 'Content-Length: -1')],
    ['a length and chunks', head(`POST ${token}`, form, 'Content-Length: 3', chunked)],
    ['chunks that are none', `${head(`POST ${token}`, form, chunked)}zz\r\nabc\r\n`],
    ['a chunk longer than it says', `${head(`POST ${token}`, form, chunked)}1\r\nabcdef\r\n0\r\n\r\n`],
    [
      'an upgrade in the middle of a body',
      `${head(`POST ${token}`, form, 'Content-Length: 3')}a=bPOST / HTTP/9\r\n\r\n`,
    ],
    ['an expectation nobody knows', head('GET /', 'Expect: a-miracle')],
    ['an address that is none', head('GET http://')],
    ['CONNECT', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n'],
  ])('%s is refused, and the server goes on', async (_what, text) => {
    for (const status of statuses(await exchange(text, /\r\n\r\n/))) {
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
    }
    await isServed()
  })

  test('requests that are sent ahead are answered in their order', async () => {
    const ahead =
      head('GET /readyz') +
      head('GET /nothing') +
      head('GET /proconnect/api/v2/jwks') +
      head('GET /livez', 'Connection: close')
    expect(statuses(await exchange(ahead, /^$/))).toEqual([200, 404, 200, 200])
  })

  test('HTTP/1.0 is answered, and the connection closed', async () => {
    const answer = await exchange('GET /readyz HTTP/1.0\r\n\r\n', /^$/)
    expect(statuses(answer)).toEqual([200])
    expect(answer).toMatch(/connection: close/i)
  })

  test('who waits for leave to send a body gets it', async () => {
    const text = `${head(`POST ${token}`, form, 'Expect: 100-continue', 'Content-Length: 3', 'Connection: close')}a=b`
    const [leave, answer] = statuses(await exchange(text, /^$/))
    expect([leave, answer]).toEqual([100, 400])
  })

  test('a whole address in place of a path is the same request, wherever it says it goes', async () => {
    for (const origin of [doublure.url, 'http://evil.example', 'https://evil.example:99'])
      expect(
        statuses(await exchange(head(`GET ${origin}/proconnect/api/v2/jwks`, 'Connection: close'), /^$/)),
      ).toEqual([200])
    const answer = await exchange(
      head('GET http://evil.example/proconnect/api/v2/authorize?client_id=x', 'Connection: close'),
      /^$/,
    )
    expect(answer).not.toContain('evil.example')
  })

  test.each([
    '/proconnect/..%2f..%2fetc/passwd',
    '/proconnect/api/v2/../../../etc/passwd',
    '/_doublure/../_doublure/style.css/..',
    '/_doublure/%2e%2e/%2e%2e/package.json',
    '//evil.example/proconnect',
    '//evil.example',
    '/\\evil.example',
    '/%00',
    '/proconnect/api/v2/authorize%00',
    '/proconnect/api/v2/%61uthorize/',
    '/proconnect/%2e/api/v2/token',
    '/%',
    '/%zz%c0%af',
    '/_doublure/identity-provider/../../etc/authorize',
    '/_doublure/identity-provider/%2e%2e/x/authorize',
    '/_doublure/schema/../config.json',
    '/__proto__/api/v2/token',
    '/constructor',
    '/;/x',
    '/\\.#@&',
    '/proconnect/api/v2/jwks#x',
    '/\\.\u00a0@&',
    '/é',
  ])('the path %s leads nowhere', async (path) => {
    const answer = await exchange(head(`GET ${path}`, 'Connection: close'), /^$/)
    const [status = 0] = statuses(answer)
    expect(status, answer).toBeGreaterThanOrEqual(400)
    expect(status, answer).toBeLessThan(500)
    expect(answer).not.toMatch(/^location:/im)
    expect(answer).not.toMatch(/root:x|"devDependencies"/)
  })
})
