import { exportJWK, generateKeyPair } from 'jose'
import * as oidc from 'openid-client'
import type { Doublure, HubId } from '../../src/index.ts'
import { Browser } from './browser.ts'
import { rp } from './mock.ts'

/** What a hub asks of a well-behaved request, beside state and nonce. */
export const requests: Record<string, Record<string, string>> = {
  franceconnect: {
    scope: 'openid profile birth email',
    acr_values: 'eidas1',
    claims: '{"id_token":{"amr":{"essential":true}}}',
  },
  'franceconnect-plus': { scope: 'openid identite_pivot email', acr_values: 'eidas2' },
  proconnect: {
    scope: 'openid given_name usual_name email uid siret idp_id custom roles organization_label',
    claims: '{"id_token":{"amr":null,"acr":null}}',
  },
  'proconnect-rie': { scope: 'openid given_name usual_name email uid siret' },
  agentconnect: { scope: 'openid given_name usual_name email uid siret idp_id', acr_values: 'eidas1' },
  'agentconnect-rie': { scope: 'openid given_name usual_name email uid', acr_values: 'eidas1' },
}

/** Who logs in where. */
export const people: Record<string, string> = {
  franceconnect: 'angela-dubois',
  'franceconnect-plus': 'karim-benali',
  proconnect: 'john-doe',
  'proconnect-rie': 'gilles-rie',
  agentconnect: 'angela-dubois-agent',
  'agentconnect-rie': 'pia-prefecture',
}

/** A client that decrypts: its registration, and the key that opens what it receives. */
export const decryptingClient = async (alg: 'ECDH-ES' | 'RSA-OAEP' | 'RSA-OAEP-256') => {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  const jwk = { ...(await exportJWK(publicKey)), kid: 'for-the-client', use: 'enc', alg }
  return {
    privateKey,
    client: {
      ...rp,
      client_id: `decrypts-${alg}`,
      hubs: ['franceconnect-plus'],
      id_token_encrypted_response_alg: alg,
      id_token_encrypted_response_enc: 'A256GCM' as const,
      userinfo_encrypted_response_alg: alg,
      userinfo_encrypted_response_enc: 'A256GCM' as const,
      jwks: { keys: [jwk] },
    },
  }
}

/** A login as openid-client sees it: every check of the library is on. */
export type Login = {
  config: oidc.Configuration
  tokens: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers
  claims: oidc.IDToken
  userinfo: oidc.UserInfoResponse
}

type LoginOptions = {
  hub: HubId
  alg?: string
  userinfoAlg?: string
  client?: { client_id: string; client_secret: string }
  /** Prepares the library: decryption, for one. */
  prepare?: (config: oidc.Configuration) => void
  /** Brings the browser from the authorize request to the client's address. */
  drive?: (browser: Browser, url: string) => Promise<string>
  more?: Record<string, string>
}

/** Logs in without a page, by the header. */
const pageless = (hub: HubId) => async (browser: Browser, url: string) => {
  const seen = await browser.open(url, { headers: { 'doublure-persona': people[hub] ?? '' } })
  if (!seen.location?.startsWith(rp.redirect_uris[0] ?? ''))
    throw new Error(`${seen.status} ${seen.location} ${seen.body}`)
  return seen.location
}

/** Discovers a hub, logs in and fetches userinfo, as an application with openid-client does. */
export const logIn = async (doublure: Pick<Doublure, 'issuer'>, options: LoginOptions): Promise<Login> => {
  const { hub, alg = 'ES256', userinfoAlg = alg, client = rp, prepare, drive = pageless(hub), more } = options
  const config = await oidc.discovery(
    new URL(doublure.issuer(hub)),
    client.client_id,
    { id_token_signed_response_alg: alg, ...(userinfoAlg && { userinfo_signed_response_alg: userinfoAlg }) },
    oidc.ClientSecretPost(client.client_secret),
    { execute: [oidc.allowInsecureRequests] },
  )
  prepare?.(config)
  const state = oidc.randomState()
  const nonce = oidc.randomNonce()
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: rp.redirect_uris[0] ?? '',
    state,
    nonce,
    ...requests[hub],
    ...more,
  })
  const callback = await drive(new Browser(), url.href)
  const tokens = await oidc.authorizationCodeGrant(config, new URL(callback), {
    expectedState: state,
    expectedNonce: nonce,
  })
  const claims = tokens.claims()
  if (!claims) throw new Error('no ID Token')
  const userinfo = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)
  return { config, tokens, claims, userinfo }
}
