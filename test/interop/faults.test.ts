import * as oidc from 'openid-client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure, HubId } from '../../src/index.ts'
import { Browser } from '../support/browser.ts'
import { rp, startDoublure } from '../support/mock.ts'
import { decryptingClient, people, requests } from '../support/relying-party.ts'

const { client: encrypted, privateKey } = await decryptingClient('ECDH-ES')

let doublure: Doublure
beforeAll(async () => {
  doublure = await startDoublure({ clients: [rp, encrypted] as never })
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const hubs: Record<string, { hub: HubId; client: typeof rp; alg: string }> = {
  franceconnect: { hub: 'franceconnect', client: rp, alg: 'ES256' },
  proconnect: { hub: 'proconnect', client: rp, alg: 'RS256' },
  'franceconnect-plus, encrypted': { hub: 'franceconnect-plus', client: encrypted, alg: 'ES256' },
}

/** Logs in as a client that uses every check of openid-client: discovery, callback, tokens, signature, userinfo. */
const logIn = async (name: string, fault?: string) => {
  const { hub, client, alg } = hubs[name] ?? hubs.franceconnect!
  if (fault) await arm(hub, client.client_id, fault)
  const config = await oidc.discovery(
    new URL(doublure.issuer(hub)),
    client.client_id,
    { id_token_signed_response_alg: alg, userinfo_signed_response_alg: alg },
    oidc.ClientSecretPost(client.client_secret),
    { execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks], timeout: 2 },
  )
  if (client === encrypted)
    oidc.enableDecryptingResponses(config, ['A256GCM'], { key: privateKey, kid: 'for-the-client' })
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()]
  const redirect_uri = rp.redirect_uris[0] ?? ''
  const url = oidc.buildAuthorizationUrl(config, { redirect_uri, state, nonce, ...requests[hub] })
  const headers = { 'doublure-persona': people[hub] ?? '' }
  const { location = '' } = await new Browser().open(url.href, { headers })
  const tokens = await oidc.authorizationCodeGrant(config, new URL(location), {
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  })
  return oidc.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? oidc.skipSubjectCheck)
}

const arm = async (hub: HubId, client_id: string, fault: string) => {
  const response = await fetch(`${doublure.url}/_doublure/api/v1/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ fault, client_id, hub }),
  })
  if (response.status !== 201) throw new Error(await response.text())
}

/** How openid-client names the refusal of each fault: its own code, or the error of the hub. */
const refused: readonly [fault: string, code: string][] = [
  ['discovery-issuer-mismatch', 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED'],
  ['invalid-state', 'OAUTH_INVALID_RESPONSE'],
  ['missing-state', 'OAUTH_INVALID_RESPONSE'],
  ['invalid-authorization-response-iss', 'OAUTH_INVALID_RESPONSE'],
  ['remove-authorization-response-iss', 'OAUTH_INVALID_RESPONSE'],
  ['missing-code', 'OAUTH_INVALID_RESPONSE'],
  ['code-given-twice', 'OAUTH_INVALID_RESPONSE'],
  ['error-with-description', 'OAUTH_AUTHORIZATION_RESPONSE_ERROR'],
  ['error-without-description', 'OAUTH_AUTHORIZATION_RESPONSE_ERROR'],
  ['code-expired', 'OAUTH_RESPONSE_BODY_ERROR'],
  ['token-error-400', 'OAUTH_RESPONSE_BODY_ERROR'],
  ['token-error-401', 'OAUTH_RESPONSE_BODY_ERROR'],
  ['token-error-500', 'OAUTH_RESPONSE_IS_NOT_CONFORM'],
  ['token-error-503', 'OAUTH_RESPONSE_IS_NOT_CONFORM'],
  ['token-html', 'OAUTH_RESPONSE_IS_NOT_JSON'],
  ['token-malformed-json', 'OAUTH_PARSE_ERROR'],
  ['token-missing-id-token', 'OAUTH_INVALID_RESPONSE'],
  ['token-missing-access-token', 'OAUTH_INVALID_RESPONSE'],
  ['token-invalid-token-type', 'OAUTH_UNSUPPORTED_OPERATION'],
  ['token-never-answers', 'OAUTH_TIMEOUT'],
  ['invalid-iss', 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
  ['invalid-missing-iss', 'OAUTH_INVALID_RESPONSE'],
  ['invalid-aud', 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
  ['invalid-missing-aud', 'OAUTH_INVALID_RESPONSE'],
  ['invalid-secondary-aud', 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
  ['invalid-azp', 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
  ['invalid-nonce', 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
  ['invalid-missing-nonce', 'OAUTH_INVALID_RESPONSE'],
  ['invalid-sub', 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED'],
  ['missing-sub', 'OAUTH_INVALID_RESPONSE'],
  ['invalid-expired-exp', 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED'],
  ['invalid-missing-exp', 'OAUTH_INVALID_RESPONSE'],
  ['missing-iat', 'OAUTH_INVALID_RESPONSE'],
  ['invalid-null-alg', 'OAUTH_INVALID_RESPONSE'],
  ['invalid-alternate-alg', 'OAUTH_INVALID_RESPONSE'],
  ['hs256-with-public-key', 'OAUTH_INVALID_RESPONSE'],
  ['invalid-signature', 'OAUTH_INVALID_RESPONSE'],
  ['unknown-kid', 'OAUTH_KEY_SELECTION_FAILED'],
  ['kid-absent-multiple-jwks', 'OAUTH_KEY_SELECTION_FAILED'],
  ['jwks-error-503', 'OAUTH_RESPONSE_IS_NOT_CONFORM'],
  ['jwks-empty', 'OAUTH_KEY_SELECTION_FAILED'],
  ['jwks-without-signing-key', 'OAUTH_KEY_SELECTION_FAILED'],
  ['userinfo-invalid-sub', 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED'],
  ['userinfo-missing-sub', 'OAUTH_INVALID_RESPONSE'],
  ['userinfo-invalid-iss', 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
  ['userinfo-invalid-aud', 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
  ['userinfo-invalid-signature', 'OAUTH_INVALID_RESPONSE'],
  ['userinfo-null-alg', 'OAUTH_INVALID_RESPONSE'],
  ['userinfo-unsigned', 'OAUTH_JWT_USERINFO_EXPECTED'],
  ['userinfo-empty-body', 'OAUTH_INVALID_RESPONSE'],
  ['userinfo-wrong-content-type', 'OAUTH_JWT_USERINFO_EXPECTED'],
  ['userinfo-error-401', 'OAUTH_WWW_AUTHENTICATE_CHALLENGE'],
  ['userinfo-error-500', 'OAUTH_RESPONSE_IS_NOT_CONFORM'],
]

const encryptedOnly: readonly [fault: string, code: string][] = [
  ['idtoken-encrypted-to-another-key', 'OAUTH_DECRYPTION_FAILED'],
  ['idtoken-invalid-enc', 'OAUTH_DECRYPTION_FAILED'],
  ['idtoken-truncated', 'OAUTH_INVALID_RESPONSE'],
  ['userinfo-encrypted-to-another-key', 'OAUTH_DECRYPTION_FAILED'],
  ['userinfo-invalid-enc', 'OAUTH_DECRYPTION_FAILED'],
  ['userinfo-truncated', 'OAUTH_INVALID_RESPONSE'],
]

/** What a correct client lives with. */
const accepted = [
  'unknown-parameters',
  'signing-key-rotation',
  'jwks-duplicate-kid',
  'clock-ahead',
  'userinfo-missing-claim',
]

describe.each(Object.keys(hubs))('openid-client on %s', (name) => {
  test.each(refused)('refuses %s', async (fault, code) => {
    await expect(logIn(name, fault)).rejects.toMatchObject({ code })
    expect(doublure.exchanges({ fault })).toHaveLength(1)
  })

  test.each(accepted)('lives with %s', async (fault) => {
    await expect(logIn(name, fault)).resolves.toMatchObject({ sub: expect.any(String) })
    expect(doublure.exchanges({ fault }).length).toBeGreaterThan(0)
  })

  test.each(['token-connection-dropped', 'jwks-unreachable', 'userinfo-connection-dropped'])(
    'meets %s as a failed fetch',
    async (fault) => {
      await expect(logIn(name, fault)).rejects.toThrow('fetch failed')
    },
  )
})

test.each(encryptedOnly)('openid-client refuses %s', async (fault, code) => {
  await expect(logIn('franceconnect-plus, encrypted', fault)).rejects.toMatchObject({ code })
  expect(doublure.exchanges({ fault })).toHaveLength(1)
})

test('openid-client logs in when no fault is armed', async () => {
  for (const name of Object.keys(hubs))
    await expect(logIn(name)).resolves.toMatchObject({ sub: expect.any(String) })
})
