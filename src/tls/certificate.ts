import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import { isIP } from 'node:net'
import { bits, integer, octets, oid, sequence, set, tagged, taggedBytes, text, time, yes } from './der.ts'

/** A certificate and its private key, both PEM. */
export type Pair = { cert: string; key: string }

/** What one certificate says. */
export type Order = {
  /** Who it is about: its common name. */
  name: string
  /** Host names and addresses: those it is for, or for an authority those it may vouch for. */
  hosts: readonly string[]
  /** Milliseconds since 1970. */
  from: number
  until: number
}

/** Who signs. */
export type Issuer = { name: string; key: KeyObject }

const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'))

/** Subject and issuer of our certificates, known by their common name alone. */
const distinguishedName = (commonName: string) => sequence(set(sequence(oid('2.5.4.3'), text(commonName))))

const extension = (id: string, content: Uint8Array, { critical = false } = {}) =>
  sequence(oid(id), ...(critical ? [yes] : []), octets(content))

const keyId = (spki: Uint8Array): Uint8Array => createHash('sha256').update(spki).digest().subarray(0, 20)

/** An IP address as its bytes: four, or sixteen. */
const bytesOf = (address: string): Uint8Array => {
  if (isIP(address) === 4) return Uint8Array.from(address.split('.').map(Number))
  const { hostname } = new URL(`http://[${address}]`)
  const [head = '', tail = ''] = hostname.slice(1, -1).split('::')
  const groups = (part: string) => part.split(':').filter((group) => group !== '')
  const zeros = 8 - groups(head).length - groups(tail).length
  const all = [...groups(head), ...Array.from({ length: zeros }, () => '0'), ...groups(tail)]
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex')
}

const dnsName = (host: string) => taggedBytes(2, Buffer.from(host))
const ipAddress = (bytes: Uint8Array) => taggedBytes(7, bytes)

const subjectAltName = (hosts: readonly string[]) =>
  sequence(...hosts.map((host) => (isIP(host) ? ipAddress(bytesOf(host)) : dnsName(host))))

/** A host permits itself and what is below it; an address or a network `10.0.0.0/8`, its addresses. */
const permitted = (host: string): Uint8Array => {
  const [address = '', length] = host.split('/')
  if (!isIP(address)) return sequence(dnsName(host))
  const bytes = bytesOf(address)
  const ones = length === undefined ? bytes.length * 8 : Number(length)
  const mask = bytes.map((_, index) => (0xff00 >> Math.min(8, Math.max(0, ones - index * 8))) & 255)
  return sequence(ipAddress(Buffer.concat([bytes, mask])))
}

const certify = (
  { name, from, until }: Order,
  { key, name: issuerName }: Issuer,
  spki: Uint8Array,
  extensions: readonly Uint8Array[],
): string => {
  const facts = sequence(
    tagged(0, integer(Uint8Array.of(2))),
    // Sixteen bytes, the first from 1 to 64: neither a zero to leave out nor a bit to be taken for a sign.
    integer(Buffer.concat([Uint8Array.of(((randomBytes(1)[0] ?? 0) & 0x3f) + 1), randomBytes(15)])),
    ecdsaWithSha256,
    distinguishedName(issuerName),
    sequence(time(from), time(until)),
    distinguishedName(name),
    spki,
    tagged(
      3,
      sequence(
        ...extensions,
        extension('2.5.29.14', octets(keyId(spki))),
        extension('2.5.29.35', sequence(taggedBytes(0, keyId(spkiOf(key))))),
      ),
    ),
  )
  const der = sequence(facts, ecdsaWithSha256, bits(sign('sha256', facts, key)))
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

const spkiOf = (key: KeyObject): Uint8Array => createPublicKey(key).export({ type: 'spki', format: 'der' })

const newKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey

const pairOf = (cert: string, key: KeyObject): Pair => ({
  cert,
  key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
})

/** An authority that signs itself, and may only vouch for the hosts of the order and what is below them. */
export const makeAuthority = (order: Order): Pair => {
  const key = newKey()
  const names = order.hosts.map(permitted)
  return pairOf(
    certify(order, { name: order.name, key }, spkiOf(key), [
      extension('2.5.29.19', sequence(yes, integer(Uint8Array.of(0))), { critical: true }),
      // keyCertSign and cRLSign.
      extension('2.5.29.15', bits(Uint8Array.of(0x06), 1), { critical: true }),
      extension('2.5.29.30', sequence(tagged(0, ...names)), { critical: true }),
    ]),
    key,
  )
}

/** A server's certificate, signed by an authority. */
export const makeCertificate = (order: Order, issuer: Issuer): Pair => {
  const key = newKey()
  return pairOf(
    certify(order, issuer, spkiOf(key), [
      extension('2.5.29.19', sequence(), { critical: true }),
      // digitalSignature.
      extension('2.5.29.15', bits(Uint8Array.of(0x80), 7), { critical: true }),
      extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))),
      extension('2.5.29.17', subjectAltName(order.hosts)),
    ]),
    key,
  )
}
