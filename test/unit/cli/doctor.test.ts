import { describe, expect, test } from 'vitest'
import type { Network } from '../../../src/cli/network.ts'
import { deadNetwork, runWith } from './fake-terminal.ts'

const NOW = Date.UTC(2026, 10, 21)
const AT_LOCALHOST = 'http://localhost:3615/proconnect/api/v2'

/** A Doublure that runs: it names its issuer and tells its time. */
const running = ({ issuer = AT_LOCALHOST, skew = 0 } = {}): Network => ({
  ...deadNetwork,
  ...deadNetwork,
  fetch: async () =>
    Response.json(
      { issuer, token_endpoint: `${issuer}/token` },
      { headers: { date: new Date(NOW - skew * 1000).toUTCString() } },
    ),
  resolve: async (host) =>
    host === 'localhost' || host === 'hubs.test' ? ['127.0.0.1'] : deadNetwork.resolve(host),
  tryListening: async () => 'EADDRINUSE',
})

const examine = (network: Network, more: Parameters<typeof runWith>[1] = {}, ...flags: string[]) =>
  runWith(['doctor', '--hubs', 'proconnect', ...flags], { network, now: () => NOW, ...more })

describe('doctor', () => {
  test('finds nothing wrong where everything answers', async () => {
    const { code, out, err } = await examine(running())
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.split('\n').slice(0, 6)).toEqual([
      'ok    Node 24.1.0',
      'ok    configuration: command line',
      'ok    port 3615 of 127.0.0.1: Doublure listens there',
      'ok    localhost resolves to 127.0.0.1',
      `ok    proconnect: discovery answers, its issuer is ${AT_LOCALHOST}`,
      'ok    clock: as that of the hubs',
    ])
  })

  test('prints the settings of the browser’s side and of the server’s side', async () => {
    const { out } = await examine(running())
    expect(out).toContain(`issuer, to compare          ${AT_LOCALHOST}\n`)
    expect(out).toContain(
      `browser, sent to            ${AT_LOCALHOST}/authorize and ${AT_LOCALHOST}/session/end\n`,
    )
    expect(out).toContain(`server, discovery           ${AT_LOCALHOST}/.well-known/openid-configuration\n`)
    expect(out).toContain('http://doublure:3615/proconnect/api/v2/.well-known/openid-configuration')
  })

  test('says that localhost is another machine in a container', async () => {
    const { out } = await examine(running(), { files: { '/.dockerenv': '' } })
    expect(out).toContain('This is a container: localhost is the container itself')
  })

  test('gives no advice about localhost when the public address is another', async () => {
    const issuer = 'http://hubs.test:3615/proconnect/api/v2'
    const { code, out } = await examine(running({ issuer }), {}, '--public-url', 'http://hubs.test:3615')
    expect(code).toBe(0)
    expect(out).not.toContain('container')
  })

  test('tells a Doublure that is not started from one that runs elsewhere', async () => {
    const { code, out } = await examine(deadNetwork)
    expect(code).toBe(1)
    expect(out).toContain('note  port 3615 of 127.0.0.1 is free')
    expect(out).toContain('fail  localhost, the name in public_url, does not resolve here (ENOTFOUND)')
    expect(out).not.toContain('is Doublure started?')
    expect(out).toContain('note  clock: no hub answered')
    const stopped = await examine({ ...deadNetwork, resolve: async () => ['127.0.0.1'] })
    expect(stopped.out).toMatch(
      /fail {2}proconnect: .* cannot be read \(ECONNREFUSED\): is Doublure started\?/,
    )
    const elsewhere = await examine({ ...running(), tryListening: async () => undefined })
    expect(elsewhere.code).toBe(0)
  })

  test('tells that something else holds the port', async () => {
    const { code, out } = await examine({
      ...running(),
      fetch: async () => new Response('', { status: 404 }),
    })
    expect(code).toBe(1)
    expect(out).toMatch(/fail {2}port 3615 of 127\.0\.0\.1 is taken by something else: \S+ answered 404/)
    const mute = await examine({ ...running(), fetch: deadNetwork.fetch })
    expect(mute.out).toContain(
      'fail  port 3615 of 127.0.0.1 is taken by something else: it does not speak http (ECONNREFUSED)',
    )
    const held = await examine({
      ...running(),
      fetch: deadNetwork.fetch,
      holderOf: async () => 'nginx (process 12)',
    })
    expect(held.out).toContain('is taken by nginx (process 12): it does not speak http')
  })

  test('tells an issuer that is not the one of the configuration', async () => {
    const { code, out } = await examine(running({ issuer: 'http://other/proconnect/api/v2' }))
    expect(code).toBe(1)
    expect(out).toMatch(
      /fail {2}proconnect: the issuer is "http:\/\/other\/proconnect\/api\/v2", expected http:\/\/localhost/,
    )
  })

  test.each([
    [10, 'note', 0],
    [120, 'fail', 1],
  ])('judges a clock that is %i seconds late: %s', async (skew, verdict, expected) => {
    const { code, out } = await examine(running({ skew }))
    expect(code).toBe(expected)
    expect(out).toContain(`${verdict}  clock: ${skew} s away`)
  })

  test.each(['20.20.2', '22.11.0'])('refuses Node %s', async (nodeVersion) => {
    const { code, out } = await examine(running(), { nodeVersion })
    expect(code).toBe(1)
    expect(out).toContain(`fail  Node ${nodeVersion}`)
  })

  test('accepts the oldest Node that runs Doublure', async () => {
    expect((await examine(running(), { nodeVersion: '22.12.0' })).code).toBe(0)
  })

  test('stops at a configuration with problems, after naming them all', async () => {
    const { code, err } = await examine(running(), {}, '--port', 'x', '--log', 'xml')
    expect(code).toBe(1)
    expect(err).toMatch(/--port: .*\n--log: .*\n2 problems/)
  })

  test('cannot look for a Doublure on a port that nobody knows', async () => {
    const { code, out } = await examine(running(), {}, '--port', '0')
    expect(code).toBe(1)
    expect(out).toContain('fail  port 0')
  })
})
