import type { IdentityProviderAnswer } from '../identity-provider-answer.ts'
import type { Stage } from '../visit.ts'

/** Seconds that an identity provider's code may wait for the hub. */
const CODE_TTL = 60

const keyOf = (code: string) => `idp-code:${code}`

/** Keeps an identity provider's answer until the hub asks for it. */
export const issueCode = async (stage: Stage, answer: IdentityProviderAnswer): Promise<string> => {
  const code = stage.random()
  await stage.remember(keyOf(code), answer, CODE_TTL)
  return code
}

/** What the identity provider answers for its code, once; `undefined` for a code that it does not know. */
export const redeemCode = async (stage: Stage, code: string): Promise<IdentityProviderAnswer | undefined> => {
  const answer = (await stage.recall(keyOf(code))) as IdentityProviderAnswer | undefined
  if (answer) await stage.forget(keyOf(code))
  return answer
}
