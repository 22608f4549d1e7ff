import type { IdentityProvider } from '../../identity-providers/identity-provider.ts'
import { formatParams } from '../../oidc/params.ts'
import type { Visit } from '../visit.ts'

/** Where the pages of a hub's identity providers are, outside every issuer. */
export const pagesPath = '/_doublure/identity-provider/:hub/:idp'

const root = ({ hub }: Visit, provider: IdentityProvider) =>
  `${hub.ours}/identity-provider/${hub.id}/${encodeURIComponent(provider.id)}`

/** What a hub asks of an identity provider when it sends a browser there. */
export type Asked = {
  state: string
  nonce: string
  acr_values?: string | undefined
  claims?: string | undefined
  login_hint?: string | undefined
  siret_hint?: string | undefined
  /** The client, by id and by name. */
  sp_id?: string | undefined
  sp_name?: string | undefined
  remember_me?: string | undefined
  /** Route of the hub that takes the answer. */
  callback: string
  scope: string
}

/** The authorize request that the hub makes to an identity provider, with the parameters of the real one. */
export const authorizeAddress = (visit: Visit, provider: IdentityProvider, asked: Asked): string => {
  const { callback, ...rest } = asked
  const params = {
    response_type: 'code',
    client_id: visit.session.value?.client_id,
    redirect_uri: `${visit.hub.base}${callback}`,
    ...rest,
  }
  return `${root(visit, provider)}/authorize?${formatParams(params)}`
}

/** The logout request that the hub makes to an identity provider, which then returns to `callback`. */
export const endSessionAddress = (
  visit: Visit,
  provider: IdentityProvider,
  { state, callback }: { state?: string | undefined; callback: string },
): string => {
  const params = {
    id_token_hint: visit.session.value?.idp_token,
    post_logout_redirect_uri: `${visit.hub.base}${callback}`,
    state,
  }
  return `${root(visit, provider)}/session/end?${formatParams(params)}`
}
