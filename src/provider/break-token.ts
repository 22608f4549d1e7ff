import { type FaultFacts, isTokenFault, type TokenDraft } from '../faults/fault.ts'
import type { GivenFault } from '../faults/faults.ts'
import { applyFaults } from './apply-faults.ts'

/** Lets each defect have its way with a signed answer, before it is signed. */
export const breakToken = (draft: TokenDraft, taken: readonly GivenFault[], facts: FaultFacts): TokenDraft =>
  applyFaults(draft, taken, (broken, fault, params) =>
    isTokenFault(fault) ? fault.apply(broken, params, facts) : broken,
  )
