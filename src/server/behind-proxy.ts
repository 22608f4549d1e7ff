import type { IncomingMessage, RequestListener } from 'node:http'
import { BlockList, isIP } from 'node:net'
import type Koa from 'koa'
import type { Config } from '../config/config.ts'
import { isHost } from './is-host.ts'

/** How many of the addresses that a request carries are believed, counted from the nearest; `undefined`: nothing is. */
type Believe = (peer: string, forwardedFor: readonly string[]) => number | undefined

/**
 * The application as the setting `trust_proxy` wants it: X-Forwarded-* headers are believed when they come from a proxy
 * that is trusted, and then only what the last trusted proxy wrote itself, since anyone may write the rest.
 */
export const behindProxy = (app: Pick<Koa, 'callback'>, trust: Config['trust_proxy']): RequestListener => {
  const direct = app.callback()
  if (trust === false) return direct
  const believing = Object.assign(Object.create(app) as typeof app, { proxy: true }).callback()
  const believe = Array.isArray(trust) ? fromAddresses(trust) : () => Number(trust)
  return (request, response) => {
    const addresses = listed(request, 'x-forwarded-for')
    const hops = believe(request.socket.remoteAddress ?? '', addresses)
    if (hops === undefined) return direct(request, response)
    // Who asked, and the proxies after them: this machine is who came by this machine alone.
    if (addresses.length > 0) request.headers['x-forwarded-for'] = addresses.slice(-hops).join(', ')
    for (const [name, isMeant] of told) {
      const values = listed(request, name)
      // A proxy that passes on what the one before said adds nothing.
      const believed = values.at(-hops) ?? values[0] ?? ''
      if (isMeant(believed)) request.headers[name] = believed
      else delete request.headers[name]
    }
    return believing(request, response)
  }
}

/** What a proxy tells of the address that it was asked by, and what it may tell: anything else it let a client say. */
const told: readonly (readonly [header: string, isMeant: (value: string) => boolean])[] = [
  ['x-forwarded-host', isHost],
  ['x-forwarded-proto', (value) => /^https?$/i.test(value)],
]

const listed = ({ headers }: IncomingMessage, name: string): string[] =>
  String(headers[name] ?? '')
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '')

/** Proxies are known by their addresses: the first that is none of them is who asks. */
const fromAddresses = (trusted: readonly string[]): Believe => {
  const list = new BlockList()
  for (const one of trusted) {
    const [address = '', length] = one.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (length === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(length), family)
  }
  const isTrusted = (given: string) => {
    const address = given.replace(/^::ffff:(?=\d+\.)/i, '')
    return isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
  return (peer, addresses) => {
    if (!isTrusted(peer)) return undefined
    const asking = addresses.findLastIndex((one) => !isTrusted(one))
    return Math.max(1, addresses.length - Math.max(0, asking))
  }
}
