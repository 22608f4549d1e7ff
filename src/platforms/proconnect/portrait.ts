import { hash } from 'node:crypto'
import type { IdentityProvider } from '../../identity-providers/identity-provider.ts'
import type { AskedOfProvider } from '../../journey/identity-provider/steps.ts'
import type { IdentityProviderAnswer } from '../../journey/identity-provider-answer.ts'
import type { Agent, Persona } from '../../personas/persona.ts'
import { acrValuesOf, demandedAcrs, FALLBACK_ACR } from './acr.ts'

/** What an identity provider that obliges answers: the first level asked that it can reach. */
export const obligingAcr = (
  { levels }: Pick<IdentityProvider, 'levels'>,
  { claims, acr_values }: AskedOfProvider,
): string => {
  const request = { claims, acr_values: acr_values.join(' ') }
  const asked = [...demandedAcrs(request), ...acrValuesOf(request)]
  const known = levels.length === 0 ? asked : asked.filter((acr) => levels.includes(acr))
  return known[0] ?? levels[0] ?? FALLBACK_ACR
}

/** Name of a person at an identity provider: its own choice, the same each time. */
const subAt = (provider: IdentityProvider, { id, identities }: Agent): string =>
  identities.find(({ idp_id }) => idp_id === provider.id)?.sub ?? hash('sha256', `${provider.id} ${id}`)

const siretFor = ({ siret, organisations }: Agent, hint: string | undefined): string | undefined =>
  hint !== undefined && organisations.includes(hint) ? hint : siret

const passed = [
  'uid',
  'given_name',
  'usual_name',
  'email',
  'siren',
  'organizational_unit',
  'belonging_population',
  'phone_number',
  'chorusdt:matricule',
  'chorusdt:societe',
] as const

/** What an identity provider says of an agent; what the agent does not have is left out. */
export const portrait = (
  persona: Persona,
  provider: IdentityProvider,
  asked: AskedOfProvider,
): IdentityProviderAnswer => {
  if (persona.kind !== 'agent') throw new Error(`${persona.id} is no agent`)
  const siret = siretFor(persona, asked.siret_hint)
  const identity: Record<string, unknown> = { sub: subAt(provider, persona) }
  for (const name of passed) if (persona[name] !== undefined) identity[name] = persona[name]
  if (siret !== undefined) identity.siret = siret
  if (siret !== undefined && siret !== persona.siret) identity.siren = siret.slice(0, 9)
  Object.assign(identity, persona.custom)
  const acr = persona.acr === undefined ? obligingAcr(provider, asked) : persona.acr
  const amr = persona.amr === undefined ? provider.amr : persona.amr
  const failure = persona.identity_provider_answer
  return {
    idp_id: provider.id,
    persona: persona.id,
    identity,
    ...(acr !== null && { acr }),
    ...(amr !== null && amr.length > 0 && { amr }),
    ...(failure !== 'ok' && { failure }),
    facts: { blocked: persona.blocked, identities: persona.identities },
  }
}
