import type { Outcome } from '../journey/answer.ts'
import type { Wish } from '../journey/visit.ts'
import type { Platform } from '../platforms/platform.ts'

type Login = Outcome & { kind: 'login' }

/** Claims that a test may replace on a hub: what its scopes give, and what tokens say of every person. */
export const replaceableClaims = ({ scopes }: Pick<Platform, 'scopes'>): readonly string[] => [
  ...new Set(['sub', 'amr', 'acr', ...Object.values(scopes).flat()]),
]

/**
 * A login whose claims a test replaced: after every check of the hub, so that any value reaches the client.
 * `undefined` leaves a claim out.
 */
export const overrideClaims = (login: Login, claims: Wish['claims'] = {}): Login => {
  const { account } = login
  const { sub } = claims
  return {
    ...login,
    account: {
      ...account,
      claims: { ...account.claims, ...claims },
      ...(typeof sub === 'string' && { sub }),
    },
    ...('acr' in claims && { acr: typeof claims.acr === 'string' ? claims.acr : undefined }),
    ...('amr' in claims && { amr: Array.isArray(claims.amr) ? claims.amr.map(String) : undefined }),
  }
}
