import { otherClaims, scopes } from './scopes.ts'

/** What the discovery documents of two hubs of this family differ by. */
export type Advertised = {
  acrValues: readonly string[]
  scopes: Readonly<Record<string, readonly string[]>>
  grantTypes: readonly string[]
  subjectType: 'public' | 'pairwise'
  otherClaims: readonly string[]
  /** Answers may be encrypted, and those of introspection signed. */
  encrypts: boolean
}

/** Where a hub stands: `front` for browsers, `back` for servers. */
type Addresses = { issuer: string; front: string; back: string }

/** In the order of the real document, which lists HS256 first where a client may choose it. */
const signing = ['HS256', 'ES256', 'RS256']
const clientSigning = ['ES256', 'RS256']
const authMethods = ['client_secret_post', 'private_key_jwt']
const algs = ['ECDH-ES', 'RSA-OAEP']
const encs = ['A256GCM']
const encryption = {
  id_token_encryption_alg_values_supported: algs,
  id_token_encryption_enc_values_supported: encs,
  userinfo_encryption_alg_values_supported: algs,
  userinfo_encryption_enc_values_supported: encs,
  introspection_encryption_alg_values_supported: algs,
  introspection_encryption_enc_values_supported: encs,
  request_object_encryption_alg_values_supported: [],
  request_object_encryption_enc_values_supported: encs,
}

/** The document to the last key, in its order. */
export const discoveryDocument =
  ({ acrValues, scopes: known, grantTypes, subjectType, otherClaims: others, encrypts }: Advertised) =>
  ({ issuer, front, back }: Addresses): Record<string, unknown> => ({
    acr_values_supported: acrValues,
    authorization_endpoint: `${front}/api/v2/authorize`,
    claims_parameter_supported: true,
    claims_supported: [...new Set(Object.values(known).flat()), ...others],
    code_challenge_methods_supported: ['S256'],
    end_session_endpoint: `${front}/api/v2/session/end`,
    grant_types_supported: grantTypes,
    id_token_signing_alg_values_supported: signing,
    issuer,
    jwks_uri: `${back}/api/v2/jwks`,
    authorization_response_iss_parameter_supported: true,
    response_modes_supported: ['form_post', 'fragment', 'query'],
    response_types_supported: ['code'],
    scopes_supported: Object.keys(known),
    subject_types_supported: [subjectType],
    token_endpoint_auth_methods_supported: authMethods,
    token_endpoint_auth_signing_alg_values_supported: clientSigning,
    token_endpoint: `${back}/api/v2/token`,
    request_object_signing_alg_values_supported: ['ES256', 'RS256', 'HS256'],
    request_parameter_supported: false,
    request_uri_parameter_supported: true,
    require_request_uri_registration: true,
    userinfo_endpoint: `${back}/api/v2/userinfo`,
    userinfo_signing_alg_values_supported: signing,
    introspection_endpoint: `${back}/api/v2/token/introspection`,
    introspection_endpoint_auth_methods_supported: authMethods,
    introspection_endpoint_auth_signing_alg_values_supported: clientSigning,
    ...(encrypts && { introspection_signing_alg_values_supported: signing }),
    revocation_endpoint: `${back}/api/v2/token/revocation`,
    revocation_endpoint_auth_methods_supported: authMethods,
    revocation_endpoint_auth_signing_alg_values_supported: clientSigning,
    ...(encrypts && encryption),
    claim_types_supported: ['normal'],
  })

/** What ProConnect advertises beside its levels. */
export const advertised = {
  scopes,
  grantTypes: ['authorization_code', 'refresh_token'],
  subjectType: 'public',
  otherClaims,
  encrypts: true,
} as const satisfies Partial<Advertised>
