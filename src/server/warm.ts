import { setTimeout } from 'node:timers/promises'
import type { RunningHub } from './hubs.ts'

/** Milliseconds that whoever waited for the start, or for the hub before, has for a request first. */
const DELAY = 50

/** Loads ahead what the first login of each hub needs, one hub at a time; nothing waits for this. */
export const warm = async (
  hubs: readonly Pick<RunningHub, 'warm'>[],
  closing: Pick<AbortSignal, 'aborted'>,
): Promise<void> => {
  for (const hub of hubs) {
    await setTimeout(DELAY, undefined, { ref: false })
    if (closing.aborted) return
    await hub.warm()
  }
}
