import type { Command } from './redis-connection.ts'

/** Seconds after which what was claimed is forgotten: by then everybody knows. */
const CLAIM_TTL = 24 * 3600

const TAKE_ONE = `local n = redis.call('INCR', KEYS[1])
redis.call('EXPIRE', KEYS[1], ARGV[2])
if n <= tonumber(ARGV[1]) then return 1 end
redis.call('DECR', KEYS[1])
return 0`

/** What is forgotten, or gone with its store, is not given back: a count below none would let more be taken. */
const GIVE_BACK = `if tonumber(redis.call('GET', KEYS[1]) or '0') > 0 then redis.call('DECR', KEYS[1]) end`

/** Takes one of a limited number; answers 1 when there was one left. */
export const takeOne = (key: string, limit: number): Command => [
  'EVAL',
  TAKE_ONE,
  '1',
  key,
  `${limit}`,
  `${CLAIM_TTL}`,
]

/** Gives back one that was taken. */
export const giveBack = (key: string): Command => ['EVAL', GIVE_BACK, '1', key]
