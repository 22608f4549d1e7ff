// oidc-provider: what a request passes through.
import type { Lean } from './lean.ts'

/** A layer that awaits nothing but the next one hands on its promise, in place of one of its own that follows it. */
const handsOn = (file: string): Lean => ({
  file: `oidc-provider/lib/${file}\\.js`,
  says: /^( *)((?:export )?(?:default )?)async (function \w+\(ctx, next\) \{\n(?:(?!\b(?:async|await) )[\s\S])*?)^\1 {2}(?:await|return) (next\(\)|rejectDupes\(.*\));\n\1\}/gm,
  shorter: '$1$2$3$1  return $4;\n$1}',
})

/** A layer that awaits something only where a request `brings` it, which few do, is passed by the others. */
const seldom = (file: string, layer: string, brings: string): Lean => ({
  file: `oidc-provider/lib/${file}\\.js`,
  says: `async function ${layer}(ctx, next) {`,
  shorter: `function ${layer}(ctx, next) { return ${brings} ? ${layer}Awaited(ctx, next) : next() } async function ${layer}Awaited(ctx, next) {`,
})

const param = (name: string) => `ctx.oidc.params.${name} !== undefined`

export const providerLayers: readonly Lean[] = [
  {
    // A getter of its own gives each request a shape of its own, which keeps all that it sees until a full collection.
    file: 'oidc-provider/lib/helpers/initialize_app\\.js',
    says: "async (ctx, next) => { let oidcCtx; Object.defineProperty(ctx, 'oidc', { get: () => { oidcCtx ||= new this.OIDCContext(ctx); return oidcCtx; }, }); return als.run(ctx, () => next()); }",
    shorter: '(ctx, next) => { ctx.oidc = new this.OIDCContext(ctx); return als.run(ctx, next); }',
  },
  handsOn('shared/no_cache'),
  handsOn('actions/token'),
  handsOn('actions/userinfo'),
  handsOn('actions/authorization/scopes'),
  seldom('shared/check_rar', 'checkRar', param('authorization_details')),
  seldom('shared/selective_body', 'urlencoded', "ctx.method === 'POST'"),
  seldom('actions/authorization/claims', 'checkClaims', param('claims')),
  seldom('actions/authorization/claims', 'checkIdTokenHint', param('id_token_hint')),
  seldom('actions/authorization/session', 'loadAccount', 'ctx.oidc.session.accountId'),
  seldom('actions/authorization/session', 'loadGrant', 'ctx.oidc.account'),
  seldom(
    'actions/authorization/request_parameters',
    'checkExtraParams',
    'instance(ctx.oidc.provider).configuration.extraParamsValidations',
  ),
  seldom(
    'actions/authorization/pushed_authorization_requests',
    'loadPushedAuthorizationRequest',
    param('request_uri'),
  ),
  seldom(
    'actions/authorization/process_request_object',
    'processRequestObject',
    `${param('request')} || ctx.oidc.client.requireSignedRequestObject || ctx.oidc.client.requirePushedAuthorizationRequests || ctx.oidc.client.backchannelAuthenticationRequestSigningAlg`,
  ),
  {
    file: 'oidc-provider/lib/shared/check_resource\\.js',
    says: 'async function checkResource(ctx, next) {',
    shorter:
      'function checkResource(ctx, next) { if (instance(ctx.oidc.provider).features.resourceIndicators.enabled) return checkIndicated(ctx, next); filterStatics(ctx); return next() } async function checkIndicated(ctx, next) {',
  },
  // Whoever has answered other origins has said which; `Vary` was said by then.
  {
    file: 'oidc-provider/lib/shared/cors\\.js',
    says: 'return async (ctx, next) => {',
    shorter: 'return (ctx, next) => {',
  },
  {
    file: 'oidc-provider/lib/shared/cors\\.js',
    says: "const headers = Object.keys(ctx.response.headers); if (headers.find((x) => x.toLowerCase().startsWith('access-control-')))",
    shorter: "if (ctx.response.has('access-control-allow-origin'))",
  },
  {
    file: 'oidc-provider/lib/shared/cors\\.js',
    says: "ctx.vary('Origin'); const origin",
    shorter: 'const origin',
  },
  {
    // The parameters of an endpoint are the same for all requests.
    file: 'oidc-provider/lib/actions/authorization/request_parameters\\.js',
    says: /if \(requestParams\.has\(ctx\)\)[^}]+\}\s+(const \{ features, extraParams \} = )(instance\(ctx\.oidc\.provider\)\.configuration);\s+const \{ route \} = ctx\.oidc;([\s\S]+?)requestParams\.set\(ctx, allowList\);/,
    shorter:
      'const { configuration } = instance(ctx.oidc.provider); const { route } = ctx.oidc; const byRoute = requestParams.get(configuration) ?? requestParams.set(configuration, new Map()).get(configuration); if (byRoute.has(route)) return byRoute.get(route); $1configuration; $3 byRoute.set(route, allowList);',
  },
  {
    file: 'oidc-provider/lib/shared/client_auth\\.js',
    says: /export function getClientAuthParams\(ctx\) \{\s+(const authParams = [^;]+;)\s+(const \{ clientAuthMethods \} = [^;]+;)([\s\S]+?)return authParams;/,
    shorter:
      'const known = new WeakMap(); export function getClientAuthParams(ctx) { $2 if (known.has(clientAuthMethods)) return known.get(clientAuthMethods); $1 $3 known.set(clientAuthMethods, authParams); return authParams;',
  },
  {
    // Parameters are looked through without a list of pairs.
    file: 'oidc-provider/lib/shared/reject_dupes\\.js',
    says: 'for (const [key, value] of Object.entries(ctx.oidc.params)) { if',
    shorter: 'for (const key in ctx.oidc.params) { const value = ctx.oidc.params[key]; if',
  },
  {
    file: 'oidc-provider/lib/helpers/validate_presence\\.js',
    says: /required\.map\([\s\S]+?\)\.filter\(Boolean\)/,
    shorter: 'required.filter((param) => params[param] === undefined)',
  },
  {
    // An object that loses members is slow from then on: here are the ones it keeps.
    file: 'oidc-provider/lib/helpers/_/omit_by\\.js',
    says: /Object\.entries\(object\)[\s\S]+return object;/,
    shorter:
      'const kept = {}; for (const key of Object.keys(object)) { const value = object[key]; if (!predicate(value, key)) kept[key] = value } return kept;',
  },
  {
    file: 'oidc-provider/lib/actions/token\\.js',
    says: 'Object.keys(ctx.oidc.params).forEach((key) => { if (!(authParams.has(key) || grantParams.has(key))) { delete ctx.oidc.params[key]; } });',
    shorter:
      'const kept = Object.create(Object.getPrototypeOf(ctx.oidc.params)); for (const key in ctx.oidc.params) { if (authParams.has(key) || grantParams.has(key)) kept[key] = ctx.oidc.params[key] } ctx.oidc.params = kept;',
  },
  {
    file: 'oidc-provider/lib/actions/token\\.js',
    says: /new Set\(\[\s+\.\.\.grantTypeParams[\s\S]+?\]\)/,
    shorter: 'allowed.get(grantTypeParams) ?? allowed.set(grantTypeParams, $&).get(grantTypeParams)',
  },
  {
    file: 'oidc-provider/lib/actions/token\\.js',
    says: 'const grantTypeSet',
    shorter: 'const allowed = new WeakMap(); $&',
  },
  // The session says that it was touched once, is saved as what it is and not through what watches it, and its cookies
  // are known by their names.
  {
    file: 'oidc-provider/lib/shared/session\\.js',
    says: 'ctx.oidc.session = new Proxy(await ctx.oidc.provider.Session.get(ctx), {',
    shorter:
      'const session = await ctx.oidc.provider.Session.get(ctx); ctx.oidc.session = new Proxy(session, {',
  },
  {
    file: 'oidc-provider/lib/shared/session\\.js',
    says: 'await ctx.oidc.session.save(ttl)',
    shorter: 'await session.save(ttl)',
  },
  {
    file: 'oidc-provider/lib/shared/session\\.js',
    says: "Reflect.set(obj, prop, value); Reflect.defineProperty(obj, 'touched'",
    shorter: "obj[prop] = value; if (obj.touched !== true) Reflect.defineProperty(obj, 'touched'",
  },
  {
    file: 'oidc-provider/lib/shared/session\\.js',
    says: /const longRegExp = .+/,
    shorter: "const named = [sessionCookieName + '=', sessionCookieName + '.sig='];",
  },
  {
    file: 'oidc-provider/lib/shared/session\\.js',
    says: 'cookie.match(longRegExp)',
    shorter: 'named.some((name) => cookie.startsWith(name))',
  },
  {
    // Both of its cookies last equally long, as do those of all who come in the same second.
    file: 'oidc-provider/lib/shared/session\\.js',
    says: 'new Date(ctx.oidc.session.exp * 1000).toUTCString()',
    shorter: 'dateOf(ctx.oidc.session.exp)',
  },
  {
    file: 'oidc-provider/lib/shared/session\\.js',
    says: 'export default async function',
    shorter:
      'let last, date; const dateOf = (exp) => { if (exp !== last) { date = new Date(exp * 1000).toUTCString(); last = exp } return date }; $&',
  },
  {
    // The scopes of a registration are put into words once.
    file: 'oidc-provider/lib/actions/authorization/scopes\\.js',
    says: /(export function checkScope[\s\S]+?)new Set\(client\.scope\.split\(' '\)\)/,
    shorter:
      "const known = new Map(); const wordsOf = (scope) => known.get(scope) ?? known.set(scope, new Set(scope.split(' '))).get(scope); $1wordsOf(client.scope)",
  },
  {
    // Each check of the policy was a function and a promise of its own, all awaited together; nearly all answer at once.
    file: 'oidc-provider/lib/actions/authorization/interactions\\.js',
    says: /let results = \(await Promise\.all\(\[\.\.\.checks\]\.map\(async \(\{\s*reason, description, error, details, check,\s*\}\) => \{\s*if \(boolean\(\s*await check\(ctx\),\s*(`[^`]+`),\s*\)\) \{\s*return (\{[\s\S]+?\});\s*\}\s*return undefined;\s*\}\)\)\)\.filter\(Boolean\);/,
    shorter:
      'let results = []; for (const { reason, description, error, details, check } of checks) { let met = check(ctx); if (typeof met !== "boolean") met = boolean(await met, $1); if (met) results.push($2) }',
  },
  {
    // An error is made, with its stack, only where it is thrown.
    file: 'oidc-provider/lib/shared/access_token\\.js',
    says: /ctx\.assert\((\w+), (new InvalidToken\('[^']*'\))\)/g,
    shorter: 'if (!$1) throw $2',
  },
  // An address without parameters is read once, and takes them at once: it was written and read again for each.
  {
    file: 'oidc-provider/lib/helpers/redirect_uri\\.js',
    says: 'export default',
    shorter:
      "const known = new Map(); const bare = (uri) => { if (known.size > 100) known.clear(); const { href } = new URL(uri); return known.set(uri, /[?#]/.test(href) ? '' : href).get(uri) }; $&",
  },
  {
    file: 'oidc-provider/lib/helpers/redirect_uri\\.js',
    says: 'const parsed',
    shorter:
      "const href = mode === 'fragment' ? '' : (known.get(uri) ?? bare(uri)); if (href) { const params = new URLSearchParams(); for (const k of Object.keys(payload)) params.append(k, payload[k]); return params.size === 0 ? href : href + '?' + params } $&",
  },
  {
    // Room of a pool, and not of its own, for what is compared and forgotten.
    file: 'oidc-provider/lib/helpers/constant_equals\\.js',
    says: "Buffer.alloc(length, undefined, 'utf8')",
    shorter: 'Buffer.allocUnsafe(length).fill(0)',
  },
]
