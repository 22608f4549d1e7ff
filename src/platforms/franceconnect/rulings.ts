import { type Ruling, refuse, report } from '../../rules/rule.ts'
import type { Code } from './errors.ts'
import {
  asymmetricSignature,
  authorizeByGet,
  nonceRandom,
  promptUserinfo,
  secretInBody,
  stateRandom,
} from './rules/advice.ts'
import { authorizeGate } from './rules/authorize-gate.ts'
import { logoutParameters, revocationForm } from './rules/other-gates.ts'

/** What FranceConnect makes of each rule: it refuses at its gates, and lets through what only its documentation forbids. */
export const rulings: readonly Ruling<Code>[] = [
  ...authorizeGate.map((rule) => refuse(rule, 'Y030007')),
  refuse(revocationForm, 'Y000400'),
  refuse(logoutParameters, 'Y000400'),
  report(stateRandom),
  report(nonceRandom),
  report(authorizeByGet),
  report(secretInBody),
  report(asymmetricSignature),
  report(promptUserinfo),
]
