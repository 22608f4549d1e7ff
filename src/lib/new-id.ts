/**
 * A random UUID in one piece. `crypto.randomUUID()` gives twenty pieces that are never put together where the id is only
 * kept and handed on: eight times the memory.
 */
export const newId = (): string => Buffer.from(crypto.randomUUID(), 'latin1').toString('latin1')
