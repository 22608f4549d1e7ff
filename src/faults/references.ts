import type { Reference } from '../oidc/reference.ts'

const document =
  (title: string, url: string) =>
  (section: string, anchor = ''): Reference => ({ document: title, section, url: `${url}${anchor}` })

const core = document('OpenID Connect Core 1.0', 'https://openid.net/specs/openid-connect-core-1_0.html')
const oauth = document('OAuth 2.0, RFC 6749', 'https://www.rfc-editor.org/rfc/rfc6749.html')
const jwt = document('JSON Web Token, RFC 7519', 'https://www.rfc-editor.org/rfc/rfc7519.html')
const jwe = document('JSON Web Encryption, RFC 7516', 'https://www.rfc-editor.org/rfc/rfc7516.html')
const practice = document(
  'JSON Web Token Best Current Practices, RFC 8725',
  'https://www.rfc-editor.org/rfc/rfc8725.html',
)
const issuer = document(
  'OAuth 2.0 Authorization Server Issuer Identification, RFC 9207',
  'https://www.rfc-editor.org/rfc/rfc9207.html',
)
const discovery = document(
  'OpenID Connect Discovery 1.0',
  'https://openid.net/specs/openid-connect-discovery-1_0.html',
)
const logout = document(
  'OpenID Connect RP-Initiated Logout 1.0',
  'https://openid.net/specs/openid-connect-rpinitiated-1_0.html',
)
const http = document('HTTP Semantics, RFC 9110', 'https://www.rfc-editor.org/rfc/rfc9110.html')

/** A numbered item of the validation of an ID Token. */
const validation = (item: number) => core(`3.1.3.7 (${item})`, '#IDTokenValidation')

/** The passages that defects violate. */
export const passages = {
  idToken: core('2', '#IDToken'),
  validation,
  atHash: core('3.1.3.8', '#CodeFlowTokenValidation'),
  tokenResponse: core('3.1.3.3', '#TokenResponse'),
  userinfo: core('5.3.2', '#UserInfoResponse'),
  userinfoValidation: core('5.3.4', '#UserInfoResponseValidation'),
  standardClaims: core('5.1', '#StandardClaims'),
  signing: core('10.1', '#Signing'),
  rotation: core('10.1.1', '#RotateSigKeys'),
  encryption: core('10.2', '#Encryption'),
  state: oauth('4.1.2', '#section-4.1.2'),
  csrf: oauth('10.12', '#section-10.12'),
  authorizationError: oauth('4.1.2.1', '#section-4.1.2.1'),
  parameters: oauth('3.1', '#section-3.1'),
  extensions: oauth('4.1.2, last paragraph', '#section-4.1.2'),
  tokens: oauth('5.1', '#section-5.1'),
  tokenErrors: oauth('5.2', '#section-5.2'),
  bearer: document('Bearer Token Usage, RFC 6750', 'https://www.rfc-editor.org/rfc/rfc6750.html')(
    '3.1',
    '#section-3.1',
  ),
  times: jwt('4.1', '#section-4.1'),
  algorithms: practice('3.1', '#section-3.1'),
  decryption: jwe('5.2', '#section-5.2'),
  callbackIss: issuer('2.4', '#section-2.4'),
  discovery: discovery('4.3', '#ProviderConfigurationValidation'),
  jwks: discovery('3', '#ProviderMetadata'),
  logout: logout('3', '#RedirectionAfterLogout'),
  unavailable: http('15.6', '#section-15.6'),
} as const
