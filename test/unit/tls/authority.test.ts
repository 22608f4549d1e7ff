import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openAuthority } from '../../../src/tls/authority.ts'
import { openCertificate } from '../../../src/tls/open-certificate.ts'

const DAY = 24 * 3600 * 1000
const NOW = Date.UTC(2026, 10, 21)
const hosts = ['localhost', '127.0.0.1', 'fcp-low.sbx.dev-franceconnect.fr']

let parent = ''
let folder = ''
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'doublure-tls-'))
  folder = join(parent, 'made', 'on', 'the', 'way')
})
afterEach(() => rmSync(parent, { recursive: true }))

const otherKey = String(
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
)

const mode = (name: string) => statSync(join(folder, name)).mode & 0o777

describe('the local authority', () => {
  test('is made once, its key readable by its owner alone', async () => {
    const made = await openAuthority(folder, hosts, NOW)
    expect(made.path).toBe(join(folder, 'ca.pem'))
    expect(mode('ca-key.pem')).toBe(0o600)
    expect(readFileSync(made.path, 'utf8')).toBe(made.cert)
    expect(await openAuthority(folder, hosts, NOW + 365 * DAY)).toEqual(made)
    expect(readdirSync(join(folder, '..'))).toEqual(['way'])
  })

  test('is the same for servers that start at once', async () => {
    const opened = await Promise.all(Array.from({ length: 8 }, () => openCertificate(folder, hosts, NOW)))
    expect(new Set(opened.map(({ authority }) => authority)).size).toBe(1)
    for (const { cert, authority } of opened)
      expect(new X509Certificate(cert).verify(new X509Certificate(authority).publicKey)).toBe(true)
  })

  test('is replaced once at a time by servers that start at once with other hosts, and vouches for all in the end', async () => {
    const names = ['one.acme.fr', 'two.acme.fr', 'three.acme.fr', 'four.acme.fr']
    await openCertificate(folder, hosts, NOW)
    const opened = await Promise.all(names.map((name) => openCertificate(folder, [...hosts, name], NOW)))
    for (const { cert, authority } of opened)
      expect(new X509Certificate(cert).verify(new X509Certificate(authority).publicKey)).toBe(true)
    const last = await openAuthority(folder, hosts, NOW)
    expect(last.hosts).toEqual(expect.arrayContaining(names))
    expect(opened.map(({ authority }) => authority)).toContain(last.cert)
    expect(readdirSync(join(folder, '..'))).toEqual(['way'])
    expect(
      readdirSync(folder)
        .filter((name) => !name.startsWith('server-'))
        .sort(),
    ).toEqual(['ca-hosts.json', 'ca-key.pem', 'ca.pem'])
    const again = await Promise.all(names.map((name) => openCertificate(folder, [...hosts, name], NOW)))
    for (const { authority } of again) expect(authority).toBe(last.cert)
  })

  test('vouches for names that belong to nobody, and those it was made for', async () => {
    const first = await openAuthority(folder, hosts, NOW)
    const more = ['hub.test', 'fd00::1', '172.20.0.2', 'below.localhost']
    expect(await openAuthority(folder, more, NOW)).toEqual(first)
  })

  test('is made again for a name that it may not vouch for, the former ones kept', async () => {
    const first = await openAuthority(folder, hosts, NOW)
    const second = await openAuthority(folder, ['agents.dev.acme.fr', '203.0.113.9'], NOW)
    expect(second.cert).not.toBe(first.cert)
    expect(second.hosts).toEqual(
      expect.arrayContaining([...hosts.slice(2), 'agents.dev.acme.fr', '203.0.113.9']),
    )
    expect(second.replaced).toBe(true)
    expect(await openAuthority(folder, hosts, NOW)).toEqual({ ...second, replaced: undefined })
  })

  test('is made again before it ends', async () => {
    const first = await openAuthority(folder, hosts, NOW)
    expect((await openAuthority(folder, hosts, NOW + 3300 * DAY)).cert).not.toBe(first.cert)
  })

  test('says which folder cannot be used', async () => {
    writeFileSync(join(parent, 'file'), '')
    await expect(openAuthority(join(parent, 'file', 'tls'), hosts, NOW)).rejects.toThrow(
      /auto keeps its authority in .*file.tls, which cannot be used: ENOTDIR.*data_dir/,
    )
  })

  test('is told to be trusted anew where it stands in the place of another', async () => {
    expect(await openCertificate(folder, hosts, NOW)).not.toHaveProperty('notice')
    const other = await openCertificate(folder, [...hosts, 'agents.acme.fr'], NOW)
    expect(other.notice?.message).toContain(`must trust ${join(folder, 'ca.pem')} too`)
    expect(await openCertificate(folder, [...hosts, 'agents.acme.fr'], NOW)).not.toHaveProperty('notice')
  })

  test('takes its key from who else may read it by now', async () => {
    await openCertificate(folder, hosts, NOW)
    const keys = readdirSync(folder).filter((name) => name === 'ca-key.pem' || name.startsWith('server-'))
    for (const name of keys) chmodSync(join(folder, name), 0o666)
    await openCertificate(folder, hosts, NOW)
    expect(keys.map(mode)).toEqual([0o600, 0o600])
  })

  test.each(['ca.pem', 'ca-key.pem', 'ca-hosts.json'])('says what to do when %s is spoilt', async (name) => {
    await openAuthority(folder, hosts, NOW)
    writeFileSync(join(folder, name), '{')
    await expect(openAuthority(folder, hosts, NOW)).rejects.toThrow(/are spoilt \(.*take it away/)
  })

  test('takes no folder that holds something else', async () => {
    writeFileSync(join(parent, 'notes.txt'), 'mine')
    await expect(openAuthority(parent, hosts, NOW)).rejects.toThrow(/it is there and holds no ca.pem/)
    expect(readdirSync(parent)).toEqual(['notes.txt'])
  })
})

describe('the certificate of a server', () => {
  test('is kept, readable by its owner alone', async () => {
    const made = await openCertificate(folder, hosts, NOW)
    const again = await openCertificate(folder, [...hosts].reverse(), NOW + 300 * DAY)
    expect(new X509Certificate(again.cert).raw).toEqual(new X509Certificate(made.cert).raw)
    const [name = ''] = readdirSync(folder).filter((one) => one.startsWith('server-'))
    expect(mode(name)).toBe(0o600)
  })

  test('is made again a month before it ends, and when its names change', async () => {
    const made = new X509Certificate((await openCertificate(folder, hosts, NOW)).cert)
    const serial = async (days: number) =>
      new X509Certificate((await openCertificate(folder, hosts, NOW + days * DAY)).cert).serialNumber
    expect([await serial(366), await serial(367)]).toEqual([
      made.serialNumber,
      expect.not.stringMatching(made.serialNumber),
    ])
    const wider = new X509Certificate((await openCertificate(folder, [...hosts, 'hub.test'], NOW)).cert)
    expect(wider.checkHost('hub.test')).toBe('hub.test')
  })

  test.each([
    ['without its key', (pem: string) => pem.slice(0, pem.indexOf('-----BEGIN PRIVATE KEY'))],
    ['cut short', (pem: string) => pem.slice(0, 100)],
    ['with another key', (pem: string) => pem.replace(/-----BEGIN PRIVATE KEY[\s\S]*/, otherKey)],
  ])('is made again when it is found %s', async (_how, spoil) => {
    const { cert, authority } = await openCertificate(folder, hosts, NOW)
    const [file = ''] = readdirSync(folder).filter((name) => name.startsWith('server-'))
    const kept = readFileSync(join(folder, file), 'utf8')
    writeFileSync(join(folder, file), spoil(kept))
    const again = await openCertificate(folder, hosts, NOW)
    expect(again.authority).toBe(authority)
    expect(again.cert).not.toBe(cert)
    expect(new X509Certificate(again.cert).checkPrivateKey(createPrivateKey(again.key))).toBe(true)
  })

  test('is made again when the authority is another', async () => {
    await openCertificate(folder, hosts, NOW)
    rmSync(join(folder, 'ca.pem'))
    rmSync(join(folder, 'ca-key.pem'))
    rmSync(join(folder, 'ca-hosts.json'))
    await expect(openCertificate(folder, hosts, NOW)).rejects.toThrow('holds no ca.pem')
    rmSync(folder, { recursive: true })
    const { cert, authority } = await openCertificate(folder, hosts, NOW)
    expect(new X509Certificate(cert).verify(new X509Certificate(authority).publicKey)).toBe(true)
  })
})
