import { type Account, type Outcome, tokenClaims } from '../journey/answer.ts'
import type { Wish } from '../journey/visit.ts'

type Login = Outcome & { kind: 'login' }

/**
 * A login whose claims a test replaced: after every check of the hub, so that any value reaches the client.
 * `undefined` leaves a claim out.
 */
export const overrideClaims = (login: Login, claims: Wish['claims']): Login => {
  if (!claims) return login
  const { account } = login
  const { sub } = claims
  const inTokens = tokenClaims.filter((name) => name in claims)
  return {
    ...login,
    account: {
      ...account,
      claims: { ...account.claims, ...claims },
      ...(typeof sub === 'string' && { sub }),
      ...(inTokens.length > 0 && {
        tokens: Object.fromEntries(
          inTokens.map((name) => [name, claims[name] === undefined ? {} : { value: claims[name] }]),
        ),
      }),
    },
  }
}

/** What a test has ID Tokens say of the login of an account, absence as `undefined`. */
export const replacedInTokens = ({ tokens = {} }: Pick<Account, 'tokens'> = {}): Record<string, unknown> =>
  Object.fromEntries(Object.entries(tokens).map(([name, { value }]) => [name, value]))
