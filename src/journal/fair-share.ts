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
  const nobody: Owner = { count: 0, surplus: 0 }
  const owners = new Map<string, Owner>()
  const ownerOf = ({ client_id = '' }: Exchange): Owner => {
    const met = owners.get(client_id)
    if (met) return met
    const owner = client_id !== '' && isKnown(client_id) ? { count: 0, surplus: 0 } : nobody
    owners.set(client_id, owner)
    return owner
  }
  for (const exchange of exchanges) ownerOf(exchange).count++
  share(new Set(owners.values()), size)
  return exchanges.filter((exchange) => ownerOf(exchange).surplus-- <= 0)
}

/** Whose exchanges they are: how many there are, and how many of them, the oldest, are too many. */
type Owner = { count: number; surplus: number }

/** The small ones keep all they have, the large ones an equal part of the rest. */
const share = (owners: Iterable<Owner>, size: number): void => {
  let room = size
  const ascending = [...owners].sort((one, other) => one.count - other.count)
  for (const [index, owner] of ascending.entries()) {
    const kept = Math.min(owner.count, Math.ceil(room / (ascending.length - index)))
    owner.surplus = owner.count - kept
    room -= kept
  }
}
