import { type FaultFacts, isTokenFault, type TokenDraft } from '../faults/fault.ts'
import type { GivenFault } from '../faults/faults.ts'
import { applyFaults } from './apply-faults.ts'

/** Lets each defect have its way with a signed answer, before it is signed. */
export const breakToken = (draft: TokenDraft, taken: readonly GivenFault[], facts: FaultFacts): TokenDraft =>
  applyFaults(
    draft,
    taken,
    (broken, fault, params) => (isTokenFault(fault) ? fault.apply(broken, params, facts) : broken),
    seen,
  )

/** A token without a signature shows nothing of the keys; a key of the hub says its own name. */
const seen = ({ damaged, companion, ...given }: TokenDraft): unknown => {
  // A record is held against one of any other kind by what it has.
  const draft = { ...given, claims: { ...given.claims } }
  if (draft.key === 'none') return draft
  const isNamed = draft.key === 'hub' || draft.key === 'rotated'
  const header = isNamed && 'kid' in draft.header ? { ...draft.header, kid: 'its own' } : draft.header
  return { ...draft, header, damaged, companion }
}
