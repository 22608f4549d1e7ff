import { createPrivateKey, X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Network } from '../../../src/cli/network.ts'
import { makeAuthority, makeCertificate } from '../../../src/tls/certificate.ts'
import { deadNetwork, runWith } from './fake-terminal.ts'

const DAY = 24 * 3600 * 1000
const NOW = Date.UTC(2026, 10, 21)
const PUBLIC = 'http://localhost:3615'
const BACKEND = 'http://doublure:3615'
const real = 'fca.integ01.dev-agentconnect.fr'

type Origins = Readonly<Record<string, 'doublure' | 'another'>>

/** Doublure, or another program, at some origins; nobody at the others. */
const network = (origins: Origins, names: Readonly<Record<string, readonly string[]>> = {}): Network => ({
  ...deadNetwork,
  fetch: async (url) => {
    const { origin, pathname } = new URL(url)
    const who = origins[origin]
    if (who === undefined) return deadNetwork.fetch(url)
    if (who === 'another') return new Response('<h1>Hello</h1>', { status: 404 })
    if (pathname === '/livez') return Response.json({ server: 'doublure' })
    const base = `${origin}${pathname.replace('/.well-known/openid-configuration', '')}`
    const issuer = pathname.startsWith('/api/v2') ? base : `${PUBLIC}/proconnect/api/v2`
    return Response.json(
      { issuer, token_endpoint: `${base}/token` },
      { headers: { date: new Date(NOW).toUTCString() } },
    )
  },
  resolve: async (host) =>
    ({ localhost: ['127.0.0.1'], doublure: ['172.18.0.2'], ...names })[host] ?? deadNetwork.resolve(host),
})

type More = Parameters<typeof runWith>[1]
const examine = (origins: Origins, { network: other, ...more }: More = {}, ...flags: string[]) =>
  runWith(['doctor', '--hubs', 'proconnect', ...flags], {
    network: { ...network(origins), ...other },
    now: () => NOW,
    ...more,
  })

describe('doctor, where the server of a client runs', () => {
  test('takes a public address that leads nowhere from there for that of browsers alone', async () => {
    const { code, out } = await examine({ [BACKEND]: 'doublure' }, {}, '--backend', BACKEND)
    expect(out.match(/^fail.*/gm)).toBeNull()
    expect(out).toContain(`note  ${PUBLIC}: nobody answers from here, and only browsers come by it`)
    expect(out).toContain(`proconnect: by ${BACKEND} the issuer is the same`)
    expect(code).toBe(0)
  })

  test('says that nothing answers when neither address does', async () => {
    const { code, out } = await examine({}, {}, '--backend', BACKEND)
    expect(out.match(/^fail.*is Doublure started/gm)).toHaveLength(2)
    expect(code).toBe(1)
  })

  test('does not take another program at the public address for nobody', async () => {
    const origins = { [BACKEND]: 'doublure', [PUBLIC]: 'another' } as const
    const { code, out } = await examine(origins, {}, '--backend', BACKEND)
    expect(out).toMatch(/fail .* answered 404, expected 200/)
    expect(code).toBe(1)
  })
})

describe('doctor, for a container', () => {
  const machine = 'http://host.docker.internal:3615/proconnect/api/v2/.well-known/openid-configuration'

  test('says how a server there reaches a Doublure that runs beside the containers', async () => {
    const { out } = await examine({ [PUBLIC]: 'doublure' })
    expect(out).toContain(`  ${machine}\n`)
    expect(out).toMatch(
      /extra_hosts: \["host\.docker\.internal:host-gateway"\].*started with --host 0\.0\.0\.0/,
    )
    const open = await examine({ [PUBLIC]: 'doublure' }, {}, '--host', '0.0.0.0')
    expect(open.out).toContain('extra_hosts')
    expect(open.out).not.toContain('--host 0.0.0.0')
  })

  test('names no port that is the usual one', async () => {
    const { out } = await examine({ 'http://localhost': 'doublure' }, {}, '--port', '80')
    expect(out).toContain('  http://doublure/proconnect/api/v2/.well-known/openid-configuration\n')
  })
})

describe('the settings that doctor prints', () => {
  test('send browsers to Doublure, whatever issuer was set', async () => {
    const files = { 'doublure.yaml': 'hubs: [{ id: proconnect, issuer: "https://fca.example/api/v2" }]' }
    const { out } = await runWith(['doctor'], { network: network({}), now: () => NOW, files })
    expect(out).toContain('issuer, to compare          https://fca.example/api/v2\n')
    expect(out).toContain(`browser, sent to            ${PUBLIC}/proconnect/api/v2/authorize and`)
  })

  test('are those of a hub’s own name too, where that leads to Doublure', async () => {
    const base = `http://${real}:3615`
    const origins = { [PUBLIC]: 'doublure', [base]: 'doublure' } as const
    const { out } = await examine(origins, { network: network(origins, { [real]: ['172.18.0.2'] }) })
    expect(out).toContain(
      [
        `  proconnect, where browser and server both come by ${base}`,
        `    issuer, to compare          ${base}/api/v2`,
        `    browser, sent to            ${base}/api/v2/authorize and ${base}/api/v2/session/end`,
        `    server, discovery           ${base}/api/v2/.well-known/openid-configuration`,
      ].join('\n'),
    )
    expect(out).toContain('Settings of your client:\n')
  })

  test('are said to hold once what failed is mended', async () => {
    const { out } = await examine({})
    expect(out).toContain('Settings of your client, once what failed above is mended:\n')
  })
})

describe('doctor, where localhost leads to two addresses', () => {
  const places = (origins: Origins) =>
    examine(
      { ...origins, [PUBLIC]: 'doublure' },
      {
        network: network({ ...origins, [PUBLIC]: 'doublure' }, { localhost: ['::1', '127.0.0.1'] }),
      },
    )

  test('says which clients do not get past the first', async () => {
    const { code, out } = await places({ 'http://127.0.0.1:3615': 'doublure' })
    expect(out).toMatch(
      /note {2}localhost leads first to ::1, where nobody listens: .* http:\/\/127\.0\.0\.1:3615/,
    )
    expect(code).toBe(0)
  })

  test('tells another program at one of them', async () => {
    const { code, out } = await places({
      'http://[::1]:3615': 'another',
      'http://127.0.0.1:3615': 'doublure',
    })
    expect(out).toContain('fail  localhost leads to ::1 too, where another program answers')
    expect(out).toContain('stop what listens at http://[::1]:3615')
    expect(code).toBe(1)
  })

  test.each([
    [{ 'http://[::1]:3615': 'doublure', 'http://127.0.0.1:3615': 'doublure' }],
    [{ 'http://[::1]:3615': 'doublure' }],
  ] as const)('has nothing to say of %j', async (origins) => {
    expect((await places(origins)).out).not.toContain('leads')
  })
})

describe('doctor, beside a proxy', () => {
  test.each([
    [{ http_proxy: 'http://proxy:3128' }, /note {2}http_proxy is set: .* asks that proxy for localhost/],
    [{ ALL_PROXY: 'http://proxy:3128', NO_PROXY: 'example.org' }, /note {2}ALL_PROXY is set/],
  ])('says with %j that clients may ask it for this machine', async (env, text) => {
    const { code, out } = await examine({ [PUBLIC]: 'doublure' }, { env })
    expect(out).toMatch(text)
    expect(code).toBe(0)
  })

  test.each([
    {},
    { https_proxy: 'http://proxy:3128' },
    ...['localhost', '*', 'a.test, localhost:3615', '.localhost'].map((no_proxy) => ({
      http_proxy: 'http://proxy:3128',
      no_proxy,
    })),
  ])('says nothing with %j', async (env) => {
    expect((await examine({ [PUBLIC]: 'doublure' }, { env })).out).not.toContain('asks that proxy')
  })
})

test('doctor tells a Doublure that runs, and listens where its public address does not lead', async () => {
  const origins = { 'http://[::1]:3615': 'doublure' } as const
  const heard = { ...network(origins), tryListening: async () => 'EADDRINUSE' }
  const { code, out } = await examine(origins, { network: heard }, '--host', '::1')
  expect(out).toContain('ok    port 3615 of ::1: Doublure listens there')
  expect(out).toContain(`fail  Doublure runs here and listens on ::1, where ${PUBLIC} does not lead`)
  expect(code).toBe(1)
  expect((await examine({}, { network: heard })).out).not.toContain('runs here')
})

test('doctor says of a given certificate that is not trusted who signed it, and where its chain goes', async () => {
  const life = { from: NOW - DAY, until: NOW + 90 * DAY }
  const authority = makeAuthority({ name: 'An authority', hosts: ['localhost'], ...life })
  const issuer = { name: 'An authority', key: createPrivateKey(authority.key) }
  const { cert, key } = makeCertificate({ name: 'A server', hosts: ['localhost'], ...life }, issuer)
  const shown = { names: 'DNS:localhost', until: life.until, raw: new X509Certificate(cert).raw }
  const refusedAs = (refused: string) =>
    examine(
      {},
      {
        files: { 'hub.crt': cert, 'hub.key': key },
        network: { ...network({}), certificate: async () => ({ ...shown, refused }) },
      },
      ...['--tls-cert', 'hub.crt', '--tls-key', 'hub.key'],
    )
  const { out } = await refusedAs('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
  expect(out).toMatch(
    /what clients must trust is who signed it, CN=An authority: .* follow the first in \S+hub\.crt/,
  )
  expect(out).not.toContain('doublure ca')
  const elsewhere = await examine(
    {},
    {
      network: {
        ...network({}),
        certificate: async () => ({ ...shown, refused: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }),
      },
    },
    ...['--public-url', 'https://localhost'],
  )
  expect(elsewhere.out).toMatch(/who signed it, CN=An authority: .* where TLS ends/)
  const misnamed = await refusedAs('ERR_TLS_CERT_ALTNAME_INVALID')
  expect(misnamed.out).toMatch(/or put one for localhost too in \S+hub\.crt/)
})

test('doctor tells a Doublure that speaks the other scheme from another program', async () => {
  const origins = { 'https://127.0.0.1:3615': 'doublure' } as const
  const { out } = await examine(origins, {
    network: { ...network(origins), tryListening: async () => 'EADDRINUSE' },
  })
  expect(out).toMatch(
    /fail {2}port 3615 of 127\.0\.0\.1: Doublure listens there by https, and it does not speak http .*give doctor the settings/,
  )
})
