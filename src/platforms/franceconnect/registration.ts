import { type Client, isDataProvider } from '../../clients/client.ts'

/** What a hub's registrations can hold. */
export type RegistrationLimits = {
  scopes: readonly string[]
  /** Granted when the registration names none. */
  defaultScopes: readonly string[]
  encrypts: boolean
  /** A registration may ask for userinfo in plain JSON. */
  givesPlainUserinfo: boolean
}

/**
 * A registration as the partners' portal makes it on the sandbox: ES256 unless it says otherwise, userinfo signed as
 * the ID Token. Scopes of other hubs are left out, since one registration may serve several.
 */
export const registrationFor =
  ({ scopes, defaultScopes, encrypts, givesPlainUserinfo }: RegistrationLimits) =>
  (client: Client): Record<string, unknown> | undefined => {
    if (isDataProvider(client)) return undefined
    const alg = client.id_token_signed_response_alg ?? 'ES256'
    const { userinfo_signed_response_alg: userinfoAlg = alg } = client
    return {
      client_id: client.client_id,
      client_secret: client.client_secret,
      client_name: client.client_name,
      redirect_uris: client.redirect_uris,
      post_logout_redirect_uris: client.post_logout_redirect_uris,
      response_types: ['code'],
      grant_types: ['authorization_code'],
      token_endpoint_auth_method: 'client_secret_post',
      subject_type: 'pairwise',
      scope: (client.scopes ?? defaultScopes).filter((scope) => scopes.includes(scope)).join(' '),
      id_token_signed_response_alg: alg,
      ...((userinfoAlg !== null || !givesPlainUserinfo) && {
        userinfo_signed_response_alg: userinfoAlg ?? alg,
      }),
      ...(client.sector_identifier_uri && { sector_identifier_uri: client.sector_identifier_uri }),
      ...(encrypts && encryptionOf(client)),
    }
  }

const encryptionMembers = [
  'id_token_encrypted_response_alg',
  'id_token_encrypted_response_enc',
  'userinfo_encrypted_response_alg',
  'userinfo_encrypted_response_enc',
  'jwks',
  'jwks_uri',
] as const

const encryptionOf = (client: Client) =>
  Object.fromEntries(
    encryptionMembers.flatMap((member) => (client[member] === undefined ? [] : [[member, client[member]]])),
  )
