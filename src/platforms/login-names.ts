import type { IdentityProvider } from '../identity-providers/identity-provider.ts'
import { tokenClaims } from '../journey/answer.ts'
import { type KnownNames, resolveWish, WishError, type WishedNames } from '../journey/wish.ts'
import { own } from '../lib/own.ts'
import type { Persona } from '../personas/persona.ts'
import { platformOf } from './index.ts'
import type { Platform } from './platform.ts'

/** Claims that a test may replace on a hub: what its scopes give, and what tokens say of every login. */
export const replaceableClaims = ({ scopes }: Pick<Platform, 'scopes'>): readonly string[] => [
  ...new Set(['sub', ...tokenClaims, ...Object.values(scopes).flat()]),
]

/** The checks of each name that a login says; they throw WishError for one that does not exist on the hub. */
export const nameChecks = (
  { persona, idp, outcome, claims = {}, without = [] }: WishedNames,
  platform: Pick<Platform, 'id' | 'scopes'>,
  known: KnownNames,
): readonly (readonly [field: string, check: () => void])[] => [
  ['persona', () => void resolveWish({ persona }, known)],
  ['idp', () => void resolveWish({ idp }, known)],
  ['outcome', () => void resolveWish({ outcome }, known)],
  ...Object.keys(claims).map((claim) => [`claims.${claim}`, () => checkClaim(claim, platform)] as const),
  ...without.map((claim, index) => [`without.${index}`, () => checkClaim(claim, platform)] as const),
]

/** The field of a login whose name a configured hub does not know, and what is wrong with it. */
export type WrongName = { field: string; message: string }

/** Every name of a login that does not exist on a hub, among these people and identity providers. */
export const wrongNames = (
  login: WishedNames,
  hub: { id: string; as_of?: string | undefined },
  {
    personas,
    identityProviders,
  }: {
    personas: readonly Persona[]
    identityProviders: readonly IdentityProvider[]
  },
): readonly WrongName[] => {
  const platform = platformOf(hub.id, hub.as_of)
  if (!platform) return []
  const checks = nameChecks(login, platform, {
    personas: personas.filter(({ kind }) => kind === platform.people),
    kindOf: (id) => personas.find((one) => one.id === id)?.kind,
    identityProviders: identityProviders.filter((provider) => provider.hub === platform.id),
    codes: platform.journey.outcomes,
  })
  return checks.flatMap(([field, check]) => {
    try {
      check()
      return []
    } catch (error) {
      if (error instanceof WishError) return [{ field, message: `on ${hub.id}: ${error.detail}` }]
      throw error
    }
  })
}

/** What a token says of itself, and the fault that changes it. */
const faultOf: Readonly<Record<string, string>> = {
  iss: 'invalid-iss',
  aud: 'invalid-aud',
  azp: 'invalid-azp',
  nonce: 'invalid-nonce',
  exp: 'invalid-expired-exp',
  iat: 'iat-in-future',
  at_hash: 'invalid-athash',
}

const checkClaim = (claim: string, platform: Pick<Platform, 'id' | 'scopes'>): void => {
  const known = replaceableClaims(platform)
  if (known.includes(claim)) return
  const fault = own(faultOf, claim)
  const why = `The claim "${claim}" is the token’s own, and no claim of the login: arm a fault, such as ${fault}`
  throw new WishError(`claim of ${platform.id}`, claim, known, fault && why)
}
