import type { Why } from '../../pages/why.ts'

/** A place in a public document. */
export type Passage = NonNullable<Why['passage']>

const passage = (document: string, url: string) => (section: string, anchor: string) => ({
  document,
  section,
  url: `${url}${anchor}`,
})

const core = passage('OpenID Connect Core 1.0', 'https://openid.net/specs/openid-connect-core-1_0.html')
const oauth = passage('RFC 6749', 'https://www.rfc-editor.org/rfc/rfc6749')
const bearer = passage('RFC 6750', 'https://www.rfc-editor.org/rfc/rfc6750')
const logout = passage(
  'OpenID Connect RP-Initiated Logout 1.0',
  'https://openid.net/specs/openid-connect-rpinitiated-1_0.html',
)
const partners = passage(
  'FranceConnect, documentation partenaires',
  'https://docs.partenaires.franceconnect.gouv.fr',
)

/** Passages that rules and refusals cite. */
export const passages = {
  authenticationRequest: core('3.1.2.1 Authentication Request', '#AuthRequest'),
  claimsParameter: core('5.5 Requesting Claims using the "claims" Request Parameter', '#ClaimsParameter'),
  tokenRequest: core('3.1.3.1 Token Request', '#TokenRequest'),
  idTokenValidation: core('3.1.3.7 ID Token Validation', '#IDTokenValidation'),
  userinfoRequest: core('5.3.1 UserInfo Request', '#UserInfoRequest'),
  pairwise: core('8.1 Pairwise Identifier Algorithm', '#PairwiseAlg'),
  encryption: core('10.2 Encryption', '#Encryption'),
  redirectUri: oauth('3.1.2.3 Dynamic Configuration', '#section-3.1.2.3'),
  scope: oauth('3.3 Access Token Scope', '#section-3.3'),
  clientAuthentication: oauth('2.3 Client Authentication', '#section-2.3'),
  authorizationCode: oauth('4.1.3 Access Token Request', '#section-4.1.3'),
  accessToken: bearer('2.1 Authorization Request Header Field', '#section-2.1'),
  revocation: passage('RFC 7009', 'https://www.rfc-editor.org/rfc/rfc7009')(
    '2.1 Revocation Request',
    '#section-2.1',
  ),
  introspection: passage('RFC 9701', 'https://www.rfc-editor.org/rfc/rfc9701')(
    '4 Requesting a JWT Response',
    '#section-4',
  ),
  logoutRequest: logout('2 RP-Initiated Logout', '#RPLogout'),
  errors: partners('Erreurs', '/fs/fs-technique/fs-technique-erreurs/'),
  technical: partners('Documentation technique des fournisseurs de service', '/fs/fs-technique/'),
} as const satisfies Record<string, Passage>
