const LENGTH = 36

/** Ids to come, one after the other. */
let ahead = Buffer.alloc(0)
let next = 0

/**
 * A random UUID in one piece. `crypto.randomUUID()` gives twenty pieces that are never put together where the id is only
 * kept and handed on: eight times the memory.
 */
export const newId = (): string => {
  if (next === ahead.length) {
    ahead = Buffer.from(Array.from({ length: 50 }, () => crypto.randomUUID()).join(''), 'latin1')
    next = 0
  }
  next += LENGTH
  return ahead.toString('latin1', next - LENGTH, next)
}
