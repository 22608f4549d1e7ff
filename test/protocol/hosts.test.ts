import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

test.each([
  ['agentconnect', 'proconnect'],
  ['proconnect', 'agentconnect'],
] as const)(
  'a name that was given is of its hub, whichever else bears it: %s before %s',
  async (...order) => {
    const host = 'fca.integ01.dev-agentconnect.fr'
    const hubs = order.map((id) => (id === 'agentconnect' ? { id, host } : id))
    const double = await startDoublure({ hubs })
    const ask = `GET /api/v2/.well-known/openid-configuration HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`
    const answer = await exchange(double.url, [ask], /^$/)
    expect(answer).toContain('"acr_values_supported":["eidas1"]')
    await double.close()
  },
)

test.each([
  ['http://doublure:3615', 'http://doublure:3615/franceconnect'],
  ['HTTP://Doublure', 'http://doublure/franceconnect'],
])('a whole address is asked of its own host, %s, whatever Host says', async (origin, expected) => {
  const asked = asking('evil.example').replace(discovery, `${origin}${discovery}`)
  expect(await exchange(doublure.url, [asked], /^$/)).toContain(`"token_endpoint":"${expected}/`)
})

test.each(["http://a'b;c", 'http://a,b', 'HTTPS://a!b:80'])(
  'a whole address of what is no host, %s, is refused with 400',
  async (origin) => {
    const asked = asking('localhost').replace(discovery, () => `${origin}${discovery}`)
    const answer = await exchange(doublure.url, [asked], /^$/)
    expect(statuses(answer)).toEqual([400])
    expect(answer).not.toContain('token_endpoint')
  },
)

describe('a name of a hub', () => {
  const own = 'fcp-low.sbx.dev-franceconnect.fr'
  const paths = {
    discovery: '/api/v2/.well-known/openid-configuration',
    authorize: `/api/v2/authorize?${new URLSearchParams({
      ...{ client_id: 'rp', response_type: 'code', redirect_uri: 'http://localhost:3000/callback' },
      ...{ scope: 'openid', acr_values: 'eidas1', state: 's'.repeat(32), nonce: 'n'.repeat(32) },
    })}`,
  }
  const ask = (host: string, path: keyof typeof paths, header = '') => {
    const head = `Host: ${host}\r\n${header}Connection: close`
    return exchange(doublure.url, [`GET ${paths[path]} HTTP/1.1\r\n${head}\r\n\r\n`], /^$/)
  }
  const bodyOf = (answer: string) => answer.slice(answer.indexOf('\r\n\r\n'))

  test.each([`${own}.`, `${own}:`, `${own}:80`, `${own}.:80`, `${own}:0080`, own.toUpperCase()])(
    'may be spelt "%s": the hub answers as at its plain name',
    async (host) => {
      const [plain, other] = await Promise.all([ask(own, 'discovery'), ask(host, 'discovery')])
      expect(statuses(other)).toEqual([200])
      expect(other).toContain(`"issuer":"http://${own}/api/v2"`)
      expect(bodyOf(other)).toBe(bodyOf(plain))
      const login = await ask(host, 'authorize', 'Doublure-Persona: angela-dubois\r\n')
      expect(login).toContain(`&iss=${encodeURIComponent(`http://${own}/api/v2`)}`)
    },
  )

  test.each([`${own}.:3615`, `${own.toUpperCase()}:3615`])('keeps another port in "%s"', async (host) => {
    expect(await ask(host, 'discovery')).toContain(`"issuer":"http://${own}:3615/api/v2"`)
  })

  const domains = (answer: string) =>
    [...answer.matchAll(/^set-cookie: fc_session_id=.*$/gim)].map(
      ([line]) => /domain=([^;\r]*)/i.exec(line)?.[1],
    )

  test('stands in the cookie of its session, so that hosts below it get it too', async () => {
    expect(domains(await ask(`${own}:3615`, 'authorize'))).toEqual([own])
  })

  test('stands in no cookie at the public address, which several hubs share', async () => {
    const [path, host] = [`/franceconnect${paths.authorize}`, new URL(doublure.url).host]
    const answer = await exchange(
      doublure.url,
      [`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`],
      /^$/,
    )
    expect(domains(answer)).toEqual([undefined])
  })

  test.each([`${own}..`, `x${own}`, `${own}.fr`])('is not "%s", where no hub is served', async (host) => {
    expect(statuses(await ask(host, 'discovery'))).toEqual([404])
  })
})
