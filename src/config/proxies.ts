import { isIP } from 'node:net'
import { z } from 'zod'
import { expected } from '../clients/wording.ts'
import { flag } from './values.ts'

/** An address alone, or a network: `10.0.0.0/8`. */
const isNetwork = (text: string): boolean => {
  const [address = '', length, ...others] = text.split('/')
  const family = isIP(address)
  const most = family === 6 ? 128 : 32
  return (
    family !== 0 && others.length === 0 && (length === undefined || (/^\d+$/.test(length) && +length <= most))
  )
}

const trusted = expected('true, a number of proxies, or a list of addresses and networks such as 10.0.0.0/8')

/** Whose X-Forwarded-* headers are believed. */
export const proxies = z.union(
  [
    flag,
    z.int(trusted).min(1, trusted).max(10, trusted),
    z.array(z.string(trusted).refine(isNetwork, trusted)).min(1, trusted),
  ],
  trusted,
)
