import { StoreAway, StoreBack } from './store-away.ts'

/** Tells of each outage of a store once, however many requests meet it, and once that it is over. */
export const createOutages = (
  { shown }: { shown: string },
  tell: (change: StoreAway | StoreBack) => void,
) => {
  let isTold = false
  let isAway = false
  let refusesWrites = false
  return {
    /** The connection broke, or a command failed. */
    failed(error: unknown, isWrite = false) {
      isAway = true
      refusesWrites ||= isWrite
      if (isTold) return
      isTold = true
      tell(new StoreAway(shown, error))
    },
    /** The connection stands again: what commands meet on it, as a password that is asked for now, is told anew. */
    reconnected() {
      isTold = false
    },
    /** A command was done; a store that is full still reads, and is back when it writes. */
    worked(isWrite: boolean) {
      if (!isAway || (refusesWrites && !isWrite)) return
      isTold = isAway = refusesWrites = false
      tell(new StoreBack(shown))
    },
  }
}
