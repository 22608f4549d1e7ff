import type { Client } from '../../../clients/client.ts'
import type { IdentityProvider } from '../../../identity-providers/identity-provider.ts'
import { type Answer, redirect } from '../../../journey/answer.ts'
import { authorizeAddress } from '../../../journey/identity-provider/address.ts'
import type { Interaction, Visit } from '../../../journey/visit.ts'
import { verbatim } from '../../../rules/sentences.ts'
import { askedOfProvider } from '../acr.ts'
import { domainOf, localPartOf } from '../email.ts'
import { forgetPerson, remember } from './memory.ts'
import { routes } from './paths.ts'
import { addressOrNone, refuse } from './refuse.ts'
import type { TypedEmail } from './send-email.ts'
import type { Ways } from './ways.ts'

/** What the hub asks of every identity provider, whatever the client asked. */
const SCOPE =
  'openid uid given_name usual_name email siren siret organizational_unit belonging_population phone chorusdt'

/** Sends the browser to an identity provider, unless something stands in the way. */
export const leaveFor = (
  ways: Ways,
  visit: Visit,
  interaction: Interaction,
  provider: IdentityProvider,
  typed?: TypedEmail,
): Answer => {
  const client = visit.stage.client(interaction.client_id)
  const stop = client && barrier(ways, visit, client, provider, typed?.email)
  if (stop) return stop
  const state = visit.stage.random()
  const nonce = visit.stage.random()
  forgetPerson(visit)
  remember(visit, {}, { idp_id: provider.id, idp_state: state, idp_nonce: nonce })
  return redirect(
    authorizeAddress(visit, provider, {
      scope: SCOPE,
      nonce,
      state,
      callback: routes.callback,
      ...askedOf(ways, interaction, provider, typed?.email),
      login_hint: typed?.email,
      siret_hint: interaction.params.siret_hint,
      sp_id: interaction.client_id,
      sp_name: client?.client_name,
      remember_me: typed && String(typed.remember),
    }),
  )
}

/** The levels asked of an identity provider, by what it can do and by the address that was typed. */
export const askedOf = (
  { acr }: Pick<Ways, 'acr'>,
  { params }: Interaction,
  provider: IdentityProvider,
  email: string | undefined,
) =>
  askedOfProvider(acr, params, {
    mfa: provider.mfa_compliant || (email !== undefined && localPartOf(email).endsWith('+mfa')),
    default: provider.default,
  })

/** What stops a login before the browser leaves for the identity provider. */
export const barrier = (
  ways: Ways,
  visit: Visit,
  client: Client,
  provider: IdentityProvider,
  email: string | undefined,
): Answer | undefined => {
  if (!isDomainAllowed(client, email)) return refuse('Y500025', addressOrNone(email))
  const barred = ways.barred?.(client, provider)
  if (barred) return barred
  if (!provider.active) return refuse(ways.disabled, verbatim(provider.id))
  return provider.reachable ? undefined : ways.unreachable(visit, provider)
}

/** Whether the client takes people of this address. */
export const isDomainAllowed = ({ allowed_email_domains }: Client, email: unknown): boolean =>
  allowed_email_domains === undefined ||
  (typeof email === 'string' && allowed_email_domains.includes(domainOf(email)))
