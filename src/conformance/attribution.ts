import type { Exchange } from '../journal/exchange.ts'
import type { Traffic } from './traffic.ts'

/** Seconds around a request for keys in which whoever uses tokens of the hub may be the one who asks. */
const NEAR = 10

const near = (one: Exchange, other: Exchange): boolean =>
  Math.abs(Date.parse(one.at) - Date.parse(other.at)) / 1000 <= NEAR

const tokensOf = (exchanges: readonly Exchange[]): Exchange[] =>
  exchanges.filter(({ endpoint }) => endpoint === 'token')

/**
 * Those requests for keys or discovery, which name nobody, that are the client's: no other client of the hub took a
 * token; or none carries their label while this one does; or this one took a token at that time, and no other did.
 */
export const attributedTo = (traffic: Traffic, requests: readonly Exchange[]): Exchange[] => {
  const own = tokensOf(traffic.exchanges)
  const others = tokensOf(traffic.others)
  if (others.length === 0) return [...requests]
  return requests.filter((request) => {
    const isLabelled = ({ label }: Exchange) => label !== undefined && label === request.label
    if (own.some(isLabelled)) return !others.some(isLabelled)
    return own.some((one) => near(one, request)) && !others.some((one) => near(one, request))
  })
}
