import type { Client } from '../../../clients/client.ts'
import type { IdentityProvider } from '../../../identity-providers/identity-provider.ts'
import { domainOf, localPartOf } from '../email.ts'
import type { Ways } from './ways.ts'

const byTitle = (one: IdentityProvider, other: IdentityProvider): number =>
  Number(one.default) - Number(other.default) || one.title.localeCompare(other.title, 'fr')

/**
 * The identity providers of an address, in the order of the choice: those of its domain, the default one last. Nobody
 * claims the domain: the default one alone, or none on a network without.
 */
export const routeEmail = (
  providers: readonly IdentityProvider[],
  email: string,
  { barred }: Pick<Ways, 'barred'>,
  client: Client,
): readonly IdentityProvider[] => {
  const domain = domainOf(email)
  const forced = localPartOf(email).endsWith('+proconnect')
  const claimants = providers.filter(
    ({ email_domains, routing_enabled, displayed }) =>
      displayed && email_domains.includes(domain) && (routing_enabled || forced),
  )
  const allowed = claimants.filter((provider) => !barred?.(client, provider))
  if (allowed.length > 0) return allowed.toSorted(byTitle)
  return claimants.length > 0 ? claimants.slice(0, 1) : providers.filter((provider) => provider.default)
}
