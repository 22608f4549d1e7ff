import { Notice } from '../lib/notice.ts'
import type { RedisLedger } from './redis-ledger.ts'

/** Seconds that clocks may differ: codes live for thirty. */
const TOLERANCE = 5

/** The clock of this server is far from that of its store, by which it is far from those of the others. */
export class ClockApart extends Notice {
  constructor(shown: string, seconds: number) {
    const where = seconds > 0 ? 'ahead of' : 'behind'
    super(
      `store ${shown}: the clock of this server is ${Math.abs(seconds)} s ${where} its own: what one server gave lives ` +
        'too long or too short at another; set all clocks by one time service',
    )
  }
}

/** What is wrong with a clock, in milliseconds since 1970, beside that of the store; nothing when the store's is not told. */
export const compareClocks = async (
  { time }: Pick<RedisLedger, 'time'>,
  { shown, clock }: { shown: string; clock: () => number },
): Promise<ClockApart | undefined> => {
  const asked = clock()
  const answer = await time()
  const seconds = Array.isArray(answer) ? Math.round((asked + clock()) / 2000 - Number(answer[0])) : 0
  return Math.abs(seconds) > TOLERANCE ? new ClockApart(shown, seconds) : undefined
}
