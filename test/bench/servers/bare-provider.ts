// A bare oidc-provider with its own in-memory adapter: what the library alone costs. `--hop` lets the login go through
// an interaction, two redirects more; without it the login happens inside the interaction policy.
import { parseArgs } from 'node:util'
import { type Configuration, interactionPolicy, type KoaContextWithOIDC, Provider } from 'oidc-provider'
import { keys } from '../keys.ts'

const { values } = parseArgs({
  options: { port: { type: 'string' }, hop: { type: 'boolean' }, clients: { type: 'string' } },
})
const issuer = `http://localhost:${values.port}`
const accountId = 'angela'

const grantAll = async ({ oidc }: KoaContextWithOIDC) => {
  const grant = new oidc.provider.Grant({ accountId, clientId: String(oidc.client?.clientId) })
  grant.addOIDCScope(String(oidc.params?.scope))
  await grant.save()
  return grant
}

const findAccount: Configuration['findAccount'] = (_ctx, id) => ({
  accountId: id,
  claims: () => ({
    sub: id,
    given_name: 'Angela Claire Louise',
    family_name: 'DUBOIS',
    birthdate: '1962-08-24',
    gender: 'female',
    email: 'angela@example.org',
  }),
})

const policy = interactionPolicy.base()
if (!values.hop) {
  const decided = new interactionPolicy.Check('decided', 'decided without a page', async (ctx) => {
    const { session, client } = ctx.oidc
    const grant = await grantAll(ctx)
    session?.loginAccount({ accountId })
    session?.ensureClientContainer(String(client?.clientId))
    session?.grantIdFor(String(client?.clientId), grant.jti)
    ctx.oidc.entity('Account', (await findAccount(ctx, accountId)) ?? {})
    ctx.oidc.entity('Grant', grant)
    return interactionPolicy.Check.NO_NEED_TO_PROMPT
  })
  policy.add(new interactionPolicy.Prompt({ name: 'decided', requestable: false }, decided), 0)
}

const configuration: Configuration = {
  clients: JSON.parse(values.clients ?? '[]'),
  jwks: { keys: keys as never },
  cookies: { keys: ['a key that protects nothing real'] },
  claims: {
    openid: ['sub'],
    profile: ['given_name', 'family_name', 'birthdate', 'gender'],
    email: ['email'],
  },
  clientAuthMethods: ['client_secret_post'],
  clientDefaults: { token_endpoint_auth_method: 'client_secret_post' },
  responseTypes: ['code'],
  pkce: { required: () => false },
  conformIdTokenClaims: true,
  features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: true } },
  enabledJWA: { idTokenSigningAlgValues: ['ES256', 'RS256'], userinfoSigningAlgValues: ['ES256', 'RS256'] },
  interactions: { policy, url: (_ctx, { uid }) => `/interaction/${uid}` },
  ttl: { AccessToken: 60, AuthorizationCode: 30, Grant: 60, IdToken: 60, Interaction: 600, Session: 1800 },
  findAccount,
  loadExistingGrant: grantAll,
}

// It warns at every start that its own adapter is not for production.
console.warn = () => undefined
const provider = new Provider(issuer, configuration)
provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith('/interaction/')) return next()
  await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId } })
  ctx.respond = false
  return undefined
})
provider.on('server_error', (_ctx, error) => console.error(error))
provider.listen(Number(values.port), '127.0.0.1')
process.once('SIGTERM', () => process.exit(0))
