import type { IdentityProvider } from '../identity-providers/identity-provider.ts'
import type { Wish } from '../journey/visit.ts'
import type { Persona } from '../personas/persona.ts'
import type { Platform } from '../platforms/platform.ts'

/** A name in a wish that does not exist: answered 400, with the names that do. */
export class WishError extends Error {
  readonly detail: string
  readonly known: readonly string[]

  constructor(what: string, given: string, known: readonly string[]) {
    super(`Unknown ${what} "${given}"`)
    this.name = 'WishError'
    this.detail = `${this.message}; known: ${known.join(', ')}`
    this.known = known
  }
}

/** A wish as headers and the control API say it: names only. */
export type WishedNames = {
  persona?: string | undefined
  idp?: string | undefined
  outcome?: string | undefined
  claims?: Readonly<Record<string, unknown>> | undefined
}

/** Turns names into the wish that a journey decides by; @throws WishError for a name that does not exist. */
export const resolveWish = (
  names: WishedNames,
  known: { personas: readonly Persona[]; identityProviders: readonly IdentityProvider[]; platform: Platform },
): Wish | undefined => {
  const { persona, idp, outcome = 'success', claims } = names
  if (persona === undefined && idp === undefined && names.outcome === undefined && claims === undefined)
    return undefined
  const person = persona === undefined ? undefined : known.personas.find(({ id }) => id === persona)
  if (persona !== undefined && !person)
    throw new WishError(
      'persona',
      persona,
      known.personas.map(({ id }) => id),
    )
  if (idp !== undefined && !known.identityProviders.some(({ id }) => id === idp)) {
    throw new WishError(
      'identity provider',
      idp,
      known.identityProviders.map(({ id }) => id),
    )
  }
  const outcomes = ['success', 'cancel', ...Object.keys(known.platform.errors)]
  if (!outcomes.includes(outcome)) throw new WishError('outcome', outcome, outcomes)
  return {
    outcome,
    ...(person && { persona: person }),
    ...(idp !== undefined && { idp_id: idp }),
    ...(claims && { claims }),
  }
}

/** The wish of a request's own headers. */
export const wishedInHeaders = (header: (name: string) => string | undefined): WishedNames => ({
  persona: header('doublure-persona'),
  idp: header('doublure-idp'),
  outcome: header('doublure-outcome'),
})
