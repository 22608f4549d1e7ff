/** The few shapes of DER (X.690) that a certificate is made of: a tag, a length, a content. */

const tlv = (tag: number, content: Uint8Array): Uint8Array => {
  const size = content.length
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255]
  return Buffer.concat([Uint8Array.of(tag, ...length), content])
}

/** Parts one after the other. */
export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => tlv(0x30, Buffer.concat(parts))

/** Parts of which the order says nothing. */
export const set = (...parts: readonly Uint8Array[]): Uint8Array => tlv(0x31, Buffer.concat(parts))

/** A part known by its place: `[n]`, holding other parts. */
export const tagged = (place: number, ...parts: readonly Uint8Array[]): Uint8Array =>
  tlv(0xa0 | place, Buffer.concat(parts))

/** A part known by its place, holding bytes. */
export const taggedBytes = (place: number, content: Uint8Array): Uint8Array => tlv(0x80 | place, content)

/** A whole number of any size, never negative. */
export const integer = (bytes: Uint8Array): Uint8Array =>
  tlv(0x02, (bytes[0] ?? 0) > 127 ? Buffer.concat([Uint8Array.of(0), bytes]) : bytes)

export const yes: Uint8Array = Uint8Array.of(0x01, 0x01, 0xff)

export const octets = (content: Uint8Array): Uint8Array => tlv(0x04, content)

/** Bits, the last `unused` of which stand for nothing. */
export const bits = (content: Uint8Array, unused = 0): Uint8Array =>
  tlv(0x03, Buffer.concat([Uint8Array.of(unused), content]))

export const text = (content: string): Uint8Array => tlv(0x0c, Buffer.from(content))

/** `2.5.29.17`: each number in base 128, but for the first two, which share one. */
export const oid = (dotted: string): Uint8Array => {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number)
  return tlv(0x06, Uint8Array.from([first * 40 + second, ...others].flatMap(base128)))
}

const base128 = (value: number): number[] => {
  const digits = [value & 127]
  for (let rest = value >> 7; rest > 0; rest >>= 7) digits.unshift((rest & 127) | 128)
  return digits
}

/** Seconds are the finest; two digits for the year until 2049, as RFC 5280 (4.1.2.5) wants. */
export const time = (milliseconds: number): Uint8Array => {
  const digits = `${new Date(milliseconds).toISOString().replace(/\.\d+|[-:T]/g, '')}`
  return Number(digits.slice(0, 4)) < 2050
    ? tlv(0x17, Buffer.from(digits.slice(2)))
    : tlv(0x18, Buffer.from(digits))
}
