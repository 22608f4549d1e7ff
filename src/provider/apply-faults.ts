import { isDeepStrictEqual } from 'node:util'
import type { Fault } from '../faults/fault.ts'
import type { GivenFault } from '../faults/faults.ts'

/** Lets each defect have its way with what leaves the hub; one that finds nothing to change waits for the next. */
export const applyFaults = <Subject>(
  subject: Subject,
  given: readonly GivenFault[],
  apply: (subject: Subject, fault: Fault, params: Record<string, unknown>) => Subject,
): Subject =>
  given.reduce((before, { fault, params, giveBack }) => {
    const after = apply(before, fault, params)
    if (isDeepStrictEqual(before, after))
      giveBack('it found nothing to change in the last answer of its kind')
    return after
  }, subject)
