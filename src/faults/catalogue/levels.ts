import { z } from 'zod'
import { type FaultFacts, tokenFault, withClaims } from '../fault.ts'
import { passages } from '../references.ts'

const REFUSE =
  'Refuses the login, or asks for it again at the level that it needs; gives no access meanwhile.'

/** The level before this one at the hub; where there is none, one that is weaker than all. */
const below = (acr: unknown, { acrValues }: FaultFacts): string =>
  acrValues[acrValues.indexOf(String(acr)) - 1] ?? 'eidas0'

/** How strongly the person was identified. */
export const levelFaults = [
  tokenFault({
    id: 'lower-acr',
    title: 'The ID Token says a lower level than the one asked',
    seam: 'id_token',
    reference: passages.validation(12),
    reaction: REFUSE,
    params: z.strictObject({ acr: z.string().optional().describe('Default: the level just below.') }),
    apply: (draft, { acr }, facts) => withClaims(draft, { acr: acr ?? below(draft.claims.acr, facts) }),
  }),
  tokenFault({
    id: 'invalid-acr',
    title: 'The ID Token says a level that does not exist',
    seam: 'id_token',
    reference: passages.validation(12),
    reaction: REFUSE,
    params: z.strictObject({ acr: z.string().default('eidas4') }),
    apply: (draft, { acr }) => withClaims(draft, { acr }),
  }),
  tokenFault({
    id: 'missing-acr',
    title: 'The ID Token says no level although one was asked',
    seam: 'id_token',
    reference: passages.validation(12),
    reaction: REFUSE,
    apply: (draft) => withClaims(draft, { acr: undefined }),
  }),
]
