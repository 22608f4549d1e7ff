import { cannotDecrypt, type Facts, type LibrarySettings, lines, quoted } from './facts.ts'

/** openid-client: everything by discovery. */
export const openidClient = (facts: Facts): LibrarySettings => ({
  library: 'openid-client 6 (Node.js)',
  files: [{ where: 'login.js', text: openidClientFile(facts) }],
})

const openidClientFile = ({ issuer, client_id, secret, ...f }: Facts): string =>
  lines(
    "import * as oidc from 'openid-client'",
    '',
    'const config = await oidc.discovery(',
    `  new URL(${quoted(issuer)}),`,
    `  ${quoted(client_id)},`,
    '  {',
    `    id_token_signed_response_alg: ${quoted(f.idTokenAlg)},`,
    f.userinfoAlg !== undefined && `    userinfo_signed_response_alg: ${quoted(f.userinfoAlg)},`,
    '  },',
    `  oidc.ClientSecretPost(${quoted(secret)}),`,
    issuer.startsWith('http:') &&
      '  { execute: [oidc.allowInsecureRequests] }, // http is for this double alone',
    ')',
    f.encryption !== undefined &&
      `oidc.enableDecryptingResponses(config, ['A256GCM'], { key: privateKey, alg: ${quoted(f.encryption)} }) // the private key of your registration`,
    'const url = oidc.buildAuthorizationUrl(config, {',
    `  redirect_uri: ${quoted(f.redirect)},`,
    `  scope: ${quoted(f.scope)},`,
    f.acr !== undefined && `  acr_values: ${quoted(f.acr)},`,
    '  state: oidc.randomState(), nonce: oidc.randomNonce(), // keep both in the session',
    '})',
  )

/** passport-openidconnect: its own nonce is too short for FranceConnect, and it reads JSON only. */
export const passport = (facts: Facts): LibrarySettings => ({
  library: 'passport-openidconnect (Node.js)',
  files: [{ where: 'strategy.js', text: passportFile(facts) }],
  ...cannotDecrypt(facts),
})

const passportFile = ({ issuer, address, client_id, secret, userinfoAlg, ...f }: Facts): string => {
  const userinfo = quoted(address('userinfo'))
  return lines(
    "import { randomBytes } from 'node:crypto'",
    userinfoAlg !== undefined && "import * as jose from 'jose'",
    "import passport from 'passport-openidconnect'",
    '',
    '// A nonce of 32 characters: that of the library has 20, and FranceConnect wants 22.',
    'class HubStrategy extends passport.Strategy {',
    "  authorizationParams = () => ({ nonce: randomBytes(24).toString('base64url') })",
    '}',
    userinfoAlg !== undefined && keysLine(userinfoAlg, address('jwks'), secret),
    'export const strategy = new HubStrategy(',
    '  {',
    `    issuer: ${quoted(issuer)},`,
    `    authorizationURL: ${quoted(address('authorization'))},`,
    `    tokenURL: ${quoted(address('token'))},`,
    `    userInfoURL: ${userinfo},`,
    `    clientID: ${quoted(client_id)},`,
    `    clientSecret: ${quoted(secret)},`,
    `    callbackURL: ${quoted(f.redirect)},`,
    `    scope: ${quoted(f.scope.replace(/^openid ?/, ''))}, // the library adds openid`,
    f.acr !== undefined && `    acrValues: ${quoted(f.acr)},`,
    `    skipUserProfile: ${userinfoAlg !== undefined},`,
    '  },',
    ...(userinfoAlg === undefined ? plainVerify : signedVerify(issuer, client_id, userinfo)),
    ')',
  )
}

const keysLine = (alg: string, jwks: string, secret: string): string =>
  alg.startsWith('HS')
    ? `const keys = new TextEncoder().encode(${quoted(secret)})`
    : `const keys = jose.createRemoteJWKSet(new URL(${quoted(jwks)}))`

const plainVerify = ['  (issuer, profile, done) => done(null, profile),']

const signedVerify = (issuer: string, client_id: string, userinfo: string): string[] => [
  '  // userinfo is a signed token, and the library reads JSON only',
  '  async (issuer, profile, context, idToken, accessToken, refreshToken, done) => {',
  '    try {',
  `      const answer = await fetch(${userinfo}, { headers: { authorization: \`Bearer \${accessToken}\` } })`,
  `      const checks = { issuer: ${quoted(issuer)}, audience: ${quoted(client_id)}, subject: profile.id }`,
  '      const { payload } = await jose.jwtVerify(await answer.text(), keys, checks)',
  '      done(null, payload)',
  '    } catch (error) {',
  '      done(error)',
  '    }',
  '  },',
]
