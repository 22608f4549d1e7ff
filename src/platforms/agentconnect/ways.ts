import type { Client } from '../../clients/client.ts'
import type { IdentityProvider } from '../../identity-providers/identity-provider.ts'
import { outcome, page } from '../../journey/answer.ts'
import { frameOf } from '../../journey/frame.ts'
import type { Interaction, Visit } from '../../journey/visit.ts'
import { hintPayload } from '../../oidc/id-token-hint.ts'
import { unreachablePage } from '../../pages/proconnect/unreachable.ts'
import { interactionAddress } from '../proconnect/journey/paths.ts'
import { refuse } from '../proconnect/journey/refuse.ts'
import type { Ways } from '../proconnect/journey/ways.ts'
import { type Edition, providerRefusals } from './editions.ts'
import { errors } from './errors.ts'
import { levelObjection, levels } from './levels.ts'
import { receive } from './receive.ts'

const isListed = ({ idp_filter: { mode, list } }: Client, { id }: IdentityProvider): boolean =>
  list.includes(id) === (mode === 'include')

/** An identity provider of the RIE without the bridge, or one that is silent. */
const unreachable: Ways['unreachable'] = (visit, provider) =>
  page(
    unreachablePage({
      ...frameOf(visit, 'AgentConnect'),
      provider: provider.title,
      cause: provider.network === 'rie' && visit.hub.network === 'internet' ? 'network' : 'silent',
      retryHref: interactionAddress(visit, visit.session.value?.uid ?? ''),
      why: [
        {
          received: {
            fr: `${provider.id}, sur le réseau ${provider.network}`,
            en: `${provider.id}, on the network ${provider.network}`,
          },
          expected: {
            fr: 'un fournisseur d’identité que le navigateur et le hub peuvent joindre',
            en: 'an identity provider that the browser and the hub can reach',
          },
          remedy: {
            fr: 'Depuis Internet, seuls les fournisseurs d’identité du RIE que la passerelle dessert sont utilisables.',
            en: 'Only identity providers of the RIE that the bridge serves can be used from the Internet.',
          },
        },
      ],
    }),
    502,
  )

/** Whether the client that logs out has no address to go back to. */
const asksBeforeLogout = ({ stage, query }: Visit): boolean => {
  const client = stage.client(String(query.client_id ?? hintPayload(query)?.aud))
  return client !== undefined && client.post_logout_redirect_uris.length === 0
}

/** A hint may name a provider that the registration lists or, without a list of its own, any that is displayed. */
const hintObjection = ({ stage }: Visit, { client_id, params: { idp_hint } }: Interaction) => {
  const listed = stage.client(client_id)?.allowed_idp_hints
  const allowed = stage.identityProviders().filter(({ id, displayed }) => listed?.includes(id) ?? displayed)
  if (!idp_hint || allowed.some(({ id }) => id === idp_hint)) return undefined
  return {
    error: 'invalid_idp_hint',
    error_description: 'An idp_hint was provided but is not allowed',
  }
}

/** AgentConnect's own ways through the journey that its successor kept. */
export const waysOf = ({ subject, refusals }: Edition): Ways => ({
  brand: 'AgentConnect',
  acr: levels,
  oneTimeCode: false,
  checksPlausibility: false,
  linksBack: true,
  lost: 'Y030110',
  sessionLost: 'Y190001',
  badCookie: 'Y190001',
  noSub: 'Y020029',
  hopsToDisconnect: true,
  disabled: refusals.disabled,
  loginRequired: 'End-User authentication is required',
  asksBeforeLogout,
  errors,
  outcomes: Object.keys(errors).filter(
    (code) =>
      /^Y(000015|0005|02|030110|19|47|50)/.test(code) &&
      (!providerRefusals.includes(code) || Object.values<string>(refusals).includes(code)),
  ),
  objection: (visit, interaction) => hintObjection(visit, interaction) ?? levelObjection(interaction),
  barred: (client, provider) =>
    isListed(client, provider)
      ? undefined
      : refuse(refusals.excluded, {
          fr: `${provider.id} pour ${client.client_id}`,
          en: `${provider.id} for ${client.client_id}`,
        }),
  unreachable,
  providerError: (error, description) =>
    error === 'access_denied'
      ? outcome({ kind: 'error', error, error_description: 'User auth aborted' })
      : refuse(
          'Y020026',
          { fr: `${error} du fournisseur d’identité`, en: `${error} from the identity provider` },
          {
            message: description ? `${error} (${description})` : error,
          },
        ),
  receive,
  subject,
})
