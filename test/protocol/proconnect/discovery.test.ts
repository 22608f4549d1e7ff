import { get } from 'node:http'
import { afterAll, describe, expect, test } from 'vitest'
import { startDoublure } from '../../support/mock.ts'

const doublure = await startDoublure({ hubs: ['proconnect', 'proconnect-rie'] })
afterAll(() => doublure.close())

const documentAt = (B: string) => ({
  acr_values_supported: [
    'eidas0',
    'eidas0-mfa',
    'eidas1',
    'eidas1-mfa',
    'eidas2',
    'eidas3',
    'https://proconnect.gouv.fr/assurance/certification-dirigeant',
  ],
  authorization_endpoint: `${B}/authorize`,
  claims_parameter_supported: true,
  claims_supported: [
    'sub',
    'amr',
    'uid',
    'given_name',
    'email',
    'phone_number',
    'organizational_unit',
    'siren',
    'siret',
    'usual_name',
    'belonging_population',
    'chorusdt:matricule',
    'chorusdt:societe',
    'idp_id',
    'idp_acr',
    'roles',
    'organization_label',
    'groups',
    'custom',
    'lasuite_visio',
    'lasuite_visio:rooms:create',
    'lasuite_visio:rooms:list',
    'lasuite_visio:rooms:retrieve',
    'lasuite_visio:rooms:update',
    'lasuite_visio:rooms:delete',
    'acr',
    'sid',
    'auth_time',
    'iss',
  ],
  code_challenge_methods_supported: ['S256'],
  end_session_endpoint: `${B}/session/end`,
  grant_types_supported: ['authorization_code', 'refresh_token'],
  id_token_signing_alg_values_supported: ['HS256', 'ES256', 'RS256'],
  issuer: B,
  jwks_uri: `${B}/jwks`,
  authorization_response_iss_parameter_supported: true,
  response_modes_supported: ['form_post', 'fragment', 'query'],
  response_types_supported: ['code'],
  scopes_supported: [
    'openid',
    'amr',
    'uid',
    'given_name',
    'email',
    'phone',
    'organizational_unit',
    'siren',
    'siret',
    'usual_name',
    'belonging_population',
    'chorusdt',
    'idp_id',
    'idp_acr',
    'roles',
    'organization_label',
    'groups',
    'custom',
    'lasuite_visio',
    'lasuite_visio:rooms:create',
    'lasuite_visio:rooms:list',
    'lasuite_visio:rooms:retrieve',
    'lasuite_visio:rooms:update',
    'lasuite_visio:rooms:delete',
  ],
  subject_types_supported: ['public'],
  token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
  token_endpoint_auth_signing_alg_values_supported: ['ES256', 'RS256'],
  token_endpoint: `${B}/token`,
  request_object_signing_alg_values_supported: ['ES256', 'RS256', 'HS256'],
  request_parameter_supported: false,
  request_uri_parameter_supported: true,
  require_request_uri_registration: true,
  userinfo_endpoint: `${B}/userinfo`,
  userinfo_signing_alg_values_supported: ['HS256', 'ES256', 'RS256'],
  introspection_endpoint: `${B}/token/introspection`,
  introspection_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
  introspection_endpoint_auth_signing_alg_values_supported: ['ES256', 'RS256'],
  introspection_signing_alg_values_supported: ['HS256', 'ES256', 'RS256'],
  revocation_endpoint: `${B}/token/revocation`,
  revocation_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
  revocation_endpoint_auth_signing_alg_values_supported: ['ES256', 'RS256'],
  id_token_encryption_alg_values_supported: ['ECDH-ES', 'RSA-OAEP'],
  id_token_encryption_enc_values_supported: ['A256GCM'],
  userinfo_encryption_alg_values_supported: ['ECDH-ES', 'RSA-OAEP'],
  userinfo_encryption_enc_values_supported: ['A256GCM'],
  introspection_encryption_alg_values_supported: ['ECDH-ES', 'RSA-OAEP'],
  introspection_encryption_enc_values_supported: ['A256GCM'],
  request_object_encryption_alg_values_supported: [],
  request_object_encryption_enc_values_supported: ['A256GCM'],
  claim_types_supported: ['normal'],
})

describe.each(['proconnect', 'proconnect-rie'] as const)('discovery of %s', (hub) => {
  const issuer = doublure.issuer(hub)

  test('is the real document, to the last key and in its order', async () => {
    const response = await fetch(`${issuer}/.well-known/openid-configuration`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('public, max-age=600')
    expect(response.headers.has('set-cookie')).toBe(false)
    expect(await response.text()).toBe(JSON.stringify(documentAt(issuer)))
  })

  test('and its keys let a script of any origin read them', async () => {
    for (const path of ['.well-known/openid-configuration', 'jwks']) {
      const response = await fetch(`${issuer}/${path}`, { headers: { origin: 'https://spa.example' } })
      expect(response.headers.get('access-control-allow-origin')).toBe('https://spa.example')
    }
  })

  test('publishes one EC and one RSA key, to sign with', async () => {
    const response = await fetch(`${issuer}/jwks`)
    expect(response.headers.get('content-type')).toBe('application/jwk-set+json; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('public, max-age=600')
    const { keys } = (await response.json()) as { keys: Record<string, string>[] }
    expect(keys).toMatchObject([
      { kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig', kid: 'pkcs11:ES256:hsm' },
      { kty: 'RSA', alg: 'RS256', use: 'sig', kid: expect.stringMatching(/^[\w-]{43}$/) },
    ])
    expect(keys.some((key) => 'd' in key)).toBe(false)
  })
})

test.each(['fca.integ01.dev-agentconnect.fr', 'FCA.Integ01.dev-AgentConnect.fr'])(
  'a request for the host %s reaches the hub at the root',
  async (host) => {
    const { hostname, port } = new URL(doublure.url)
    const path = '/api/v2/.well-known/openid-configuration'
    const answer = await new Promise<string>((resolve, reject) => {
      get({ hostname, port, path, headers: { host } }, async (response) => {
        resolve(Buffer.concat(await response.toArray()).toString('utf8'))
      }).on('error', reject)
    })
    expect(JSON.parse(answer)).toMatchObject({ issuer: 'http://fca.integ01.dev-agentconnect.fr/api/v2' })
  },
)

test('before 18 June 2026 the levels were others', async () => {
  const former = await startDoublure({ hubs: [{ id: 'proconnect', as_of: '2026-05-31' }] })
  const response = await fetch(`${former.issuer('proconnect')}/.well-known/openid-configuration`)
  const { acr_values_supported } = (await response.json()) as { acr_values_supported: string[] }
  await former.close()
  expect(acr_values_supported).toContain('https://proconnect.gouv.fr/assurance/consistency-checked-2fa')
  expect(acr_values_supported).not.toContain('eidas1-mfa')
})
