import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Doublure } from '../../src/index.ts'
import { startDoublure } from '../support/mock.ts'
import { exchange, statuses } from '../support/raw.ts'

let doublure: Doublure
beforeAll(async () => {
  doublure = await startDoublure()
})
afterAll(() => doublure.close())

const discovery = '/franceconnect/api/v2/.well-known/openid-configuration'
const asking = (host: string) => `GET ${discovery} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`

test.each([
  '',
  'x/y?z#',
  'x/y',
  'x?y',
  'x y',
  'x,y',
  'evil@localhost',
  'localhost:evil@localhost',
  'localhost:x',
  'localhost:99999',
  'localhost:80:80',
  '[localhost]',
  '::1',
  'http://localhost',
  'x%2fy',
  'é',
  '1.2.3.999',
  '"',
])('the Host "%s", which is none, is refused with 400', async (host) => {
  const answer = await exchange(doublure.url, [asking(host)], /^$/)
  expect(statuses(answer)).toEqual([400])
  expect(answer).not.toContain('token_endpoint')
})

test.each([
  ['my_service:3615', 'http://my_service:3615'],
  ['Doublure', 'http://doublure'],
  ['localhost:', 'http://localhost'],
  ['[::1]:3615', 'http://[::1]:3615'],
  ['10.0.0.1:80', 'http://10.0.0.1'],
])('the Host "%s" is where a server calls', async (host, origin) => {
  expect(await exchange(doublure.url, [asking(host)], /^$/)).toContain(
    `"token_endpoint":"${origin}/franceconnect/`,
  )
})

test('HTTP/1.0 without a Host is told the public address', async () => {
  const answer = await exchange(doublure.url, [`GET ${discovery} HTTP/1.0\r\n\r\n`], /^$/)
  expect(answer).toContain(`"token_endpoint":"${doublure.url}/franceconnect/`)
})
