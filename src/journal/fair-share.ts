import type { Exchange } from './exchange.ts'

/**
 * The newest exchanges, `size` at most, shared out between clients: whoever floods the journal loses its own oldest
 * exchanges first. Requests of nobody known, and of names made up, are one flood together.
 */
export const fairShare = (
  exchanges: readonly Exchange[],
  size: number,
  isKnown: (client_id: string) => boolean,
): Exchange[] => {
  if (exchanges.length <= size) return [...exchanges]
  const known = new Map<string, boolean>()
  const ownerOf = ({ client_id = '' }: Exchange): string => {
    const is = known.get(client_id) ?? isKnown(client_id)
    known.set(client_id, is)
    return is ? client_id : ''
  }
  const counts = new Map<string, number>()
  for (const exchange of exchanges) counts.set(ownerOf(exchange), (counts.get(ownerOf(exchange)) ?? 0) + 1)
  const shares = sharesOf(counts, size)
  const kept: Exchange[] = []
  for (const exchange of exchanges.toReversed()) {
    const left = shares.get(ownerOf(exchange)) ?? 0
    if (left > 0) kept.push(exchange)
    shares.set(ownerOf(exchange), left - 1)
  }
  return kept.reverse()
}

/** How many each owner may keep: the small ones all they have, the large ones an equal part of the rest. */
const sharesOf = (counts: ReadonlyMap<string, number>, size: number): Map<string, number> => {
  const shares = new Map<string, number>()
  let room = size
  const ascending = [...counts].sort(([, one], [, other]) => one - other)
  for (const [index, [owner, count]] of ascending.entries()) {
    const part = Math.min(count, Math.ceil(room / (ascending.length - index)))
    shares.set(owner, part)
    room -= part
  }
  return shares
}
