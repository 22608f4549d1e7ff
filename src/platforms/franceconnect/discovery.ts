/** What the discovery documents of both FranceConnects differ by. */
export type Discoverable = {
  acrValues: readonly string[]
  claimsSupported: readonly string[]
  scopes: readonly string[]
  signing: readonly string[]
  /** Algorithms with a key pair: client assertions and DPoP proofs. */
  asymmetric: readonly string[]
  /** Order in which the algorithms of request objects are printed. */
  requestObjects: readonly string[]
  encryption?: { algs: readonly string[]; encs: readonly string[] }
}

/** The discovery document: every key and value of the real one, in its order. */
export const discoveryOf =
  (hub: Discoverable) =>
  ({ issuer, front, back }: { issuer: string; front: string; back: string }): Record<string, unknown> => ({
    acr_values_supported: hub.acrValues,
    authorization_endpoint: `${front}/api/v2/authorize`,
    claims_parameter_supported: true,
    claims_supported: hub.claimsSupported,
    code_challenge_methods_supported: ['S256'],
    end_session_endpoint: `${front}/api/v2/session/end`,
    grant_types_supported: ['authorization_code'],
    issuer,
    jwks_uri: `${back}/api/v2/jwks`,
    authorization_response_iss_parameter_supported: true,
    response_modes_supported: ['form_post', 'fragment', 'query'],
    response_types_supported: ['code'],
    scopes_supported: hub.scopes,
    subject_types_supported: ['pairwise'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: hub.asymmetric,
    token_endpoint: `${back}/api/v2/token`,
    id_token_signing_alg_values_supported: hub.signing,
    ...(hub.encryption && {
      id_token_encryption_alg_values_supported: hub.encryption.algs,
      id_token_encryption_enc_values_supported: hub.encryption.encs,
    }),
    request_uri_parameter_supported: false,
    request_parameter_supported: true,
    request_object_signing_alg_values_supported: hub.requestObjects,
    ...(hub.encryption && {
      request_object_encryption_alg_values_supported: [],
      request_object_encryption_enc_values_supported: hub.encryption.encs,
    }),
    userinfo_endpoint: `${back}/api/v2/userinfo`,
    userinfo_signing_alg_values_supported: hub.signing,
    ...(hub.encryption && {
      userinfo_encryption_alg_values_supported: hub.encryption.algs,
      userinfo_encryption_enc_values_supported: hub.encryption.encs,
    }),
    dpop_signing_alg_values_supported: hub.asymmetric,
    revocation_endpoint: `${back}/api/v2/token/revocation`,
    claim_types_supported: ['normal'],
  })
