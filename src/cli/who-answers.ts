import { PATIENCE } from './diagnosis.ts'
import type { Terminal } from './terminal.ts'

/** Who answers at an address: Doublure, another program, or nobody who speaks its scheme. */
export const whoAnswers = async (
  { network }: Terminal,
  base: string,
): Promise<'doublure' | 'another' | 'nobody'> => {
  try {
    const answer = await network.fetch(`${base}/livez`, {
      signal: AbortSignal.timeout(PATIENCE),
      unverified: true,
    })
    return isDoublure(await answer.json().catch(() => undefined)) ? 'doublure' : 'another'
  } catch {
    return 'nobody'
  }
}

/** Whether this is how Doublure says that it lives, or is ready. */
export const isDoublure = (said: unknown): boolean =>
  typeof said === 'object' && said !== null && 'server' in said && said.server === 'doublure'
