import type { CivilIdentity } from './civil-identity.ts'

/** What an edition makes claims of. */
export type Known = {
  idp_id: string
  /** What the identity provider says. */
  identity: Readonly<Record<string, unknown>>
  /** What the civil register says; absent for people of other European countries. */
  civil: CivilIdentity | undefined
}

/** What FranceConnect and FranceConnect+ differ by in their journey. */
export type Edition = {
  /** The name that the hub gives itself. */
  brand: string
  /** Levels that the hub can give. */
  acrValues: readonly string[]
  claimsSupported: readonly string[]
  /** Levels that one login can serve to several clients. */
  ssoAcrs: readonly string[]
  /** Identity providers that a client excludes are shown, disabled; otherwise they are hidden. */
  showsExcluded: boolean
  /** A request that the front proxy finds suspicious needs eidas2 of the identity provider. */
  suspects: boolean
  /** People may log in for someone who gave them a mandate (`rep_scope`). */
  mandates: boolean
  /** The first-time advice on the chooser. */
  tutorial: boolean
  /** Name of the hub in links to the support. */
  supportName: string
  /** Codes whose page shows an answer to a frequent question in place of the support. */
  help: Readonly<Record<string, string>>
  claims(known: Known): Record<string, unknown>
}
