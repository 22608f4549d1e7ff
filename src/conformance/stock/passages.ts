import type { Reference } from '../../oidc/reference.ts'

const rfc = (number: number, section: string, anchor: string): Reference => ({
  document: `RFC ${number}`,
  section,
  url: `https://www.rfc-editor.org/rfc/rfc${number}#${anchor}`,
})

export const core = (section: string, anchor: string): Reference => ({
  document: 'OpenID Connect Core 1.0',
  section,
  url: `https://openid.net/specs/openid-connect-core-1_0.html#${anchor}`,
})

/** A numbered item of the validation of an ID Token. */
export const validation = (item: string): Reference => core(`3.1.3.7 (${item})`, 'IDTokenValidation')

/** Passages of standards that every hub shares. */
export const passages = {
  csrf: rfc(6749, '10.12 Cross-Site Request Forgery', 'section-10.12'),
  callbackIss: rfc(9207, '2.4 Validating the Issuer Identifier', 'section-2.4'),
  oauthCallback: rfc(6749, '4.1.2 Authorization Response', 'section-4.1.2'),
  extensions: rfc(6749, '4.1.2, last paragraph', 'section-4.1.2'),
  parameters: rfc(6749, '3.1 Authorization Endpoint', 'section-3.1'),
  tokens: rfc(6749, '5.1 Successful Response', 'section-5.1'),
  tokenErrors: rfc(6749, '5.2 Error Response', 'section-5.2'),
  unavailable: rfc(9110, '15.6 Server Error 5xx', 'section-15.6'),
  logout: {
    document: 'OpenID Connect RP-Initiated Logout 1.0',
    section: '3 Redirection to RP After Logout',
    url: 'https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RedirectionAfterLogout',
  },
  discovery: {
    document: 'OpenID Connect Discovery 1.0',
    section: '4.3 OpenID Provider Configuration Validation',
    url: 'https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationValidation',
  },
} as const satisfies Record<string, Reference>
