import type { Client } from '../clients/client.ts'
import type { HubParts } from '../provider/hub.ts'

/** What one library needs to be told. */
export type LibrarySettings = { library: string; where: string; text: string }

type Facts = {
  issuer: string
  address(endpoint: 'authorization' | 'token' | 'userinfo' | 'jwks' | 'end_session' | 'discovery'): string
  client_id: string
  secret: string
  redirect: string
  scope: string
  /** The level to ask, where the hub wants one. */
  acr: string | undefined
  idTokenAlg: string
  userinfoAlg: string | undefined
}

/** What most services ask for. */
const usual = {
  citizen: ['profile', 'birth', 'email'],
  agent: ['given_name', 'usual_name', 'email', 'uid', 'siret'],
} as const

const factsOf = ({ platform, facts }: HubParts, client: Client): Facts => {
  const granted = client.scopes ?? Object.keys(platform.scopes)
  const scopes = usual[platform.people].filter((scope) => granted.includes(scope))
  return {
    issuer: facts.issuer,
    address: (endpoint) => `${facts.base}${platform.endpoints[endpoint].path}`,
    client_id: client.client_id,
    secret: client.client_secret,
    redirect:
      client.redirect_uris.find((uri) => uri.includes(`/${facts.id}/`)) ??
      client.redirect_uris[0] ??
      'http://localhost:3000/callback',
    scope: [
      'openid',
      ...(scopes.length > 0 ? scopes : granted.filter((scope) => scope !== 'openid').slice(0, 4)),
    ].join(' '),
    acr: platform.family === 'proconnect' ? undefined : platform.acrValues[0],
    idTokenAlg: client.id_token_signed_response_alg ?? platform.signing.algs[0] ?? 'RS256',
    userinfoAlg:
      client.userinfo_signed_response_alg === null ? undefined : client.userinfo_signed_response_alg,
  }
}

const text = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
const lines = (...parts: (string | false | undefined)[]): string =>
  parts.filter((part) => typeof part === 'string').join('\n')

const openidClient = ({
  issuer,
  client_id,
  secret,
  idTokenAlg,
  userinfoAlg,
  ...f
}: Facts): LibrarySettings => ({
  library: 'openid-client 6 (Node.js)',
  where: 'login.js',
  text: lines(
    "import * as oidc from 'openid-client'",
    '',
    'const config = await oidc.discovery(',
    `  new URL(${text(issuer)}),`,
    `  ${text(client_id)},`,
    '  {',
    `    id_token_signed_response_alg: ${text(idTokenAlg)},`,
    userinfoAlg !== undefined && `    userinfo_signed_response_alg: ${text(userinfoAlg)},`,
    '  },',
    `  oidc.ClientSecretPost(${text(secret)}),`,
    '  { execute: [oidc.allowInsecureRequests] }, // http is for this double alone',
    ')',
    'const url = oidc.buildAuthorizationUrl(config, {',
    `  redirect_uri: ${text(f.redirect)},`,
    `  scope: ${text(f.scope)},`,
    f.acr !== undefined && `  acr_values: ${text(f.acr)},`,
    '  state: oidc.randomState(), nonce: oidc.randomNonce(), // keep both in the session',
    '})',
  ),
})

const passport = ({ issuer, address, client_id, secret, redirect, scope }: Facts): LibrarySettings => ({
  library: 'passport-openidconnect (Node.js)',
  where: 'new Strategy(…)',
  text: lines(
    '{',
    `  issuer: ${text(issuer)},`,
    `  authorizationURL: ${text(address('authorization'))},`,
    `  tokenURL: ${text(address('token'))},`,
    `  userInfoURL: ${text(address('userinfo'))}, // it reads JSON only: userinfo_signed_response_alg: null`,
    `  clientID: ${text(client_id)},`,
    `  clientSecret: ${text(secret)},`,
    `  callbackURL: ${text(redirect)},`,
    `  scope: ${text(scope)},`,
    '}',
  ),
})

const spring = ({ issuer, client_id, secret, redirect, scope }: Facts): LibrarySettings => ({
  library: 'Spring Security (Java)',
  where: 'application.properties',
  text: lines(
    `spring.security.oauth2.client.provider.hub.issuer-uri=${issuer}`,
    `spring.security.oauth2.client.registration.hub.client-id=${client_id}`,
    `spring.security.oauth2.client.registration.hub.client-secret=${secret}`,
    'spring.security.oauth2.client.registration.hub.client-authentication-method=client_secret_post',
    'spring.security.oauth2.client.registration.hub.authorization-grant-type=authorization_code',
    `spring.security.oauth2.client.registration.hub.redirect-uri=${redirect}`,
    `spring.security.oauth2.client.registration.hub.scope=${scope.replaceAll(' ', ',')}`,
  ),
})

const django = ({ address, client_id, secret, scope, idTokenAlg }: Facts): LibrarySettings => ({
  library: 'mozilla-django-oidc (Python)',
  where: 'settings.py',
  text: lines(
    `OIDC_RP_CLIENT_ID = ${text(client_id)}`,
    `OIDC_RP_CLIENT_SECRET = ${text(secret)}`,
    `OIDC_RP_SIGN_ALGO = ${text(idTokenAlg)}`,
    `OIDC_RP_SCOPES = ${text(scope)}`,
    `OIDC_OP_AUTHORIZATION_ENDPOINT = ${text(address('authorization'))}`,
    `OIDC_OP_TOKEN_ENDPOINT = ${text(address('token'))}`,
    `OIDC_OP_USER_ENDPOINT = ${text(address('userinfo'))}`,
    `OIDC_OP_JWKS_ENDPOINT = ${text(address('jwks'))}`,
  ),
})

const apache = ({ address, client_id, secret, redirect, scope, idTokenAlg }: Facts): LibrarySettings => ({
  library: 'mod_auth_openidc (Apache)',
  where: 'httpd.conf',
  text: lines(
    `OIDCProviderMetadataURL ${address('discovery')}`,
    `OIDCClientID ${client_id}`,
    `OIDCClientSecret ${secret}`,
    `OIDCRedirectURI ${redirect}`,
    `OIDCScope "${scope}"`,
    `OIDCIDTokenSignedResponseAlg ${idTokenAlg}`,
    'OIDCProviderTokenEndpointAuth client_secret_post',
    'OIDCPKCEMethod none',
  ),
})

const environment = (facts: Facts): LibrarySettings => ({
  library: 'Variables',
  where: '.env',
  text: lines(
    `OIDC_ISSUER=${facts.issuer}`,
    `OIDC_DISCOVERY_URL=${facts.address('discovery')}`,
    `OIDC_CLIENT_ID=${facts.client_id}`,
    `OIDC_CLIENT_SECRET=${facts.secret}`,
    `OIDC_REDIRECT_URI=${facts.redirect}`,
    `OIDC_SCOPE="${facts.scope}"`,
    facts.acr !== undefined && `OIDC_ACR_VALUES=${facts.acr}`,
    `OIDC_END_SESSION_URL=${facts.address('end_session')}`,
  ),
})

/** Ready settings of common libraries for a client on a hub. */
export const settingsOf = (hub: HubParts, client: Client): LibrarySettings[] =>
  [environment, openidClient, passport, spring, django, apache].map((library) =>
    library(factsOf(hub, client)),
  )
