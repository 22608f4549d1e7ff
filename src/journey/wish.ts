import { suggestion } from '../clients/nearest.ts'
import type { IdentityProvider } from '../identity-providers/identity-provider.ts'
import type { Persona } from '../personas/persona.ts'
import type { Wish } from './visit.ts'

/** A name in a wish that does not exist, or not here (`message` says so): answered 400, with the names that do. */
export class WishError extends Error {
  readonly detail: string
  readonly known: readonly string[]

  constructor(what: string, given: string, known: readonly string[], message?: string) {
    super(message ?? `Unknown ${what} "${given}"`)
    this.name = 'WishError'
    // A name that a message explains exists, only not here: it is not mistyped.
    const meant = message === undefined ? suggestion(given, known) : ''
    this.detail = `${this.message}${meant}; known: ${known.join(', ') || 'none'}`
    this.known = known
  }
}

/** @throws WishError when the name is not one of those that exist. */
export const checkName = (what: string, given: string, known: readonly string[]): void => {
  if (!known.includes(given)) throw new WishError(what, given, known)
}

const kinds = { citizen: 'a citizen', agent: 'an agent' } as const

/** The person of that name among those of a hub; @throws WishError when there is none, or when they log in elsewhere. */
export const personaNamed = (
  id: string,
  { personas, kindOf }: Pick<KnownNames, 'personas' | 'kindOf'>,
): Persona => {
  const found = personas.find((one) => one.id === id)
  if (found) return found
  const kind = kindOf(id)
  const ids = idsOf(personas)
  if (kind === undefined) throw new WishError('persona', id, ids)
  const welcome = kind === 'agent' ? 'citizens' : 'agents'
  throw new WishError(
    'persona',
    id,
    ids,
    `Persona "${id}" is ${kinds[kind]}, and this hub logs ${welcome} in`,
  )
}

/** A wish as headers and the control API say it: names only. */
export type WishedNames = {
  persona?: string | undefined
  idp?: string | undefined
  outcome?: string | undefined
  /** Claims that replace the person's own, null included. */
  claims?: Readonly<Record<string, unknown>> | undefined
  /** Claims left out. */
  without?: readonly string[] | undefined
}

/** What exists on a hub, for names to be looked up. */
export type KnownNames = {
  personas: readonly Persona[]
  /** What anyone of that id is, on whatever hub they log in. */
  kindOf(id: string): Persona['kind'] | undefined
  identityProviders: readonly IdentityProvider[]
  /** Error codes of the hub that a login can end with. */
  codes: readonly string[]
}

/** The outcomes that a login of a hub can be told to have. */
export const outcomesOf = ({ codes }: Pick<KnownNames, 'codes'>): readonly string[] => [
  'success',
  'cancel',
  ...codes,
]

/** Turns names into the wish that a journey decides by; `undefined` when nothing is wished. @throws WishError for a name that does not exist. */
export const resolveWish = (names: WishedNames, known: KnownNames): Wish | undefined => {
  if (isNothing(names)) return undefined
  const { persona, idp, outcome = 'success' } = names
  const person = persona === undefined ? anyone(outcome, known) : personaNamed(persona, known)
  if (idp !== undefined) checkName('identity provider', idp, idsOf(known.identityProviders))
  if (outcome !== 'success') checkName('outcome', outcome, outcomesOf(known))
  const claims = claimsOf(names)
  return {
    outcome,
    ...(person && { persona: person }),
    ...(idp !== undefined && { idp_id: idp }),
    ...(claims && { claims }),
  }
}

const isNothing = ({ persona, idp, outcome, claims, without }: WishedNames): boolean =>
  persona === undefined &&
  idp === undefined &&
  outcome === undefined &&
  claims === undefined &&
  without === undefined

const idsOf = (all: readonly { id: string }[]): readonly string[] => all.map(({ id }) => id)

/** Who logs in when a test only says that someone does: the first person to whom nothing unusual happens. */
const anyone = (outcome: string, { personas }: KnownNames): Persona | undefined =>
  outcome === 'success' ? personas.find(isOrdinary) : undefined

const isOrdinary = (persona: Persona): boolean =>
  !persona.blocked &&
  persona.identity_provider_answer === 'ok' &&
  persona.unchecked.length === 0 &&
  persona.email !== undefined &&
  (persona.kind === 'agent'
    ? persona.acr === undefined && persona.siret !== undefined && persona.identities.length === 0
    : persona.civil_register === 'found' && persona.levels === undefined)

/** A journey reads `undefined` as absence. */
const claimsOf = ({ claims, without = [] }: WishedNames): Wish['claims'] =>
  claims === undefined && without.length === 0
    ? undefined
    : { ...claims, ...Object.fromEntries(without.map((name) => [name, undefined])) }

/** The wish of a request's own headers. */
export const wishedInHeaders = (header: (name: string) => string | undefined): WishedNames => ({
  persona: header('doublure-persona'),
  idp: header('doublure-idp'),
  outcome: header('doublure-outcome'),
})
