import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { describe, expect, test } from 'vitest'
import type { Config } from '../../../src/config/config.ts'
import { refuseCaller } from '../../../src/control/access.ts'
import { callerOf } from '../../../src/control/caller.ts'
import { behindProxy } from '../../../src/server/behind-proxy.ts'

const app = new Koa()
app.use((ctx) => {
  const refused = refuseCaller(callerOf(ctx), { open: false, publicUrl: 'http://localhost', names: [] })
  ctx.body = { address: ctx.ip, host: ctx.host, scheme: ctx.protocol, control: refused?.status ?? 200 }
})

type Seen = { address: string; host: string; scheme: string; control: number }

/** What the application makes of a request that comes from a peer. */
const seen = async (
  trust: Config['trust_proxy'],
  peer: string,
  headers: Record<string, string>,
): Promise<Seen> => {
  const listener = behindProxy(app, trust)
  const server = createServer((request, response) => {
    Object.defineProperty(request.socket, 'remoteAddress', { value: peer })
    listener(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const answer = await fetch(`http://localhost:${(server.address() as AddressInfo).port}`, { headers })
  const body = (await answer.json()) as Seen
  server.close()
  return body
}

describe('this machine, for the control API, is', () => {
  const from = (...addresses: string[]) => ({ 'x-forwarded-for': addresses.join(', ') })

  test.each<[string, Config['trust_proxy'], string, Record<string, string>, number]>([
    ['a proxy of its own that says so', true, '127.0.0.1', from('127.0.0.1'), 200],
    ['not whom its own proxy saw come from elsewhere', true, '127.0.0.1', from('203.0.113.5'), 403],
    ['not another machine that says so', true, '10.0.0.7', from('127.0.0.1'), 403],
    ['not a member of a trusted network that says so', ['10.0.0.0/8'], '10.0.0.7', from('127.0.0.1'), 403],
    ['not a trusted proxy itself', ['10.0.0.0/8'], '10.0.0.7', {}, 403],
    [
      'not who came through a trusted proxy and then its own',
      ['10.0.0.0/8', '127.0.0.1'],
      '127.0.0.1',
      from('127.0.0.1', '10.0.0.7'),
      403,
    ],
    [
      'not who came by a proxy that says no address',
      true,
      '127.0.0.1',
      { 'x-forwarded-proto': 'https' },
      403,
    ],
    [
      'not whom a header speaks of that is not read',
      true,
      '127.0.0.1',
      { forwarded: 'for=203.0.113.5' },
      403,
    ],
    ['not who came by a proxy that nobody believes', false, '127.0.0.1', { 'x-forwarded-host': 'a' }, 403],
  ])('%s', async (_who, trust, peer, headers, expected) => {
    expect((await seen(trust, peer, headers)).control).toBe(expected)
  })
})

describe('what the last trusted proxy wrote is believed, never what its sender did', () => {
  test.each<[Config['trust_proxy'], string, string, string]>([
    [true, '203.0.113.5', 'real.test', 'https'],
    [1, '127.0.0.1, 203.0.113.5', 'evil.test, real.test', 'http, https'],
    [2, '127.0.0.1, 203.0.113.5, 10.0.0.8', 'evil.test, real.test, inner', 'http, https, http'],
    [2, '203.0.113.5, 10.0.0.8', 'real.test', 'https'],
    [['10.0.0.0/8'], '127.0.0.1, 203.0.113.5', 'evil.test, real.test', 'http, https'],
    [['10.0.0.0/8'], '127.0.0.1, 203.0.113.5, 10.0.0.8', 'evil.test, real.test, inner', 'http, https, http'],
  ])('with trust_proxy %j, from %s, for %s, by %s', async (trust, chain, host, scheme) => {
    const headers = { 'x-forwarded-for': chain, 'x-forwarded-host': host, 'x-forwarded-proto': scheme }
    expect(await seen(trust, '10.0.0.7', headers)).toMatchObject({
      address: '203.0.113.5',
      host: 'real.test',
      scheme: 'https',
    })
  })

  test.each(['real.test/?', 'evil@real.test', 'real.test:x', '[real.test]'])(
    'and %s, which is no host, is none',
    async (host) => {
      const headers = { 'x-forwarded-host': host, 'x-forwarded-proto': 'javascript' }
      const { host: asked, scheme } = await seen(true, '10.0.0.7', headers)
      expect([asked, scheme]).toEqual([expect.stringMatching(/^localhost:\d+$/), 'http'])
    },
  )
})
