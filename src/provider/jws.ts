import { createHmac, type KeyObject, sign } from 'node:crypto'

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/**
 * Signs a compact JWS (RFC 7515) with node:crypto, in the calling thread: cheaper than WebCrypto for payloads of this
 * size. `key` is a secret for HS256, a private key for ES256 and RS256.
 */
export const signCompact = (
  header: { alg: string; typ?: string; kid?: string },
  payload: object,
  key: KeyObject | string,
): string => {
  const input = `${encode(header)}.${encode(payload)}`
  return `${input}.${signature(header.alg, input, key)}`
}

const signature = (alg: string, input: string, key: KeyObject | string): string => {
  if (typeof key === 'string') return createHmac('sha256', key).update(input).digest('base64url')
  const signed = sign('sha256', Buffer.from(input), key)
  return (alg === 'ES256' ? pairOf(signed) : signed).toString('base64url')
}

/** Bytes of each of the two numbers of an ES256 signature. */
const HALF = 32

/**
 * Both numbers of a DER signature, side by side (RFC 7518, 3.4). Node can write them so itself, but takes as long to
 * read that wish as to sign.
 */
const pairOf = (der: Buffer): Buffer => {
  const pair = Buffer.allocUnsafe(2 * HALF).fill(0)
  const first = 4
  const second = first + (der[first - 1] ?? 0) + 2
  copyEnd(der.subarray(first, second - 2), pair.subarray(0, HALF))
  copyEnd(der.subarray(second), pair.subarray(HALF))
  return pair
}

/** DER writes a number in as few bytes as it takes, with a zero before one that would look negative. */
const copyEnd = (number: Buffer, to: Buffer): void => {
  const from = Math.max(0, number.length - HALF)
  number.copy(to, HALF - (number.length - from), from)
}
