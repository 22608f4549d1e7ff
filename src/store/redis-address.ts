import { decodePercent } from '../lib/decode-percent.ts'

/** What every key begins with when the address names no `prefix`. */
const PREFIX = 'doublure:'

/** A Redis or Valkey server, as its address tells. */
export type RedisAddress = {
  /** As the client library takes it, password included. */
  url: string
  /** As people may read it: without user nor password. */
  shown: string
  /** What every key begins with. */
  prefix: string
}

/** Whether a text is an address that `readRedisAddress` reads. */
export const isRedisAddress = (text: string): boolean => {
  const url = URL.parse(text)
  return (
    url !== null &&
    /^rediss?:$/.test(url.protocol) &&
    url.hostname !== '' &&
    /^\/?\d{0,4}$/.test(url.pathname) &&
    [...url.searchParams.keys()].every((name) => name === 'prefix') &&
    [url.username, url.password].every((one) => decodePercent(one) !== undefined)
  )
}

/** Reads `redis[s]://[[user]:password@]host[:port][/database][?prefix=…]`. */
export const readRedisAddress = (text: string): RedisAddress => {
  const url = new URL(text)
  const prefix = url.searchParams.get('prefix') || PREFIX
  url.search = ''
  return { url: url.href, shown: `${url.protocol}//${url.host}${url.pathname.replace(/^\/$/, '')}`, prefix }
}
