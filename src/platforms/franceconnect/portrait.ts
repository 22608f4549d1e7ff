import { hash } from 'node:crypto'
import type { IdentityProvider } from '../../identity-providers/identity-provider.ts'
import type { AskedOfProvider, ProviderPages } from '../../journey/identity-provider/steps.ts'
import type { IdentityProviderAnswer } from '../../journey/identity-provider-answer.ts'
import type { Persona } from '../../personas/persona.ts'
import type { Edition } from './edition.ts'
import { errors } from './errors.ts'
import { endings } from './journey/ending.ts'
import { highest, levels, lowest, reaches } from './levels.ts'

/** The bridge to other European countries sends less, and the civil register is not asked about its people. */
export const isEuropean = ({ amr }: IdentityProvider): boolean => amr.includes('eidas')

/** What an identity provider says of a built-in person. */
export const portrait = (
  persona: Persona,
  provider: IdentityProvider,
  asked: AskedOfProvider,
): IdentityProviderAnswer => {
  if (persona.kind !== 'citizen') throw new Error(`${persona.id} is no citizen`)
  const { given_name, given_names, family_name, preferred_username, birthdate, gender, birthplace } = persona
  const identity = {
    sub: subAt(provider, persona.id),
    given_name,
    given_name_array: given_names,
    family_name,
    birthdate,
    gender,
    birthplace,
    ...(!isEuropean(provider) && {
      birthcountry: persona.birthcountry,
      preferred_username,
      email: persona.email,
    }),
  }
  const { identity_provider_answer: failure, blocked, civil_register, civil_identity } = persona
  const acr = reachedLevel(persona.levels, provider, asked.acr_values)
  return {
    idp_id: provider.id,
    persona: persona.id,
    identity: present(identity),
    ...(acr !== undefined && { acr }),
    amr: provider.amr,
    ...(failure !== 'ok' && { failure }),
    facts: {
      blocked,
      // Found is what goes without saying: the words of the test register in given names may then say otherwise.
      ...(civil_register !== 'found' && { civil_register }),
      ...(civil_identity && { civil_identity }),
      blocked_identity_providers: persona.blocked_identity_providers,
    },
  }
}

/** What an identity provider says of an identity typed by hand: empty fields are claims left out. */
export const typed = (
  fields: Readonly<Record<string, string>>,
  provider: IdentityProvider,
): IdentityProviderAnswer => {
  const {
    given_name,
    family_name,
    preferred_username,
    gender,
    birthdate,
    birthplace,
    email,
    acr,
    rep_scope,
  } = fields
  const birthcountry = fields.birthcountry || '99100'
  const names = { given_name, family_name, birthdate, gender, birthplace }
  const french = { birthcountry, preferred_username, email, rep_scope }
  return {
    idp_id: provider.id,
    identity: present({
      sub: subAt(provider, Object.values(names).join(' ')),
      ...names,
      ...(!isEuropean(provider) && french),
    }),
    ...(acr && { acr }),
    amr: provider.amr,
    facts: {},
  }
}

/** The level that a person answers with: the lowest that suffices, or the best they have. */
const reachedLevel = (
  own: readonly string[] | undefined,
  { levels: offered }: IdentityProvider,
  asked: readonly string[],
): string | undefined => {
  const [wanted] = asked
  const possible = offered.length > 0 ? offered : levels
  const able = own ? possible.filter((level) => own.includes(level)) : possible
  const enough = (acrs: readonly string[]) => lowest(acrs.filter((acr) => reaches(acr, wanted)))
  const least = enough(able)
  if (least !== undefined) return least
  const best = highest(own ?? possible)
  return reaches(best, wanted) ? (enough(possible) ?? best) : best
}

const subAt = (provider: IdentityProvider, who: string): string => hash('sha256', `${provider.id} ${who}`)

const present = (claims: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined && value !== ''))

const said = new Map(Object.entries(errors).map(([code, { message }]) => [code, message]))

/** The pages of the identity providers of an edition. */
export const providerPages = (edition: Edition): ProviderPages => ({
  kind: 'citizen',
  brand: edition.brand,
  callback: '/api/v2/oidc-callback',
  outcomes: endings,
  words: (code) => (code === 'cancel' ? 'la personne renonce' : said.get(code)),
  acrs: () => levels,
  ...(edition.mandates && { mandate: true }),
  portrait,
  typed,
  initial: ({ acr_values: [acr] }) => ({ ...(acr !== undefined && { acr }), birthcountry: '99100' }),
})
