import type { Reference } from '../../oidc/reference.ts'
import type { Why } from '../../pages/why.ts'

/** A place in a public document. */
export type Passage = NonNullable<Why['passage']>

const core = (section: string, anchor: string): Passage => ({
  document: 'OpenID Connect Core 1.0',
  section,
  url: `https://openid.net/specs/openid-connect-core-1_0.html#${anchor}`,
})

const rfc = (number: number, section: string, anchor = ''): Passage => ({
  document: `RFC ${number}`,
  section,
  url: `https://www.rfc-editor.org/rfc/rfc${number}${anchor}`,
})

const partners = (section: string, page: string): Passage => ({
  document: 'ProConnect, espace partenaires',
  section,
  url: `https://partenaires.proconnect.gouv.fr/docs/${page}`,
})

const source = (path: string): Passage => ({
  document: 'ProConnect Federation, source',
  section: path.split('/').at(-1) ?? path,
  url: `https://github.com/proconnect-gouv/federation/blob/main/back/${path}`,
})

/** Passages that rules and refusals cite. */
export const passages = {
  authenticationRequest: core('3.1.2.1 Authentication Request', 'AuthRequest'),
  claimsParameter: core('5.5 Requesting Claims using the "claims" Request Parameter', 'ClaimsParameter'),
  userinfo: core('5.3 UserInfo Endpoint', 'UserInfo'),
  refresh: core('12 Using Refresh Tokens', 'RefreshTokens'),
  scopes: rfc(6749, '3.3 Access Token Scope', '#section-3.3'),
  redirectUri: rfc(6749, '3.1.2.3 Dynamic Configuration', '#section-3.1.2.3'),
  clientPassword: rfc(6749, '2.3.1 Client Password', '#section-2.3.1'),
  tokenRequest: rfc(6749, '4.1.3 Access Token Request', '#section-4.1.3'),
  bearer: rfc(6750, '2 Authenticated Requests', '#section-2'),
  pkce: rfc(7636, '4 Protocol', '#section-4'),
  revocation: rfc(7009, '2.1 Revocation Request', '#section-2.1'),
  introspection: rfc(9701, '4 Requesting a JWT Response', '#section-4'),
  logout: {
    document: 'OpenID Connect RP-Initiated Logout 1.0',
    section: '2 RP-Initiated Logout',
    url: 'https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout',
  },
  technical: partners('2.2 Authorize', 'fournisseur-service/implementation_technique'),
  levels: partners('Niveaux acr', 'fournisseur-service/niveaux-acr'),
  sso: partners('SSO', 'fournisseur-service/sso'),
  mfa: partners('Authentification multifacteur', 'fournisseur-service/authentification-multifacteur'),
  authorizeParameters: source('apps/core-fca-low/src/dto/authorize-params.dto.ts'),
  logoutParameters: source('apps/core-fca-low/src/dto/logout-params.dto.ts'),
  revocationParameters: source('apps/core-fca-low/src/dto/revocation-token-params.dto.ts'),
  identity: source('apps/core-fca-low/src/dto/identity-from-idp.dto.ts'),
  errors: source('_doc/erreurs.md'),
} as const satisfies Record<string, Passage & Reference>
