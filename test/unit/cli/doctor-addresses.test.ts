import { describe, expect, test } from 'vitest'
import type { ShownCertificate } from '../../../src/cli/fetch-over-tls.ts'
import type { Network } from '../../../src/cli/network.ts'
import { deadNetwork, runWith } from './fake-terminal.ts'

const NOW = Date.UTC(2026, 10, 21)
const DAY = 24 * 3600 * 1000
const PUBLIC = 'http://localhost:3615'
const BACKEND = 'http://doublure:3615'
const issuer = `${PUBLIC}/proconnect/api/v2`

/** Doublure at the public address and at others; each name has its address. */
const running = (names: Record<string, string> = {}, publicUrl = PUBLIC): Network => ({
  ...deadNetwork,
  fetch: async (url) => {
    const { origin, pathname } = new URL(url)
    const base = `${origin}${pathname.replace('/.well-known/openid-configuration', '')}`
    const isOwn = pathname.startsWith('/api/v2')
    return Response.json(
      { issuer: isOwn ? base : `${publicUrl}/proconnect/api/v2`, token_endpoint: `${base}/token` },
      { headers: { date: new Date(NOW).toUTCString() } },
    )
  },
  resolve: async (host) => {
    const address = { localhost: '127.0.0.1', doublure: '172.18.0.2', ...names }[host]
    return address === undefined ? deadNetwork.resolve(host) : [address]
  },
  tryListening: async () => 'EADDRINUSE',
})

const examine = (network: Network, ...flags: string[]) =>
  runWith(['doctor', '--hubs', 'proconnect', ...flags], { network, now: () => NOW })

describe('doctor, told how a server reaches Doublure', () => {
  test('looks at that address too, and gives the settings of each side', async () => {
    const { code, out } = await examine(running(), '--backend', `${BACKEND}/`)
    expect(code).toBe(0)
    expect(out).toContain('ok    doublure resolves to 172.18.0.2')
    expect(out).toContain(
      `ok    proconnect: by ${BACKEND} the issuer is the same, and tokens are asked at ${BACKEND}/proconnect/api/v2/token`,
    )
    expect(out).toContain(`browser, sent to            ${issuer}/authorize`)
    expect(out).toContain(
      `server, discovery           ${BACKEND}/proconnect/api/v2/.well-known/openid-configuration\n`,
    )
    const back = `${BACKEND}/proconnect/api/v2`
    expect(out).toContain(`server, or one by one       ${back}/token, ${back}/userinfo and ${back}/jwks\n`)
    expect(out).toContain('is given them one by one')
  })

  test('says that its name means nothing here', async () => {
    const { code, out } = await examine(running(), '--backend', 'http://elsewhere:3615')
    expect(code).toBe(1)
    expect(out).toContain('fail  elsewhere, the name in --backend, does not resolve here (ENOTFOUND)')
    expect(out.match(/^fail/gm)).toHaveLength(1)
  })

  test.each([[BACKEND], [PUBLIC]])(
    'tells a proxy at %s that hides the address it was asked by',
    async (at) => {
      const hiding: Network = {
        ...running(),
        fetch: async (url) =>
          new URL(url).origin === at
            ? Response.json({ issuer, token_endpoint: 'http://10.0.0.3/proconnect/api/v2/token' })
            : running().fetch(url, {}),
      }
      const { code, out } = await examine(hiding, '--backend', BACKEND)
      expect(code).toBe(1)
      expect(out.match(/^fail.*/gm)).toEqual([
        expect.stringMatching(
          `proconnect: by ${at} the token endpoint is http://10\\.0\\.0\\.3/.*: a proxy there .* trust_proxy`,
        ),
      ])
    },
  )

  test('takes the public address for itself, its usual port said or not', async () => {
    const network = running({ 'hub.test': '172.18.0.2' }, 'http://hub.test')
    const flags = ['--public-url', 'http://hub.test', '--backend', 'http://Hub.test:80']
    const { code, out } = await examine(network, ...flags, '--issuer', 'http://hub.test:80/proconnect/api/v2')
    expect(out.match(/hub\.test resolves to/g)).toHaveLength(1)
    expect(out).not.toContain('server, or one by one')
    expect(out.match(/^fail.*/gm)).toEqual([expect.stringContaining('compared letter by letter')])
    expect(code).toBe(1)
  })

  test.each(['doublure', 'http://doublure:3615/proconnect', 'ftp://doublure', 'http://doublure:99999'])(
    'refuses %s',
    async (address) => {
      expect(await examine(running(), '--backend', address)).toMatchObject({
        code: 2,
        err: expect.stringContaining('--backend takes an address such as http://doublure:3615'),
      })
    },
  )
})

describe('doctor, told what the client expects', () => {
  test.each([
    [issuer, 0, /ok {4}your client expects .*: proconnect says the same/],
    [`${issuer}/`, 1, /compared letter by letter, set the client to the second/],
    [`${issuer}/.well-known/openid-configuration`, 1, /compared letter by letter/],
    [
      `${PUBLIC}/proconnect`,
      1,
      /the beginning of what proconnect says: set the client to http:\/\/localhost:3615\/proconnect\/api\/v2\n/,
    ],
    [
      'http://doublure:3615/proconnect/api/v2',
      1,
      /set the client's issuer to the second, and let it read discovery at http:\/\/localhost:3615\/\S+; or start Doublure with --public-url http:\/\/doublure:3615/,
    ],
    ['https://proconnect.example', 1, /which no hub says: http:\/\/localhost:3615\/proconnect/],
  ])('%s: exits with %i', async (expected, code, text) => {
    const examined = await examine(running(), '--issuer', expected)
    expect(examined.code).toBe(code)
    expect(examined.out).toMatch(text)
  })

  test('accepts the name of a real hub that leads to the double from here', async () => {
    const network = running({ 'fca.integ01.dev-agentconnect.fr': '172.18.0.2' })
    const base = 'http://fca.integ01.dev-agentconnect.fr:3615'
    const { code, out } = await examine(network, '--issuer', `${base}/api/v2`)
    expect(code).toBe(0)
    expect(out).toContain('fca.integ01.dev-agentconnect.fr, a name of proconnect, resolves to 172.18.0.2')
    expect(out).toContain(`proconnect: discovery answers, its issuer is ${base}/api/v2`)
    expect(out).toMatch(/your client expects .*: proconnect says so to whom comes by that name/)
    const spelled = await examine(network, '--issuer', `${base}/api/v2/`)
    expect(spelled.out).toContain(`proconnect says ${base}/api/v2: issuers are compared letter by letter`)
  })

  const real = 'https://fca.integ01.dev-agentconnect.fr/api/v2'
  const franceConnect = 'https://fcp-low.integ01.dev-franceconnect.fr/api/v2'
  test.each([
    [real, {}, /it does not resolve here: make it an alias .*; or set the client to http:\/\/localhost:3615/],
    [
      real,
      { 'fca.integ01.dev-agentconnect.fr': '185.24.186.1' },
      /it leads from here to 185\.24\.186\.1, the real hub: make it an alias of Doublure .* hosts file/,
    ],
    [
      real,
      { 'fca.integ01.dev-agentconnect.fr': '172.18.0.2' },
      /leads here, to 172\.18\.0\.2, where it says http:\/\/fca\S+:3615\/api\/v2: .*--tls-port/,
    ],
    [franceConnect, {}, /is a name of franceconnect, which is not served here: add it to hubs/],
  ])('says of %s whose name it is and where it leads: %j', async (expected, names, text) => {
    const { code, out } = await examine(running(names), '--issuer', expected)
    expect(code).toBe(1)
    expect(out).toContain(`fail  your client expects ${expected}: ${new URL(expected).host} is a name of `)
    expect(out).toMatch(text)
  })

  test('asks nothing of a real hub', async () => {
    const asked: string[] = []
    const network = running({ 'fca.integ01.dev-agentconnect.fr': '185.24.186.1' })
    const { out } = await examine({
      ...network,
      fetch: (url, options) => {
        asked.push(new URL(url).hostname)
        return network.fetch(url, options)
      },
    })
    expect(new Set(asked)).toEqual(new Set(['localhost', '127.0.0.1']))
    expect(out).not.toContain('fca.integ01')
  })
})

describe('doctor, over https', () => {
  const url = 'https://localhost:3615'
  const shown = (more: Partial<ShownCertificate> = {}): Network => ({
    ...running({}, url),
    certificate: async () => ({
      names: 'DNS:hub.test',
      until: NOW + 90 * DAY,
      raw: new Uint8Array(),
      ...more,
    }),
  })

  test.each([
    [{}, 0, /ok {4}https:\/\/localhost:3615: its certificate is trusted here, until 2027-02-19/],
    [{ until: NOW + 9 * DAY }, 0, /note {2}.* trusted here, until 2026-11-30/],
    [
      { refused: 'CERT_HAS_EXPIRED', until: NOW - DAY },
      1,
      /fail .* has expired on 2026-11-20: restart Doublure/,
    ],
    [
      { refused: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      1,
      /fail .* is for DNS:hub.test: .*add localhost to tls.names/,
    ],
    [
      { refused: 'SELF_SIGNED_CERT_IN_CHAIN' },
      1,
      /fail .* is not trusted here \(SELF_SIGNED.*"doublure ca --only pem"/,
    ],
  ])('%j: exits with %i', async (more, code, text) => {
    const examined = await examine(shown(more), '--tls', 'auto')
    expect(examined.code).toBe(code)
    expect(examined.out).toMatch(text)
    expect(examined.out).toContain('"doublure ca" says how')
  })

  test('says that nobody speaks TLS where it should', async () => {
    const { code, out } = await examine({ ...shown(), certificate: deadNetwork.certificate }, '--tls', 'auto')
    expect(code).toBe(1)
    expect(out).toContain(`fail  ${url}: nobody speaks TLS there (ECONNREFUSED)`)
  })

  test('looks at both ports where both schemes are served', async () => {
    const network = { ...running({}, 'https://localhost:3616'), certificate: shown().certificate }
    const { out } = await examine(network, '--tls', 'auto', '--tls-port', '3616')
    expect(out).toContain('ok    port 3615 of 127.0.0.1: Doublure listens there')
    expect(out).toContain('ok    port 3616 of 127.0.0.1: Doublure listens there')
  })
})
