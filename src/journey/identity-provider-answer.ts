/** What an identity provider tells the hub of a person: members of its userinfo, and how the person proved who they are. */
export type IdentityProviderAnswer = {
  idp_id: string
  /** The built-in person chosen, absent when the identity was typed by hand. */
  persona?: string
  /** Members of the identity provider's userinfo, `sub` included. */
  identity: Readonly<Record<string, unknown>>
  /** `undefined`: the identity provider said nothing. */
  acr?: string
  amr?: readonly string[]
  /** What the identity provider does wrong. */
  failure?: 'no_sub' | 'token_failed' | 'userinfo_failed' | 'malformed_token'
  /** What the hub's other sources say of the person: civil register, account state, preferences. */
  facts: PersonFacts
}

/** What the hub knows of a person that the identity provider does not say. */
export type PersonFacts = {
  blocked?: boolean
  civil_register?: string
  civil_identity?: Readonly<Record<string, unknown>>
  blocked_identity_providers?: readonly string[]
  /** The tester asked that this login end with this code of the hub. */
  refuse_with?: string
  /** Pairs of identity provider and `sub` that name this same account. */
  identities?: readonly { idp_id: string; sub: string }[]
}
