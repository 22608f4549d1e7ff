import { afterAll, beforeAll, expect, test } from 'vitest'
import { operations } from '../../../src/control/operations.ts'
import { screens } from '../../../src/dashboard/screens.ts'
import type { Doublure } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { send } from '../properties/wire.ts'

let doublure: Doublure
let opened: Doublure
beforeAll(async () => {
  ;[doublure, opened] = await Promise.all([startDoublure(), startDoublure({ control: { open: true } })])
})
afterAll(() => Promise.all([doublure.close(), opened.close()]))

const attacker = 'attacker.example'

/** What a browser says when a page of another site, or a name that an attacker made point here, is behind a request. */
const foreigners: readonly (readonly [string, Record<string, string>])[] = [
  ['by a name that someone made point here', { host: `${attacker}:3615` }],
  [
    'by such a name, its own page asking',
    { host: attacker, origin: `http://${attacker}`, 'sec-fetch-site': 'same-origin' },
  ],
  ['from a page of another site', { origin: `https://${attacker}`, 'sec-fetch-site': 'cross-site' }],
  ['from a page of another site, in an old browser', { origin: `https://${attacker}` }],
  ['from a page without an origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  [
    'by an image or a script of another site',
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
  ],
]

const throughProxy = ['through a proxy that nobody vouches for', { 'x-forwarded-for': '127.0.0.1' }] as const

/** Open, the API answers any machine, hence any proxy, and still no page of another site. */
const visits = [
  ...[...foreigners, throughProxy].map(([how, headers]) => [how, headers, () => doublure] as const),
  ...foreigners.map(([how, headers]) => [`${how}, the API being open`, headers, () => opened] as const),
]

const filled = (path: string) => path.replace(/:\w+/g, 'rp')

test.each(visits)('no operation of the API answers who comes %s', async (_how, headers, of) => {
  const wrong: string[] = []
  for (const { method, path } of operations) {
    const reply = await send(of().url, {
      method,
      path: `/_doublure/api/v1${filled(path)}`,
      headers: { ...headers, 'content-type': 'application/json' },
      body: method === 'GET' ? undefined : '{}',
    })
    if (reply.status !== 403) wrong.push(`${method} ${path}: ${reply.status}`)
    if (reply.headers['access-control-allow-origin']) wrong.push(`${method} ${path} may be read by others`)
  }
  expect(wrong).toEqual([])
})

test.each(visits)('no screen of the dashboard opens to who comes %s', async (_how, headers, of) => {
  const wrong: string[] = []
  for (const { method, path } of screens) {
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    const { status, body } = await send(of().url, {
      method,
      path: filled(path),
      headers: { ...headers, ...type },
      body: method === 'GET' ? undefined : 'client_id=evil',
    })
    // The home page names the hubs to everyone, and nothing that only we may do.
    if (path === '/' ? /form_token|data-testid="events"/.test(body) : status !== 403)
      wrong.push(`${method} ${path}: ${status}`)
  }
  expect(wrong).toEqual([])
})

test.each([
  ['text/plain', `{"client_id":"evil","redirect_uris":["https://${attacker}/"]}`],
  ['application/x-www-form-urlencoded', 'client_id=evil'],
  [
    'multipart/form-data; boundary=x',
    '--x\r\ncontent-disposition: form-data; name="client_id"\r\n\r\nevil\r\n--x--',
  ],
])('what any page may send without being asked, %s, changes nothing', async (type, body) => {
  for (const { method, path } of operations.filter((operation) => operation.body)) {
    const api = `/_doublure/api/v1${filled(path)}`
    const { status } = await send(doublure.url, {
      method,
      path: api,
      headers: { 'content-type': type },
      body,
    })
    expect(status, `${method} ${path}`).toBe(415)
  }
  for (const { method, path } of screens.filter((screen) => screen.method === 'POST')) {
    const { status } = await send(doublure.url, {
      method,
      path: filled(path),
      headers: { 'content-type': type },
      body,
    })
    expect(status, `${method} ${path}`).toBe(403)
  }
  expect((await doublure.clients.list()).map(({ client_id }) => client_id)).toEqual([rp.client_id])
})

test('no page of another origin is told by a preflight that it may ask', async () => {
  for (const path of ['/_doublure/api/v1/clients', '/_doublure/journal', '/']) {
    const { status, headers } = await send(doublure.url, {
      method: 'OPTIONS',
      path,
      headers: { origin: 'http://localhost:3000', 'access-control-request-method': 'PUT' },
    })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
  }
})

test('the pages of a hub and of its identity providers open to who comes from anywhere, as the real ones do', async () => {
  const query = 'client_id=rp&response_type=code'
  for (const path of [
    `/proconnect/api/v2/authorize?${query}`,
    '/_doublure/identity-provider/proconnect/fia1/authorize',
    '/proconnect/api/v2/.well-known/openid-configuration',
  ]) {
    for (const [, headers] of foreigners)
      expect((await send(doublure.url, { method: 'GET', path, headers })).status, path).not.toBe(403)
  }
})
