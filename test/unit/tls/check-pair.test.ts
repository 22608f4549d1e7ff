import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { makeAuthority, makeCertificate } from '../../../src/tls/certificate.ts'
import { checkPair } from '../../../src/tls/check-pair.ts'
import { userDataFolder } from '../../../src/tls/user-data.ts'

const DAY = 24 * 3600 * 1000
const NOW = Date.UTC(2026, 10, 21)
const life = { from: NOW - DAY, until: NOW + DAY }
const authority = makeAuthority({ name: 'An authority', hosts: ['test'], ...life })
const pair = makeCertificate(
  { name: 'A server', hosts: ['hub.test', '127.0.0.1'], ...life },
  { name: 'An authority', key: createPrivateKey(authority.key) },
)
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const otherKey = String(privateKey.export({ type: 'pkcs8', format: 'pem' }))
const lockedKey = String(
  privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' }),
)
/** RSA of 1024 bits, for hub.test, until 2126. */
const weak = readFileSync(new URL('weak.pem', import.meta.url), 'utf8')

const problems = (more: Partial<typeof pair> = {}, host = 'hub.test', now = NOW) =>
  checkPair({ ...pair, ...more }, { certFile: 'hub.crt', keyFile: 'hub.key', host, now }).map(
    ({ origin, message }) => `${origin}: ${message}`,
  )

describe('a certificate and its key', () => {
  test.each(['hub.test', '127.0.0.1'])('that serve %s have no problem', (host) => {
    expect(problems({}, host)).toEqual([])
  })

  test.each([
    [
      'of another key',
      { key: otherKey },
      'hub.test',
      NOW,
      /^hub.key: it is not the private key of .*hub.crt$/,
    ],
    [
      'a locked key',
      { key: lockedKey },
      'hub.test',
      NOW,
      /^hub.key: the private key asks for a passphrase: .*openssl/,
    ],
    ['no key', { key: 'key' }, 'hub.test', NOW, /^hub.key: expected a private key in PEM/],
    ['no certificate', { cert: 'cert' }, 'hub.test', NOW, /^hub.crt: expected a certificate in PEM/],
    [
      'another name',
      {},
      'other.test',
      NOW,
      /^hub.crt: .*DNS:hub.test, IP Address:127.0.0.1, expected other.test/,
    ],
    [
      'a key too small',
      { cert: weak, key: weak },
      'hub.test',
      NOW + 2 * DAY,
      /^hub.crt: TLS refuses .*key too small/,
    ],
    [
      'a spoilt chain',
      { cert: `${pair.cert}-----BEGIN CERTIFICATE-----\nx` },
      'hub.test',
      NOW,
      /^hub.crt: TLS refuses/,
    ],
    ['another address', {}, '[::1]', NOW, /^hub.crt: .*expected \[::1\]/],
    ['too old', {}, 'hub.test', NOW + 2 * DAY, /^hub.crt: the certificate has expired on Nov 22/],
    ['too young', {}, 'hub.test', NOW - 2 * DAY, /^hub.crt: the certificate is not valid before Nov 20/],
  ])('%s: is told', (_name, more, host, now, expected) => {
    expect(problems(more, host, now)).toEqual([expect.stringMatching(expected)])
  })

  test('have all their problems told at once', () => {
    expect(problems({ key: otherKey }, 'other.test', NOW + 2 * DAY)).toHaveLength(3)
  })
})

describe('the folder where an account keeps what programs make', () => {
  test.each([
    ['linux', {}, '/home/me/.local/share/doublure'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/doublure'],
    ['linux', { XDG_DATA_HOME: '' }, '/home/me/.local/share/doublure'],
    ['darwin', { XDG_DATA_HOME: '/data' }, '/home/me/Library/Application Support/doublure'],
    ['win32', { LOCALAPPDATA: '/local' }, '/local/doublure'],
  ])('on %s with %j is %s', (platform, env, expected) => {
    expect(userDataFolder(platform, () => '/home/me', env)).toBe(expected)
  })

  const none = () => {
    throw Object.assign(new Error('no such user'), { code: 'ERR_SYSTEM_ERROR' })
  }

  test.each([
    ['linux', {}],
    ['linux', { XDG_DATA_HOME: '' }],
    ['darwin', { XDG_DATA_HOME: '/data' }],
    ['win32', {}],
  ])('on %s with %j is none for an account that has no home', (platform, env) => {
    expect(userDataFolder(platform, none, env)).toBeUndefined()
  })

  test.each([
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/doublure'],
    ['win32', { LOCALAPPDATA: '/local' }, '/local/doublure'],
  ])(
    'on %s with %j is what the variable says, for an account that has no home too',
    (platform, env, expected) => {
      expect(userDataFolder(platform, none, env)).toBe(expected)
    },
  )
})
