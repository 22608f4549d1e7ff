import type { LegalCategories } from './legal-category.ts'
import type { Organisation } from './organisation.ts'

/** What the claim `roles` can hold. */
export type Role = 'agent_public' | 'agent_public_etat' | 'agent_public_territorial'

/** What an agent's place of work is to a hub: the organisation found, the network asked, the law's categories. */
export type RolesOptions = {
  /** `undefined`: the look-up failed, as it does for a SIRET that no one described. */
  organisation: Organisation | undefined
  network: 'internet' | 'rie'
  categories: LegalCategories
}

/**
 * The roles that come with an organisation. None for a private, closed or unknown one. On the RIE nothing is looked
 * up: whoever is on that network is an agent.
 *
 * An unknown SIRET gets no role, as when the look-up fails. ProConnect's own development stack answers every unknown
 * SIRET with one town's data instead; here a test that wants a public agent says which organisation is public.
 */
export const rolesOf = ({ organisation, network, categories }: RolesOptions): Role[] => {
  if (network === 'rie') return ['agent_public']
  if (organisation === undefined || organisation.closed) return []
  const category = categories.get(organisation.legal_category)
  if (!(organisation.public_service ?? category !== undefined)) return []
  const roles: Role[] = ['agent_public']
  if (category?.sector === 'state' || organisation.state_operator) roles.push('agent_public_etat')
  if (category?.sector === 'territorial') roles.push('agent_public_territorial')
  return roles
}
