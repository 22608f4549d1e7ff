import type { Client } from '../../../clients/client.ts'
import type { IdentityProvider } from '../../../identity-providers/identity-provider.ts'
import type { Answer, Refusal } from '../../../journey/answer.ts'
import type { Interaction, Visit, Wish } from '../../../journey/visit.ts'
import type { Persona } from '../../../personas/persona.ts'
import { isEssentialAcrMet, ungrantedClaims } from '../claims-parameter.ts'
import type { Edition } from '../edition.ts'
import { portrait } from '../portrait.ts'
import { refused } from '../reasons.ts'
import { answerRefusal } from './callback.ts'
import { levelError } from './chooser.ts'
import { ending } from './ending.ts'
import { givenAcr, settle } from './login.ts'
import { acrAskedOf, findProvider, isAvailable, usableProvider } from './providers.ts'
import { freshSession, hintError } from './start.ts'
import { complete } from './verify.ts'

/** The whole journey at once, for a login that shows no page: the same checks as the pages, in their order. */
export const decide =
  (edition: Edition) =>
  (visit: Visit, interaction: Interaction, wish: Wish): Answer => {
    const client = visit.stage.client(interaction.client_id)
    if (!client)
      return refused('Y190004', {
        fr: 'une connexion dont le client n’est pas enregistré',
        en: 'a login whose client is not registered',
      })
    const session = freshSession(visit, interaction, client)
    visit.session.renew(session)
    const early = requestAnswer(edition, visit, client, interaction)
    if (early) return early
    if (wish.outcome !== 'success') return ending(wish.outcome)
    const { acr_values: wanted = '', idp_hint } = interaction.params
    const persona = wish.persona ?? visit.stage.personas()[0]
    if (!persona)
      return refused('Y100004', {
        fr: 'personne : la doublure ne connaît aucun citoyen',
        en: 'nobody: the double knows no citizen',
      })
    const provider = chooseFor(visit, client, persona, wish.idp_id ?? idp_hint, wanted)
    if ('kind' in provider) return provider
    const answer = portrait(persona, provider, {
      acr_values: [acrAskedOf(provider, wanted)],
      login_hint: undefined,
      siret_hint: undefined,
      claims: undefined,
    })
    const unusable = answerRefusal(visit, answer)
    if (unusable) return unusable
    const pending = complete(edition, visit, answer, wanted, client)
    if ('kind' in pending) return pending
    if (!isEssentialAcrMet(interaction.params.claims, givenAcr(edition, session, pending))) {
      return refused('Y190004', {
        fr: 'un acr essentiel que cette connexion ne donne pas',
        en: 'an essential acr that this login does not give',
      })
    }
    return settle(
      edition,
      visit,
      { ...session, step: 'login', idp_id: provider.id, idp: answer },
      pending,
      client,
    )
  }

/** What ends a login before anyone is asked who logs in; a hint goes past the chooser and what it checks. */
const requestAnswer = (
  edition: Edition,
  visit: Visit,
  client: Client,
  { params }: Interaction,
): Answer | undefined => {
  const { idp_hint, claims } = params
  const early = idp_hint === undefined ? chooserAnswer(edition, params) : hintError(visit, client, idp_hint)
  if (early) return early
  const ungranted = ungrantedClaims(claims, edition.claimsSupported)
  if (ungranted.length === 0) return undefined
  return refused('Y190004', {
    fr: `des claims que seuls des scopes donnent : ${ungranted.join(', ')}`,
    en: `claims that only scopes give: ${ungranted.join(', ')}`,
  })
}

/** What the chooser answers in place of its page. */
const chooserAnswer = (edition: Edition, { state, acr_values = '' }: Interaction['params']) =>
  state
    ? levelError(edition, acr_values)
    : refused('Y190004', { fr: 'une connexion sans state', en: 'a login without state' })

/** The provider that was asked for, or the one of the request, or the person's own, or the first that can. */
const chooseFor = (
  visit: Visit,
  client: Client,
  persona: Persona,
  asked: string | undefined,
  wanted: string,
): IdentityProvider | Refusal => {
  const named = asked ?? findProvider(visit, persona.idp_id)?.id
  if (named !== undefined) return usableProvider(visit, client, named)
  const blocked = persona.kind === 'citizen' ? persona.blocked_identity_providers : []
  const able = visit.stage
    .identityProviders()
    .filter((provider) => provider.displayed && isAvailable(provider, client, wanted, false))
  return (
    able.find(({ id }) => !blocked.includes(id)) ??
    able[0] ??
    refused('Y020023', {
      fr: `aucun fournisseur d’identité que ${client.client_id} propose et qui donne ${wanted}`,
      en: `no identity provider that ${client.client_id} offers and that gives ${wanted}`,
    })
  )
}
