import { createPrivateKey, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, isIP } from 'node:net'
import { checkServerIdentity, connect, createServer } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { makeAuthority, makeCertificate } from '../../../src/tls/certificate.ts'

const DAY = 24 * 3600 * 1000
const now = Date.now()
const from = now - DAY
const until = now + 30 * DAY

const authority = makeAuthority({
  name: 'An authority',
  hosts: ['localhost', 'hub.test', '127.0.0.0/8', '::1', 'fc00::/7'],
  from,
  until,
})
const issuer = { name: 'An authority', key: createPrivateKey(authority.key) }
const issue = (...hosts: string[]) => makeCertificate({ name: 'A server', hosts, from, until }, issuer)

/** What a client that trusts the authority alone says of a server, asked by a name. */
const verdict = async (pair: { cert: string; key: string }, servername: string) => {
  const server = createServer(pair, (socket) => socket.end()).listen(0, '127.0.0.1')
  server.on('tlsClientError', () => undefined)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const socket = connect({
    port,
    host: '127.0.0.1',
    ...(isIP(servername) ? {} : { servername }),
    ca: authority.cert,
    checkServerIdentity: (_, shown) => checkServerIdentity(servername, shown),
  })
  try {
    return await new Promise<string>((resolve) => {
      socket.once('secureConnect', () => resolve('trusted'))
      socket.once('error', (error) => resolve(error.message))
    })
  } finally {
    socket.destroy()
    server.close()
  }
}

describe('a certificate', () => {
  const host = ['localhost', 'service.hub.test', '127.0.0.1', '::1', 'fd12:3456::1'] as const
  const certificate = new X509Certificate(issue(...host).cert)

  test('is signed by the authority, for its hosts and dates, and is none itself', () => {
    expect(certificate.verify(new X509Certificate(authority.cert).publicKey)).toBe(true)
    expect(certificate.checkIssued(new X509Certificate(authority.cert))).toBe(true)
    expect(certificate.ca).toBe(false)
    expect(certificate.subject).toBe('CN=A server')
    expect(certificate.subjectAltName).toBe(
      'DNS:localhost, DNS:service.hub.test, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, IP Address:FD12:3456:0:0:0:0:0:1',
    )
    expect(Date.parse(certificate.validFrom)).toBe(Math.floor(from / 1000) * 1000)
    expect(Date.parse(certificate.validTo)).toBe(Math.floor(until / 1000) * 1000)
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
  })

  test('has a number of its own', () => {
    const serials = Array.from(
      { length: 50 },
      () => new X509Certificate(issue('localhost').cert).serialNumber,
    )
    expect(new Set([...serials, certificate.serialNumber]).size).toBe(51)
    for (const serial of serials) expect(serial).toMatch(/^[0-4][0-9A-F]{31}$/)
  })

  test('says a year after 2049 too', () => {
    const late = makeCertificate(
      { name: 'Late', hosts: ['localhost'], from, until: Date.UTC(2050, 0, 2, 3, 4, 5) },
      issuer,
    )
    expect(new X509Certificate(late.cert).validTo).toBe('Jan  2 03:04:05 2050 GMT')
  })

  test.each([
    ['localhost', ['localhost'], /^trusted$/],
    ['below.hub.test', ['below.hub.test'], /^trusted$/],
    ['127.0.0.1', ['127.0.0.1'], /^trusted$/],
    ['another.test', ['hub.test'], /does not match certificate's altnames/],
  ])('asked by %s, with %j, is %s', async (servername, hosts, expected) => {
    expect(await verdict(issue(...hosts), servername)).toMatch(expected)
  })

  test.each(['bank.example', '192.0.2.1'])(
    'for %s, which the authority may not vouch for, is refused by clients',
    async (host) => {
      expect(await verdict(issue(host), host)).toBe('permitted subtree violation')
    },
  )
})

test('an authority signs itself, and says that it is one', () => {
  const certificate = new X509Certificate(authority.cert)
  expect(certificate.ca).toBe(true)
  expect(certificate.verify(certificate.publicKey)).toBe(true)
  expect(certificate.subject).toBe('CN=An authority')
})
