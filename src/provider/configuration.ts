import { type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider'
import type { Account } from '../journey/answer.ts'
import type { Platform } from '../platforms/platform.ts'
import { foundSubOf } from './accounts.ts'
import { createAdapter } from './adapter.ts'
import { checkClaims } from './check-claims.ts'
import type { HubParts } from './hub.ts'
import { cookiePath } from './open-visit.ts'
import { createPolicy } from './policy.ts'

/** The doors through which the library calls back into the hub. */
export type Callbacks = {
  /** Settles a login that shows no page. */
  decide(ctx: KoaContextWithOIDC): Promise<void>
  renderError: NonNullable<Configuration['renderError']>
  confirmLogout(ctx: KoaContextWithOIDC): Promise<void>
  loggedOut(ctx: KoaContextWithOIDC): Promise<void>
  findAccount(id: string): Promise<Account | undefined>
  /** The `sub` of an account. */
  subOf(id: string): Promise<string>
}

/** oidc-provider's configuration of a hub, section by section; sections own disjoint keys. */
export const createConfiguration = (parts: HubParts, callbacks: Callbacks): Configuration => ({
  ...storage(parts),
  ...claims(parts.platform),
  ...accounts(parts.platform, callbacks),
  ...interactions(parts, callbacks),
  ...tokens(parts),
  ...clients(parts.platform),
  ...features(parts, callbacks),
  routes: routes(parts.platform),
  cookies: cookies(parts),
  renderError: callbacks.renderError,
  // Neither hub answers a script in another origin, whatever the client.
  clientBasedCORS: () => false,
})

const storage = ({ platform, facts, store, stage, now }: HubParts): Configuration => ({
  adapter: createAdapter({
    namespace: facts.id,
    store,
    now,
    tokenLifetime: longestOf(platform.lifetimes),
    findClient(client_id) {
      const client = stage.client(client_id)
      return client && platform.registration(client)
    },
  }),
})

const longestOf = ({ AuthorizationCode, AccessToken, RefreshToken = 0 }: Platform['lifetimes']): number =>
  Math.max(AuthorizationCode, AccessToken, RefreshToken)

const claims = (platform: Platform): Configuration => ({
  acrValues: platform.acrValues,
  scopes: Object.keys(platform.scopes),
  claims: {
    ...Object.fromEntries(platform.otherClaims.map((claim) => [claim, null])),
    ...platform.scopes,
  },
})

const accounts = (platform: Platform, { findAccount, subOf }: Callbacks): Configuration => ({
  async findAccount(_ctx: KoaContextWithOIDC, id: string) {
    const account = await findAccount(id)
    return account && { ...account, accountId: id, claims: async () => ({ ...account.claims, sub: id }) }
  },
  subjectTypes: [platform.subjectType],
  pairwiseIdentifier: async (ctx: KoaContextWithOIDC, accountId: string) =>
    foundSubOf(ctx, accountId, { subOf }),
})

const interactions = ({ platform, facts }: HubParts, callbacks: Callbacks): Configuration => ({
  interactions: {
    policy: createPolicy(platform, callbacks),
    url: (_ctx: KoaContextWithOIDC, { uid }: { uid: string }) =>
      `${new URL(facts.issuer).pathname}/interaction/${uid.slice(0, platform.interactionIdLength)}`,
  },
  async loadExistingGrant(ctx: KoaContextWithOIDC) {
    const known =
      ctx.oidc.result?.consent?.grantId ?? ctx.oidc.session?.grantIdFor(String(ctx.oidc.params?.client_id))
    return known ? ctx.oidc.provider.Grant.find(known) : undefined
  },
})

const tokens = ({ platform, keys }: HubParts): Configuration => ({
  jwks: keys.jwks,
  ttl: { ...platform.lifetimes },
  clockTolerance: 0,
  conformIdTokenClaims: true,
  acceptQueryParamAccessTokens: true,
  expiresWithSession: async () => platform.tokensEndWithSession ?? false,
  ...(platform.refreshTokens && { issueRefreshToken: async () => true }),
  ...(platform.rotatesRefreshTokens && { rotateRefreshToken: true }),
  pkce: { required: () => false },
  allowOmittingSingleRegisteredRedirectUri: !platform.requiresRedirectUri,
  enabledJWA: {
    clientAuthSigningAlgValues: platform.signing.algs.filter((alg) => alg !== 'HS256'),
    idTokenSigningAlgValues: [...platform.signing.algs],
    userinfoSigningAlgValues: [...platform.signing.algs],
    introspectionSigningAlgValues: [...platform.signing.algs],
    requestObjectSigningAlgValues: [...platform.signing.algs],
    dPoPSigningAlgValues: platform.signing.algs.filter((alg) => alg !== 'HS256'),
    idTokenEncryptionAlgValues: [...(platform.encryption?.algs ?? [])],
    idTokenEncryptionEncValues: [...(platform.encryption?.encs ?? [])],
    userinfoEncryptionAlgValues: [...(platform.encryption?.algs ?? [])],
    userinfoEncryptionEncValues: [...(platform.encryption?.encs ?? [])],
  },
})

const clients = (platform: Platform): Configuration => ({
  // The clients of a double live on the developer's own machine, where the library would fetch nothing.
  fetch(url: string | URL | Request, init: RequestInit & { dispatcher?: unknown } = {}) {
    const { dispatcher: _, ...plain } = init
    return fetch(url, plain)
  },
  clientAuthMethods: ['client_secret_post', 'private_key_jwt'] as const,
  clientDefaults: {
    token_endpoint_auth_method: 'client_secret_post',
    id_token_signed_response_alg: platform.signing.algs[0],
  },
  responseTypes: ['code'] as const,
  extraParams: ['idp_hint', 'siret_hint', 'login_hint'],
})

type IntrospectedToken = { accountId?: unknown; iat?: number | undefined; exp?: number | undefined }

const features = (
  { platform, stage, now, strictness }: HubParts,
  { confirmLogout, loggedOut, subOf }: Callbacks,
): Pick<Configuration, 'features'> => ({
  features: {
    devInteractions: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    resourceIndicators: { enabled: false },
    dPoP: { enabled: platform.dpop },
    claimsParameter: { enabled: true, assertClaimsParameter: checkClaims({ platform, stage, strictness }) },
    encryption: { enabled: platform.encryption !== undefined },
    jwtUserinfo: { enabled: true },
    revocation: {
      enabled: true,
      async allowedPolicy(
        _ctx: KoaContextWithOIDC,
        client: { clientId: string },
        token: { clientId?: string | undefined; kind: string; destroy(): Promise<unknown> },
      ) {
        if (token.clientId !== client.clientId)
          throw new errors.InvalidRequest('this token does not belong to you')
        if (token.kind !== 'AccessToken') return true
        // The library would revoke the refresh token with it; the releases that the hubs run leave it alive.
        await token.destroy()
        return false
      },
    },
    introspection: {
      enabled: platform.endpoints.introspection !== undefined,
      /** oidc-provider answers with its own name of the account and the machine's times: it is given the hub's. */
      async allowedPolicy(_ctx: KoaContextWithOIDC, _client: object, token: IntrospectedToken) {
        if ('accountId' in token) token.accountId = await subOf(String(token.accountId))
        const ahead = Math.round((now() - Date.now()) / 1000)
        if (token.iat !== undefined) token.iat += ahead
        if (token.exp !== undefined) token.exp += ahead
        return true
      },
    },
    jwtIntrospection: {
      enabled: platform.endpoints.introspection !== undefined && !platform.introspectsAsJson,
    },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx: KoaContextWithOIDC) => confirmLogout(ctx),
      postLogoutSuccessSource: (ctx: KoaContextWithOIDC) => loggedOut(ctx),
    },
  },
})

const routes = ({ endpoints }: Platform): Configuration['routes'] => ({
  authorization: endpoints.authorization.path,
  token: endpoints.token.path,
  userinfo: endpoints.userinfo.path,
  jwks: endpoints.jwks.path,
  revocation: endpoints.revocation.path,
  end_session: endpoints.end_session.path,
  ...(endpoints.introspection && { introspection: endpoints.introspection.path }),
})

const cookies = ({ facts, cookieKeys }: HubParts): Configuration['cookies'] => {
  const shared = {
    httpOnly: true,
    sameSite: 'lax',
    path: cookiePath(facts.base),
    secure: facts.base.startsWith('https:'),
  } as const
  return { keys: cookieKeys, long: shared, short: shared }
}
