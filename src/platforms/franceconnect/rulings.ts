import { letPass } from '../../rules/let-pass.ts'
import { type Ruling, refuse, report } from '../../rules/rule.ts'
import type { Code } from './errors.ts'
import { passages } from './passages.ts'
import {
  asymmetricSignature,
  authorizeByGet,
  nonceRandom,
  promptUserinfo,
  secretInBody,
  signedUserinfo,
  stateRandom,
} from './rules/advice.ts'
import { authorizeGate } from './rules/authorize-gate.ts'
import { logoutParameters, revocationForm } from './rules/other-gates.ts'

/** What a hub of FranceConnect makes of each rule: it refuses at its gates, and lets through what only its documentation forbids. */
export const rulingsFor = (scopes: readonly string[]): readonly Ruling<Code>[] => [
  ...authorizeGate.map((rule) => refuse(rule, 'Y030007')),
  refuse(revocationForm, 'Y000400'),
  refuse(logoutParameters, 'Y000400'),
  report(stateRandom),
  report(nonceRandom),
  report(authorizeByGet),
  report(secretInBody),
  report(asymmetricSignature),
  report(promptUserinfo),
  report(signedUserinfo),
  ...letPass({ scopes, references }).map(report),
]

const references = {
  random: passages.authenticationRequest,
  scopes: passages.scope,
  userinfo: passages.userinfoRequest,
}
