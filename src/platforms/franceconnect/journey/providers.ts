import type { Client } from '../../../clients/client.ts'
import type { IdentityProvider } from '../../../identity-providers/identity-provider.ts'
import type { Answer, Refusal } from '../../../journey/answer.ts'
import { redirect } from '../../../journey/answer.ts'
import { authorizeAddress } from '../../../journey/identity-provider/address.ts'
import type { Visit } from '../../../journey/visit.ts'
import { verbatim } from '../../../rules/sentences.ts'
import type { Edition } from '../edition.ts'
import { highest, lowest, rankOf, reaches } from '../levels.ts'
import { refused } from '../reasons.ts'
import { notesOf, wantedAcr } from './session.ts'

/** The level below which a suspicious request may not log in. */
const SUSPICIOUS_ACR = 'eidas2'

/** The hub's front proxy finds the request suspicious. */
export const isSuspicious = (visit: Visit, { suspects }: Edition): boolean =>
  suspects && visit.header('x-suspicious') === '1'

/** A level that a suspicious request may log in with. */
export const calmsSuspicion = (acr: string | undefined): boolean => reaches(acr, SUSPICIOUS_ACR)

/** The client leaves this provider out. */
export const isExcluded = ({ idp_filter: { mode, list } }: Client, id: string): boolean =>
  (mode === 'exclude') === list.includes(id)

/** The provider of that id, or why it may not be used for a client, whatever the level. */
export const usableProvider = (visit: Visit, client: Client, id: string): IdentityProvider | Refusal => {
  const provider = findProvider(visit, id)
  if (!provider) return refused('Y020019', verbatim(`providerUid ${id}`))
  if (isExcluded(client, id))
    return refused('Y020023', {
      fr: `${id}, que l’idp_filter de ${client.client_id} écarte`,
      en: `${id}, which idp_filter of ${client.client_id} leaves out`,
    })
  return provider.active
    ? provider
    : refused('Y020017', { fr: `${id}, qui n’est pas actif`, en: `${id}, which is not active` })
}

export const findProvider = ({ stage }: Visit, id: string | undefined): IdentityProvider | undefined =>
  stage.identityProviders().find((provider) => provider.id === id)

/** A provider without a list can give any level. */
const canGive = ({ levels }: IdentityProvider, wanted: string): boolean =>
  levels.length === 0 || reaches(highest(levels), wanted)

/** Whether the button of a provider may be pressed. */
export const isAvailable = (
  provider: IdentityProvider,
  client: Client,
  wanted: string,
  suspicious: boolean,
): boolean =>
  provider.active &&
  !isExcluded(client, provider.id) &&
  canGive(provider, wanted) &&
  !(suspicious && !calmsSuspicion(lowest(provider.levels)))

/** The level that the hub asks of a provider: what the client wants, or the least that the provider can. */
export const acrAskedOf = ({ levels }: IdentityProvider, wanted: string): string => {
  const least = lowest(levels)
  return least !== undefined && rankOf(least) > rankOf(wanted) ? least : wanted
}

/** Sends the browser to a provider, and remembers what for. */
export const leaveFor = (visit: Visit, provider: IdentityProvider): Answer => {
  const session = visit.session.value ?? {}
  const state = visit.stage.random()
  const nonce = visit.stage.random()
  const { failed: _, ...notes } = notesOf(session)
  visit.session.keep({
    ...session,
    step: 'redirect-to-idp',
    idp_id: provider.id,
    idp_state: state,
    idp_nonce: nonce,
    notes,
  })
  return redirect(
    authorizeAddress(visit, provider, {
      state,
      nonce,
      scope: 'openid profile birth email',
      acr_values: acrAskedOf(provider, wantedAcr(session)),
      claims: '{"id_token":{"amr":{"essential":true}}}',
      callback: '/api/v2/oidc-callback',
    }),
  )
}
