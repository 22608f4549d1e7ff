import { type FaultFacts, isTokenFault, type TokenDraft } from '../faults/fault.ts'
import type { TakenFault } from '../faults/faults.ts'

/** Lets each defect have its way with a signed answer, before it is signed. */
export const breakToken = (draft: TokenDraft, taken: readonly TakenFault[], facts: FaultFacts): TokenDraft =>
  taken.reduce(
    (broken, { fault, params }) => (isTokenFault(fault) ? fault.apply(broken, params, facts) : broken),
    draft,
  )
