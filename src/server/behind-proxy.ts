import type { IncomingMessage, RequestListener } from 'node:http'
import { BlockList, isIP } from 'node:net'
import type Koa from 'koa'
import type { Config } from '../config/config.ts'

/** Who sent a request according to what it carries, given the addresses it came by, nearest last. */
type Believe = (peer: string, forwardedFor: readonly string[]) => { client: string | undefined } | undefined

/**
 * The application as the setting `trust_proxy` wants it: X-Forwarded-* headers are believed when they come from a proxy
 * that is trusted, and then only what the last trusted proxy wrote itself, since anyone may write the rest.
 */
export const behindProxy = (app: Pick<Koa, 'callback'>, trust: Config['trust_proxy']): RequestListener => {
  const direct = app.callback()
  if (trust === false) return direct
  const believing = Object.assign(Object.create(app) as typeof app, { proxy: true }).callback()
  const believe = Array.isArray(trust) ? fromAddresses(trust) : afterHops(Number(trust))
  return (request, response) => {
    const peer = request.socket.remoteAddress ?? ''
    const believed = believe(peer, forwardedFor(request))
    if (believed === undefined) return direct(request, response)
    if (believed.client !== undefined) request.headers['x-forwarded-for'] = believed.client
    return believing(request, response)
  }
}

const forwardedFor = ({ headers }: IncomingMessage): string[] =>
  String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '')

/** So many proxies stand in front, each of which adds whom it was asked by. */
const afterHops =
  (hops: number): Believe =>
  (_peer, addresses) => ({ client: addresses.at(-hops) ?? addresses[0] })

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
  return (peer, addresses) =>
    isTrusted(peer) ? { client: addresses.findLast((one) => !isTrusted(one)) ?? addresses[0] } : undefined
}
