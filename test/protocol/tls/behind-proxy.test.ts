import { afterAll, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { ask } from '../../support/ask.ts'
import { rp, startDoublure } from '../../support/mock.ts'

const running: Doublure[] = []
const start = async (options: Parameters<typeof startDoublure>[0]) => {
  const doublure = await startDoublure(options)
  running.push(doublure)
  return doublure
}
afterAll(() => Promise.all(running.map((one) => one.close())))

/** What a proxy that ends TLS says of a request for a hub's own name. */
const forwarded = {
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'hub.test',
  'x-forwarded-for': '203.0.113.5, 198.51.100.7',
}
const hubs = [{ id: 'franceconnect', host: 'hub.test' }] as const

const at = ({ port }: Doublure, path: string, headers: Record<string, string> = forwarded) =>
  ask(`http://localhost:${port}${path}`, { headers })

const issuer = async (doublure: Doublure, path: string) =>
  JSON.parse((await at(doublure, `${path}/api/v2/.well-known/openid-configuration`)).body)

describe('X-Forwarded-* headers', () => {
  test('mean nothing unless they are believed', async () => {
    const doublure = await start({ hubs })
    expect((await at(doublure, '/api/v2/.well-known/openid-configuration')).status).toBe(404)
    const { token_endpoint } = await issuer(doublure, '/franceconnect')
    expect(token_endpoint).toBe(`${doublure.url}/franceconnect/api/v2/token`)
  })

  test.each([[true], [1], [['127.0.0.0/8', '::1']]])(
    'give host and scheme with trust_proxy: %j',
    async (trust_proxy) => {
      const doublure = await start({ hubs, trust_proxy })
      expect(await issuer(doublure, '')).toMatchObject({
        issuer: 'https://hub.test/api/v2',
        token_endpoint: 'https://hub.test/api/v2/token',
      })
    },
  )

  test.each([
    ['staging.test', 'https://staging.test'],
    ['Staging.test:443', 'https://staging.test'],
    ['doublure:3615', 'http://doublure:3615'],
  ])('need not be there where the proxy passes the host %s on', async (host, origin) => {
    const doublure = await start({ hubs: ['franceconnect'], public_url: 'https://staging.test' })
    const { body } = await at(doublure, '/franceconnect/api/v2/.well-known/openid-configuration', { host })
    expect(JSON.parse(body)).toMatchObject({
      issuer: 'https://staging.test/franceconnect/api/v2',
      token_endpoint: `${origin}/franceconnect/api/v2/token`,
    })
  })

  test('mean nothing when they come from an address that is not believed', async () => {
    const doublure = await start({ hubs, trust_proxy: ['192.0.2.0/24'] })
    expect((await at(doublure, '/api/v2/.well-known/openid-configuration')).status).toBe(404)
  })
})

describe('the control API behind a proxy', () => {
  const reach = async (doublure: Doublure, chain: string) =>
    (await at(doublure, '/_doublure/api/v1/hubs', { 'x-forwarded-for': chain, 'x-forwarded-proto': 'https' }))
      .status

  test.each([
    ['the address that the proxy saw', true, '127.0.0.1', 200],
    ['another machine', true, '203.0.113.5', 403],
    ['another machine that says it is this one', true, '127.0.0.1, 203.0.113.5', 403],
    ['this one, through two proxies of its own', 2, '127.0.0.1, ::1', 200],
    ['a proxy of another machine, by what it calls itself', 2, '127.0.0.1, 198.51.100.7', 403],
    ['another, through two proxies, with a lie', 2, '127.0.0.1, 203.0.113.5, 198.51.100.7', 403],
    [
      'another, through proxies known by address, with a lie',
      ['127.0.0.1', '198.51.100.7'],
      '127.0.0.1, 203.0.113.5, 198.51.100.7',
      403,
    ],
    ['anyone, through a proxy that is not believed', false, '127.0.0.1', 403],
    ['anyone, through a proxy of another address', ['192.0.2.0/24'], '127.0.0.1', 403],
  ])('takes for the caller %s', async (_name, trust_proxy, chain, expected) => {
    expect(await reach(await start({ hubs, trust_proxy }), chain)).toBe(expected)
  })
})

describe('a public address of https that a proxy serves', () => {
  test.each([[false], [true]])('makes Secure cookies, trust_proxy being %s', async (trust_proxy) => {
    const doublure = await start({
      hubs: ['franceconnect', 'proconnect'],
      public_url: 'https://staging.test',
      trust_proxy,
    })
    for (const hub of ['franceconnect', 'proconnect']) {
      const query = new URLSearchParams({
        client_id: rp.client_id,
        redirect_uri: rp.redirect_uris[0] ?? '',
        response_type: 'code',
        scope: 'openid',
        acr_values: 'eidas1',
        state: 's'.repeat(32),
        nonce: 'n'.repeat(32),
      })
      const { status, cookies } = await at(doublure, `/${hub}/api/v2/authorize?${query}`, {})
      expect(status).toBe(303)
      expect(cookies.filter((line) => !/; secure/i.test(line))).toEqual([])
      expect(cookies.length).toBeGreaterThan(3)
    }
  })
})
