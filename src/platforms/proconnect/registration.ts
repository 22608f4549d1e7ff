import { type Client, isDataProvider } from '../../clients/client.ts'
import { defaultScopes, scopes } from './scopes.ts'

/** What a hub of this family settles for a registration that leaves it out. */
export type RegistrationDefaults = {
  scopes: Readonly<Record<string, readonly string[]>>
  defaultScopes: readonly string[]
  alg: 'RS256' | 'ES256'
  grantTypes: readonly string[]
  /** A plain JSON userinfo can be registered. */
  jsonUserinfo: boolean
}

const userinfoAlg = (client: Client, { alg, jsonUserinfo }: RegistrationDefaults) => {
  const asked = client.userinfo_signed_response_alg
  if (asked === undefined || (asked === null && !jsonUserinfo)) return alg
  return asked ?? undefined
}

/**
 * A registration as the hub keeps it: what it has no field for (keys, encryption, other authentication methods) is
 * dropped without a word, so that every client authenticates by its secret in the body.
 */
export const registrationWith =
  (defaults: RegistrationDefaults) =>
  (client: Client): Record<string, unknown> => ({
    client_id: client.client_id,
    client_secret: client.client_secret,
    client_name: client.client_name,
    redirect_uris: [...client.redirect_uris],
    post_logout_redirect_uris: [...client.post_logout_redirect_uris],
    response_types: [...(client.response_types ?? (isDataProvider(client) ? [] : ['code']))],
    grant_types: [...(client.grant_types ?? (isDataProvider(client) ? [] : defaults.grantTypes))],
    scope: (client.scopes ?? defaults.defaultScopes).filter((scope) => scope in defaults.scopes).join(' '),
    token_endpoint_auth_method: 'client_secret_post',
    id_token_signed_response_alg: client.id_token_signed_response_alg ?? defaults.alg,
    userinfo_signed_response_alg: userinfoAlg(client, defaults),
    introspection_signed_response_alg: client.introspection_signed_response_alg ?? 'RS256',
  })

/** The self-service registration of the integration platform: RS256 everywhere. */
export const registration = registrationWith({
  scopes,
  defaultScopes,
  alg: 'RS256',
  grantTypes: ['authorization_code', 'refresh_token'],
  jsonUserinfo: true,
})
