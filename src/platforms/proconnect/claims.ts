import { domainOf } from './email.ts'
import { identityFaults, isPhoneNumber, usableSiret } from './identity.ts'
import { refuse } from './journey/refuse.ts'
import type { Received, ReceivedIdentity } from './journey/ways.ts'
import { validatorWords } from './validator-words.ts'

/** Members of an identity that have a claim of their own. */
const passed = [
  'uid',
  'given_name',
  'usual_name',
  'email',
  'siren',
  'organizational_unit',
  'belonging_population',
  'chorusdt:matricule',
  'chorusdt:societe',
] as const

/** Members that the hub writes itself, or that speak of the message rather than of the person. */
const dropped = new Set<string>([
  ...passed,
  'sub',
  'siret',
  'phone_number',
  'organization_label',
  'roles',
  'idp_id',
  'idp_acr',
  'custom',
  'aud',
  'exp',
  'iat',
  'iss',
])

type Identity = Readonly<Record<string, unknown>>

/** Everything that an identity provider says and no claim carries. */
const customOf = (identity: Identity): Identity =>
  Object.fromEntries(Object.entries(identity).filter(([name]) => !dropped.has(name)))

/** What ProConnect makes of an identity: checked, its SIRET settled, its organisation looked up. */
export const receive = (received: Received): ReceivedIdentity => {
  const { visit, provider, answer } = received
  const { identity } = answer
  const faults = identityFaults(identity)
  if (faults.length > 0) return refuse('Y500006', validatorWords(faults), { message: faults.join(', ') })
  const stray = strayDomain(received)
  if (stray) return stray
  const siret = usableSiret(identity, provider.siret)
  if (siret === undefined) {
    const given = `siret ${JSON.stringify(identity.siret ?? null)}`
    const message = `${given} cannot be used, and ${provider.id} lends none`
    const fr = `${given} n’est pas utilisable, et ${provider.id} n’en prête aucun`
    return refuse('Y500006', { fr, en: message }, { status: 500, message })
  }
  const roles = visit.stage.roles(siret)
  const claims: Record<string, unknown> = {}
  for (const name of passed) if (identity[name] !== undefined) claims[name] = identity[name]
  claims.siret = siret
  if (isPhoneNumber(identity.phone_number)) claims.phone_number = identity.phone_number
  claims.idp_id = provider.id
  claims.idp_acr = answer.acr ?? 'eidas1'
  claims.roles = roles
  const label = labelOf(received, siret)
  if (label !== undefined) claims.organization_label = label
  claims.custom = customOf(identity)
  return { kind: 'identity', claims, roles }
}

/** On the RIE nothing is looked up. Elsewhere the provider's own word stands where the look-up fails. */
const labelOf = ({ visit, answer }: Received, siret: string): unknown => {
  if (visit.hub.network === 'rie') return undefined
  return visit.stage.organisation(siret)?.label ?? answer.identity.organization_label
}

/** An address of a domain that the identity provider may not vouch for. */
const strayDomain = ({ provider, answer }: Received) => {
  const { allowed_email_domains, email_domains } = provider
  if (allowed_email_domains === undefined || provider.default) return undefined
  const domain = domainOf(String(answer.identity.email))
  if ([...allowed_email_domains, ...email_domains].includes(domain)) return undefined
  return refuse(
    'Y500027',
    { fr: `le domaine ${domain}, de ${provider.id}`, en: `the domain ${domain} from ${provider.id}` },
    {
      message: `Le fournisseur d’identité « ${provider.title} » ne peut pas connecter une adresse du domaine ${domain}.`,
    },
  )
}
