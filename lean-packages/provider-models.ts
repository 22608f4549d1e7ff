// oidc-provider: what it stores and issues.
import type { Lean } from './lean.ts'

const DEFINED = String.raw`Object\.defineProperty\((\w+), key, \{\s*configurable: true,\s*enumerable: true,\s*value(?:: ([^,]+))?,\s*writable: true,\s*\}\)`

export const providerModels: readonly Lean[] = [
  {
    // What is left out is no member of any payload, and was copied away for nothing.
    file: 'oidc-provider/lib/models/base_token\\.js',
    says: '({ client, resourceServer, expiresIn, ...rest } = {}) { super(rest);',
    shorter: '(input = {}) { const { client, resourceServer, expiresIn } = input; super(input);',
  },
  // A model is made of its payload, and its payload of it, without a copy and lists of both between them. Members are
  // assigned, not defined: no model's list of members names `__proto__`.
  {
    file: 'oidc-provider/lib/models/payload\\.js',
    says: new RegExp(`function properties([\\s\\S]+)${DEFINED}`),
    shorter: 'export function properties$1$2[key] = $3',
  },
  {
    file: 'oidc-provider/lib/models/base_model\\.js',
    says: /import pickPayload from '\.\/payload\.js';([\s\S]+?)const payload = pickPayload\(this\.constructor, input\);\s*const \{ jti, kind \} = payload;\s*for \(const key of Object\.keys\(payload\)\) \{\s*if \(key !== 'jti' && key !== 'kind'\) \{\s*if \(key === '__proto__'\) \{[\s\S]+?\} else \{\s*this\[key\] = payload\[key\];\s*\}\s*\}\s*\}/,
    shorter:
      "import { properties } from './payload.js';$1const { jti, kind } = input; const members = properties(this.constructor); for (const key in input) { if (key !== 'jti' && key !== 'kind' && members.has(key)) this[key] = input[key] }",
  },
  {
    file: 'oidc-provider/lib/models/formats/opaque\\.js',
    says: new RegExp(
      `import pickPayload from([^;]+;[\\s\\S]+?)const modelPayload = pickPayload\\(token\\.constructor, token\\);\\s*for \\(const \\[key, value\\] of Object\\.entries\\(modelPayload\\)\\) \\{\\s*if \\(typeof value !== 'undefined'\\) \\{\\s*${DEFINED};\\s*\\}\\s*\\}`,
    ),
    shorter:
      'import { properties } from$1const members = properties(token.constructor); for (const key in token) { const value = token[key]; if (value !== undefined && members.has(key)) payload[key] = value }',
  },
  // What only hands on a promise, or answers at once, needs none of its own: whoever asks awaits it inside a `try`.
  {
    file: 'oidc-provider/lib/models/(base_model|access_token)\\.js',
    says: 'async getValueAndPayload() {',
    shorter: 'getValueAndPayload() {',
  },
  {
    file: 'oidc-provider/lib/models/(base_token|grant)\\.js',
    says: 'async save(',
    shorter: 'save(',
  },
  {
    file: 'oidc-provider/lib/models/formats/index\\.js',
    says: 'async function getValueAndPayload',
    shorter: 'function getValueAndPayload',
  },
  {
    file: 'oidc-provider/lib/models/base_model\\.js',
    says: 'static async verify',
    shorter: 'static verify',
  },
  {
    file: 'oidc-provider/lib/models/formats/opaque\\.js',
    says: 'async function verify',
    shorter: 'function verify',
  },
  {
    // The adapter of a model is looked up once.
    file: 'oidc-provider/lib/models/base_model\\.js',
    says: 'if (!adapterCache.has(obj)) {',
    shorter: 'const known = adapterCache.get(obj); if (known) return known; $&',
  },
  {
    // The names of what becomes of a model are put together once.
    file: 'oidc-provider/lib/models/base_model\\.js',
    says: /provider\.emit\((`[^`]+`), this\);/,
    shorter: 'const names = eventNames[this.kind] ??= {}; provider.emit(names[eventName] ??= $1, this);',
  },
  {
    file: 'oidc-provider/lib/models/base_model\\.js',
    says: 'const adapterCache',
    shorter: 'const eventNames = {}; $&',
  },
  {
    // A name is put in other letters once.
    file: 'oidc-provider/lib/helpers/_/snake_case\\.js',
    says: /export default \(str = ''\) => (.+);/,
    shorter:
      "const known = new Map(); export default (str = '') => known.get(str) ?? known.set(str, $1).get(str);",
  },
  {
    // A code that loses members is slow from then on; members that are undefined are not stored.
    file: 'oidc-provider/lib/helpers/process_response_types\\.js',
    says: /delete (code\.(?:claims|resource));/g,
    shorter: '$1 = undefined;',
  },
  {
    // A hub gives a code alone.
    file: 'oidc-provider/lib/helpers/process_response_types\\.js',
    says: /const response = Object\.assign\(\{\}, \.\.\.await Promise\.all\(responses\.map\((\(responseType\) => \{[\s\S]+?\n {2}\})\)\)\);/,
    shorter:
      'const response = {}; const answer = $1; for (const responseType of responses) Object.assign(response, await answer(responseType));',
  },
  // Scopes are put together as they are: those that were granted and refused, and those of a list that is asked for.
  {
    file: 'oidc-provider/lib/models/grant\\.js',
    says: "const granted = this.getOIDCScope().split(' '); const rejected = this.getRejectedOIDCScope().split(' '); return granted.concat(rejected).join(' ');",
    shorter: "return this.getOIDCScope() + ' ' + this.getRejectedOIDCScope();",
  },
  {
    file: 'oidc-provider/lib/models/grant\\.js',
    says: 'granted.filter(Set.prototype.has.bind(filter))',
    shorter: 'granted.filter((one) => filter.has(one))',
  },
  // A code was copied to name its account anew.
  {
    file: 'oidc-provider/lib/helpers/grant_common\\.js',
    says: '(provider, ctx, source, gty) { assertProviderContext(provider, ctx); return new provider.AccessToken({ accountId: source.accountId,',
    shorter:
      '(provider, ctx, source, gty, accountId = source.accountId) { assertProviderContext(provider, ctx); return new provider.AccessToken({ accountId,',
  },
  {
    file: 'oidc-provider/lib/helpers/grant_common\\.js',
    says: '{ ...source, accountId: account.accountId }, gty)',
    shorter: 'source, gty, account.accountId)',
  },
  // Members are looked through without lists of pairs.
  {
    file: 'oidc-provider/lib/helpers/grant_response\\.js',
    says: /return Object\.fromEntries\(Object\.entries\((\{\s+\.\.\.parameters[\s\S]+?\})\)\.filter\(.+\)\);/,
    shorter:
      'const all = $1; const given = {}; for (const name in all) { if (all[name] !== undefined) given[name] = all[name] } return given;',
  },
  {
    file: 'oidc-provider/lib/helpers/_/merge\\.js',
    says: 'for (const [key, value] of Object.entries(source)) {',
    shorter: 'for (const key of Object.keys(source)) { const value = source[key];',
  },
  {
    file: 'oidc-provider/lib/helpers/_/merge\\.js',
    says: 'isPlainObject(target[key]) && isPlainObject(value)',
    shorter: 'isPlainObject(value) && isPlainObject(target[key])',
  },
  {
    file: 'oidc-provider/lib/helpers/claims\\.js',
    says: /const include = Object\.entries\(this\.filter\)[\s\S]+?claimsSupported\.has\(key\)\);/,
    shorter:
      'const include = Object.keys(this.filter).filter((key) => (this.filter[key] === null || isJsonObject(this.filter[key])) && claimsSupported.has(key));',
  },
  {
    // The claims that are put together are made for that.
    file: 'oidc-provider/lib/models/id_token\\.js',
    says: 'merge({}, await mask.result(), this.extra)',
    shorter: 'merge(await mask.result(), this.extra)',
  },
  // The claims of scopes that are asked for together are put together once; nobody adds to the scopes of a token.
  {
    file: 'oidc-provider/lib/helpers/claims\\.js',
    says: /value\.split\(' '\)\.forEach\([\s\S]+?\}\);/,
    shorter:
      'if (masks.has(value)) this.filter = { ...masks.get(value) }; else { $& if (masks.size > 100) masks.clear(); masks.set(value, { ...this.filter }) }',
  },
  {
    file: 'oidc-provider/lib/helpers/claims\\.js',
    says: 'return class Claims',
    shorter: 'const masks = new Map(); $&',
  },
  {
    file: 'oidc-provider/lib/models/base_token\\.js',
    says: "return new Set(this.scope?.split(' '));",
    shorter:
      "if (scopes === undefined || this.scope !== scope) { scope = this.scope; scopes = new Set(scope?.split(' ')) } return scopes;",
  },
  {
    file: 'oidc-provider/lib/models/base_token\\.js',
    says: 'class BaseToken',
    shorter: 'let scope, scopes; $&',
  },
]
