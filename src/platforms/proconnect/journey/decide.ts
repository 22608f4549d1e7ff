import type { Client } from '../../../clients/client.ts'
import type { IdentityProvider } from '../../../identity-providers/identity-provider.ts'
import { outcome, proceed } from '../../../journey/answer.ts'
import type { IdentityProviderAnswer } from '../../../journey/identity-provider-answer.ts'
import type { Interaction, Journey, Visit, Wish } from '../../../journey/visit.ts'
import type { Persona } from '../../../personas/persona.ts'
import { isEmail } from '../email.ts'
import { portrait } from '../portrait.ts'
import { accept } from './callback.ts'
import { conclude } from './conclude.ts'
import { askedOf, barrier, isDomainAllowed } from './leave.ts'
import { beginLogin } from './memory.ts'
import { unknownHint } from './open-interaction.ts'
import { addressOrNone, refuse, refuseOnDemand } from './refuse.ts'
import { routeEmail } from './route-email.ts'
import { implausibleAddress } from './send-email.ts'
import { leavesStateOut } from './start.ts'
import { lostLogin, type UnderWay } from './under-way.ts'
import type { Ways } from './ways.ts'

/** The whole journey at once, through the same checks as the pages. */
export const decide =
  (ways: Ways): Journey['decide'] =>
  async (visit, interaction, wish) => {
    const client = visit.stage.client(interaction.client_id)
    const persona = client && (wish.persona ?? anyoneFor(visit, client))
    if (!client || !persona) return lostLogin(ways)
    const objection = ways.objection?.(visit, interaction)
    if (objection) return outcome({ kind: 'error', ...objection })
    if (staysOnPage(ways, visit, interaction)) return proceed
    beginLogin(visit, interaction, { pageless: true })
    const { idp_hint, login_hint = persona.email } = interaction.params
    if (idp_hint && !visit.stage.identityProviders().some(({ id }) => id === idp_hint)) return unknownHint()
    const isCode = wish.outcome !== 'success' && wish.outcome !== 'cancel'
    if (isCode) return refuseOnDemand(wish.outcome)
    const typed = idp_hint ? undefined : login_hint
    const provider =
      providerFor(ways, visit, interaction, persona, wish) ??
      (interaction.params.login_hint ? undefined : anyProvider(visit, client, typed))
    if (!provider) return refuse('Y500001', addressOrNone(login_hint))
    const stop = barrier(ways, visit, client, provider, typed)
    if (stop) return stop
    if (wish.outcome === 'cancel') return ways.providerError('access_denied', 'user authentication aborted')
    const answer = answerOf(ways, interaction, { persona, typed }, provider)
    const refused = await accept(ways, visit, interaction, provider, answer)
    if (refused) return refused
    const session = visit.session.value
    const login: UnderWay | undefined = session && { interaction, session, client }
    return (login && conclude(ways, visit, login)) ?? lostLogin(ways)
  }

/** Who gives up when nobody is named: somebody whom the client takes, or anybody. */
const anyoneFor = ({ stage }: Visit, client: Client): Persona | undefined => {
  const personas = stage.personas()
  return personas.find(({ email }) => isDomainAllowed(client, email)) ?? personas[0]
}

/** Whether the pages would go no further than the first: its form comes back for an empty state, or refuses the hint. */
const staysOnPage = (ways: Ways, visit: Visit, { uid, params }: Interaction): boolean => {
  const { idp_hint, login_hint, state } = params
  if (idp_hint) return false
  return login_hint
    ? implausibleAddress(ways, visit, uid, login_hint) !== undefined
    : !state && !leavesStateOut(visit)
}

/** Where a person logs in: where the test says, where the client says by name or by address, or where their own address leads. */
const providerFor = (
  ways: Ways,
  { stage }: Visit,
  { client_id, params }: Interaction,
  persona: Persona,
  wish: Wish,
): IdentityProvider | undefined => {
  const providers = stage.identityProviders()
  const named = providers.find(({ id }) => id === (wish.idp_id ?? params.idp_hint))
  const client = stage.client(client_id)
  if (named || !client) return named
  const own = providers.find(({ id }) => id === persona.idp_id)
  if (params.login_hint) {
    const led = routeEmail(providers, params.login_hint, ways, client)
    return led.find((provider) => provider === own) ?? led[0]
  }
  const address = persona.email !== undefined && isEmail(persona.email) ? persona.email : 'nobody@nowhere'
  return own ?? routeEmail(providers, address, ways, client)[0]
}

/**
 * Where somebody logs in whose address leads nowhere, as if they had typed one that does: to the first that can, unless
 * the client would refuse them all the same.
 */
const anyProvider = (
  { stage }: Visit,
  client: Client,
  email: string | undefined,
): IdentityProvider | undefined =>
  isDomainAllowed(client, email)
    ? stage.identityProviders().find(({ active, reachable, displayed }) => active && reachable && displayed)
    : undefined

/** What the provider answers to what the hub would have asked it for the address that was typed. */
const answerOf = (
  ways: Ways,
  interaction: Interaction,
  { persona, typed }: { persona: Persona; typed: string | undefined },
  provider: IdentityProvider,
): IdentityProviderAnswer => {
  const { acr_values, claims } = askedOf(ways, interaction, provider, typed)
  return portrait(persona, provider, {
    acr_values: acr_values?.split(' ') ?? [],
    claims,
    login_hint: typed,
    siret_hint: interaction.params.siret_hint,
  })
}
