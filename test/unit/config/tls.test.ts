import { createPrivateKey } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { configJsonSchema } from '../../../src/config/config-json-schema.ts'
import { makeAuthority, makeCertificate } from '../../../src/tls/certificate.ts'
import { load } from './load.ts'

const DAY = 24 * 3600 * 1000
const NOW = Date.UTC(2026, 10, 21)
const life = { from: NOW - DAY, until: NOW + DAY }
const authority = makeAuthority({ name: 'An authority', hosts: ['localhost'], ...life })
const pair = makeCertificate(
  { name: 'A server', hosts: ['localhost'], ...life },
  { name: 'An authority', key: createPrivateKey(authority.key) },
)

const userData = '/home/dev/.local/share/doublure'
const loadTls = (yaml: string, more: Parameters<typeof load>[0] = {}) =>
  load({
    userData,
    now: () => NOW,
    ...more,
    files: {
      'doublure.yaml': yaml,
      'tls/hub.crt': pair.cert,
      'tls/hub.key': pair.key,
      'empty.key': '',
      ...more.files,
    },
  })

describe('https', () => {
  test('is not served unless it is asked for', async () => {
    const { config } = await loadTls('port: 4000')
    expect(config).toMatchObject({ public_url: 'http://localhost:4000' })
    expect(config).not.toHaveProperty('tls')
  })

  test.each([
    ['tls: auto', { flags: { tls: 'off' } }],
    ['tls: { auto: true, port: 8443, names: [hub] }', { flags: { tls: 'off' } }],
    ['tls: { auto: true, port: 8443 }', { env: { DOUBLURE_TLS: 'no' } }],
    ['tls: auto', { env: { DOUBLURE_TLS_PORT: '8443' }, flags: { tls: 'off' } }],
    ['tls: { cert: tls/hub.crt, key: tls/hub.key, port: 8443 }', { flags: { tls: 'off' } }],
  ])('is turned off, with all that was said of it before: %s, then %j', async (yaml, sources) => {
    const { config, problems, merged } = await loadTls(yaml, sources)
    expect(problems).toEqual([])
    expect(config).not.toHaveProperty('tls')
    expect(config?.public_url).toBe('http://localhost:3615')
    expect(merged.originAt(['tls', 'port'])).toBe('default')
  })

  test('alone, makes the public address of it', async () => {
    const { config } = await loadTls('{ port: 4000, tls: auto }')
    expect(config).toMatchObject({
      public_url: 'https://localhost:4000',
      tls: { folder: `${userData}/tls`, names: [] },
    })
  })

  test('on a port of its own, leaves plain http on the other', async () => {
    const { config, warnings } = await loadTls('tls: { auto: true, port: 443 }')
    expect(config).toMatchObject({ port: 3615, public_url: 'https://localhost', tls: { port: 443 } })
    expect(warnings).toEqual([])
  })

  test('keeps its authority in data_dir when there is one', async () => {
    const { config } = await loadTls('{ tls: auto, data_dir: ./state }')
    expect(config?.tls).toMatchObject({ folder: '/home/dev/service/state/tls' })
  })

  test.each([
    [{ flags: { tls: 'auto', 'tls-port': '0', 'tls-names': 'hub,10.0.0.9' } }],
    [{ env: { DOUBLURE_TLS: 'auto', DOUBLURE_TLS_PORT: '0', DOUBLURE_TLS_NAMES: 'hub,10.0.0.9' } }],
    [{ options: { tls: { auto: true, port: 0, names: ['hub', '10.0.0.9'] } } }],
  ])('is said by flags, variables and options alike: %j', async (sources) => {
    const { config } = await loadTls('log: line', sources)
    expect(config?.tls).toEqual({ folder: `${userData}/tls`, names: ['hub', '10.0.0.9'], port: 0 })
    expect(config).not.toHaveProperty('public_url')
  })

  test('goes member by member from one source to the next', async () => {
    const { config, merged } = await loadTls('tls: auto', { env: { DOUBLURE_TLS_PORT: '8443' } })
    expect(config?.tls).toMatchObject({ folder: `${userData}/tls`, port: 8443 })
    expect(merged.originAt(['tls', 'auto'])).toBe('doublure.yaml:1')
    expect(merged.originAt(['tls', 'port'])).toBe('DOUBLURE_TLS_PORT')
  })

  test('takes files beside the one that names them, and knows where to find what renews them', async () => {
    const { config, problems } = await loadTls('tls: { cert: tls/hub.crt, key: tls/hub.key }')
    expect(problems).toEqual([])
    const files = { certFile: '/home/dev/service/tls/hub.crt', keyFile: '/home/dev/service/tls/hub.key' }
    expect(config?.tls).toEqual({ ...pair, ...files, host: 'localhost' })
  })

  test.each([
    ['tls: yes', /^doublure.yaml:1: tls: "yes" was given, expected auto, or a mapping/],
    ['tls: { prt: 443 }', /^doublure.yaml:1: unknown key "tls.prt".*port/],
    ['tls: { port: 443 }', /neither auto nor a certificate was given/],
    ['tls: { cert: tls/hub.crt }', /cert was given alone, expected cert and key/],
    ['tls: { auto: true, cert: tls/hub.crt, key: tls/hub.key }', /auto and a certificate were given/],
    ['tls: { auto: true, port: 3615 }', /3615 is the port of plain http too/],
    [
      'tls: { auto: true, names: [https://hub] }',
      /tls.names.0: "https:\/\/hub" was given, expected a host name/,
    ],
    ['tls: { cert: tls/hub.crt, key: gone.key }', /tls.key: cannot read gone.key: it does not exist/],
    ['tls: { cert: tls/hub.crt, key: empty.key }', /^empty.key: expected a private key in PEM/],
    [
      '{ tls: { cert: tls/hub.crt, key: tls/hub.key }, public_url: "https://hub.test" }',
      /^tls.hub.crt: the certificate is for DNS:localhost, expected hub.test, the host of public_url/,
    ],
  ])('refuses %s', async (yaml, expected) => {
    const { problems, config } = await loadTls(yaml)
    expect(config).toBeUndefined()
    expect(problems.map(({ origin, message }) => `${origin}: ${message}`)).toEqual([
      expect.stringMatching(expected),
    ])
  })

  test('says which word the flag takes', async () => {
    const { problems } = await loadTls('log: line', { flags: { tls: 'sometimes' } })
    expect(problems).toEqual([
      { origin: '--tls', message: expect.stringContaining('"sometimes" was given, expected auto') },
    ])
  })

  test('needs a folder for its authority', async () => {
    const { problems } = await load({ files: { 'doublure.yaml': 'tls: auto' } })
    expect(problems).toEqual([
      { origin: 'doublure.yaml:1', message: expect.stringContaining('set data_dir') },
    ])
  })

  test.each([
    [{ flags: { tls: 'auto', port: '4983' } }, '--tls'],
    [
      { env: { DOUBLURE_TLS: 'auto', DOUBLURE_PORT: '4983', DOUBLURE_TLS_PORT: '4983' } },
      'DOUBLURE_TLS_PORT',
    ],
    [{ flags: { port: '4983', 'tls-names': 'hub' } }, '--tls-names'],
    [{ flags: { port: '4983', 'tls-cert': 'tls/hub.crt' } }, '--tls-cert'],
    [{ flags: { port: '4983', 'tls-key': 'tls/hub.key' } }, '--tls-key'],
    [
      {
        files: { 'doublure.yaml': 'tls: { auto: true, port: 8443 }' },
        flags: { tls: 'off', 'tls-port': '4983' },
      },
      '--tls',
    ],
    [{ env: { DOUBLURE_TLS: 'off' }, flags: { 'tls-port': '4983' } }, 'DOUBLURE_TLS'],
  ])('names the setting that a problem is of, whatever was said beside it: %j', async (sources, origin) => {
    const { problems } = await load(sources)
    expect(problems).toEqual([{ origin, message: expect.stringContaining('tls') }])
  })

  test('warns of a public address that nobody answers', async () => {
    const { warnings } = await loadTls('{ tls: auto, public_url: "http://localhost:3615" }')
    expect(warnings).toEqual([
      { origin: 'public_url', message: expect.stringContaining('speaks https alone') },
    ])
  })
})

test('editors know both ways to write it', () => {
  const { properties } = configJsonSchema(['proconnect']) as {
    properties: { tls: { description: string; anyOf: [object, { properties: object }] } }
  }
  const [short, long] = properties.tls.anyOf
  expect(short).toEqual({ const: 'auto' })
  expect(Object.keys(long.properties)).toEqual(['auto', 'cert', 'key', 'port', 'names'])
  expect(properties.tls.description).toContain('https')
})

describe('whom to believe about X-Forwarded-*', () => {
  test.each([
    ['trust_proxy: true', true],
    ['trust_proxy: 2', 2],
    ['trust_proxy: [10.0.0.0/8, "fd00::/8", 192.0.2.7]', ['10.0.0.0/8', 'fd00::/8', '192.0.2.7']],
  ])('%s', async (yaml, expected) => {
    expect((await load({ files: { 'doublure.yaml': yaml } })).config?.trust_proxy).toEqual(expected)
  })

  test.each([
    ['on', true],
    ['0', false],
    ['2', 2],
    ['10.0.0.0/8, 192.0.2.7', ['10.0.0.0/8', '192.0.2.7']],
  ])('DOUBLURE_TRUST_PROXY=%s', async (text, expected) => {
    expect((await load({ env: { DOUBLURE_TRUST_PROXY: text } })).config?.trust_proxy).toEqual(expected)
  })

  test.each(['0', '[]', '[10.0.0.0/33]', '[proxy.test]', 'everyone'])(
    'trust_proxy: %s is refused',
    async (yaml) => {
      const { problems } = await load({ files: { 'doublure.yaml': `trust_proxy: ${yaml}` } })
      expect(problems).toEqual([
        {
          origin: 'doublure.yaml:1',
          message: expect.stringMatching(/trust_proxy.*expected true, a number of proxies/),
        },
      ])
    },
  )
})
