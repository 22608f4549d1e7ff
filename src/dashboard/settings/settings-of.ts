import { type Client, isDataProvider } from '../../clients/client.ts'
import type { HubParts } from '../../provider/hub.ts'
import { cannotDecrypt, type Facts, factsOf, type LibrarySettings, lines } from './facts.ts'
import { openidClient, passport } from './node-settings.ts'
import { authlib, django } from './python-settings.ts'
import { spring } from './spring-settings.ts'

const apache = (facts: Facts): LibrarySettings => ({
  library: 'mod_auth_openidc (Apache)',
  files: [{ where: 'httpd.conf', text: apacheFile(facts) }],
  ...cannotDecrypt(facts),
})

const apacheFile = ({ address, client_id, secret, redirect, scope, idTokenAlg, acr, ...f }: Facts): string =>
  lines(
    `OIDCProviderMetadataURL ${address('discovery')}`,
    `OIDCClientID ${argument(client_id)}`,
    `OIDCClientSecret ${argument(secret)}`,
    `OIDCRedirectURI ${argument(redirect)}`,
    'OIDCCryptoPassphrase "a passphrase of yours"',
    `OIDCScope "${scope}"`,
    `OIDCIDTokenSignedResponseAlg ${idTokenAlg}`,
    f.userinfoAlg !== undefined && `OIDCUserInfoSignedResponseAlg ${f.userinfoAlg}`,
    'OIDCProviderTokenEndpointAuth client_secret_post',
    f.refusesPkce && '# From 2.4.15 on: the versions before refuse this line, and send no PKCE without it.',
    f.refusesPkce && 'OIDCPKCEMethod none',
    acr !== undefined && `OIDCAuthRequestParams acr_values=${acr}`,
  )

/** An argument of a directive: quoted when Apache would cut it. */
const argument = (value: string): string =>
  /^[\w:/.?=&%+-]+$/.test(value) ? value : `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

const environment = (facts: Facts): LibrarySettings => ({
  library: 'Variables',
  files: [
    {
      where: '.env',
      text: lines(
        `OIDC_ISSUER=${facts.issuer}`,
        `OIDC_DISCOVERY_URL=${facts.address('discovery')}`,
        `OIDC_CLIENT_ID=${variable(facts.client_id)}`,
        `OIDC_CLIENT_SECRET=${variable(facts.secret)}`,
        `OIDC_REDIRECT_URI=${variable(facts.redirect)}`,
        `OIDC_SCOPE="${facts.scope}"`,
        facts.acr !== undefined && `OIDC_ACR_VALUES=${facts.acr}`,
        `OIDC_ID_TOKEN_ALG=${facts.idTokenAlg}`,
        facts.userinfoAlg !== undefined && `OIDC_USERINFO_ALG=${facts.userinfoAlg}`,
        `OIDC_END_SESSION_URL=${facts.address('end_session')}`,
      ),
    },
  ],
})

/** A value of a .env file: quoted when a shell would read something else. */
const variable = (value: string): string => (/^[\w:/.?=&%+@,-]*$/.test(value) ? value : JSON.stringify(value))

/** Ready settings of common libraries for a client on a hub; none for who asks for no login. */
export const settingsOf = (hub: HubParts, client: Client): LibrarySettings[] => {
  if (isDataProvider(client)) return []
  const facts = factsOf(hub, client)
  return [environment, openidClient, passport, spring, authlib, django, apache].map((library) =>
    library(facts),
  )
}
