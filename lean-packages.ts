// What packages do at each request or start that can be had for less, without a difference in what comes out. Another
// release may have other words: then the build fails, and somebody looks.
import { readFileSync } from 'node:fs'
import type { Plugin } from 'esbuild'

/** Words of a package's file, and those in their place. */
type Lean = { file: string; says: RegExp; shorter: string | ((said: string, ...parts: string[]) => string) }

/** What a context hands on went through one function for all names, in which no look-up is quick: each has its own. */
const handedOn = (_: string, to = '', calls = ''): string => {
  const members = [...calls.matchAll(/\.(\w+)\('(\w+)'\)/g)].map(([, kind, name]) => {
    if (kind === 'method') return `${name}(...args) { return this.${to}.${name}(...args) }`
    const read = `get ${name}() { return this.${to}.${name} }`
    return kind === 'getter' ? read : `${read}, set ${name}(value) { this.${to}.${name} = value }`
  })
  return `Object.defineProperties(proto, Object.getOwnPropertyDescriptors({ ${members.join()} }))`
}

const DEFINED = String.raw`Object\.defineProperty\((\w+), key, \{\s*configurable: true,\s*enumerable: true,\s*value(?:: ([^,]+))?,\s*writable: true,\s*\}\)`

const packages: readonly Lean[] = [
  {
    // A function is written and compiled for each schema that reads anything: 40 ms and 8 MB of a start.
    file: 'zod/v4/core/schemas\\.js',
    says: /const jit = !core\.globalConfig\.jitless;/,
    shorter: 'const jit = false;',
  },
  {
    file: 'koa/lib/context\\.js',
    says: /delegate\(proto, '(\w+)'\)((?:\s*\.(?:method|access|getter)\('\w+'\))+)/g,
    shorter: handedOn,
  },
  {
    // Node makes these of its HTTP client, 15 ms and 5 MB, for whoever compares something with them: every JSON answer.
    file: 'koa/lib/(application|response)\\.js',
    says: /\b(val|body) instanceof (Response|ReadableStream)\b/g,
    shorter: "$1[Symbol.toStringTag] === '$2'",
  },
  {
    // What is left out is no member of any payload, and was copied away for nothing.
    file: 'oidc-provider/lib/models/base_token\\.js',
    says: /\(\{\s*client, resourceServer, expiresIn, \.\.\.rest\s*\} = \{\}\) \{\s*super\(rest\);/,
    shorter: '(input = {}) { const { client, resourceServer, expiresIn } = input; super(input);',
  },
  {
    // A getter of its own gives each request a shape of its own, which keeps all that it sees until a full collection.
    file: 'oidc-provider/lib/helpers/initialize_app\\.js',
    says: /let oidcCtx;\s*Object\.defineProperty\(ctx, 'oidc', \{\s*get: \(\) => \{\s*oidcCtx \|\|= new this\.OIDCContext\(ctx\);\s*return oidcCtx;\s*\},\s*\}\);/,
    shorter: 'ctx.oidc = new this.OIDCContext(ctx);',
  },
  {
    // An error is made, with its stack, only where it is thrown.
    file: 'oidc-provider/lib/shared/access_token\\.js',
    says: /ctx\.assert\((\w+), (new InvalidToken\('[^']*'\))\)/g,
    shorter: 'if (!$1) throw $2',
  },
  {
    // The scopes of a registration are put into words once.
    file: 'oidc-provider/lib/actions/authorization/scopes\\.js',
    says: /(export async function checkScope[\s\S]+?)new Set\(client\.scope\.split\(' '\)\)/,
    shorter:
      "const known = new Map(); const wordsOf = (scope) => known.get(scope) ?? known.set(scope, new Set(scope.split(' '))).get(scope); $1wordsOf(client.scope)",
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
      "import { properties } from './payload.js';$1const { jti, kind } = input; const members = properties(this.constructor); for (const key of Object.keys(input)) { if (key !== 'jti' && key !== 'kind' && members.has(key)) this[key] = input[key] }",
  },
  {
    file: 'oidc-provider/lib/models/formats/opaque\\.js',
    says: new RegExp(
      `import pickPayload from([^;]+;[\\s\\S]+?)const modelPayload = pickPayload\\(token\\.constructor, token\\);\\s*for \\(const \\[key, value\\] of Object\\.entries\\(modelPayload\\)\\) \\{\\s*if \\(typeof value !== 'undefined'\\) \\{\\s*${DEFINED};\\s*\\}\\s*\\}`,
    ),
    shorter:
      'import { properties } from$1const members = properties(token.constructor); for (const key of Object.keys(token)) { const value = token[key]; if (value !== undefined && members.has(key)) payload[key] = value }',
  },
  {
    // Each check of the policy was a function and a promise of its own, all awaited together; nearly all answer at once.
    file: 'oidc-provider/lib/actions/authorization/interactions\\.js',
    says: /let results = \(await Promise\.all\(\[\.\.\.checks\]\.map\(async \(\{\s*reason, description, error, details, check,\s*\}\) => \{\s*if \(boolean\(\s*await check\(ctx\),\s*(`[^`]+`),\s*\)\) \{\s*return (\{[\s\S]+?\});\s*\}\s*return undefined;\s*\}\)\)\)\.filter\(Boolean\);/,
    shorter:
      'let results = []; for (const { reason, description, error, details, check } of [...checks]) { let met = check(ctx); if (typeof met !== "boolean") met = boolean(await met, $1); if (met) results.push($2) }',
  },
  {
    // What it listens for is a client that leaves, of which nobody is told.
    file: 'koa/lib/application\\.js',
    says: /\n\s*onFinished\(res, onerror\)\n/,
    shorter: '\n',
  },
  {
    // A name is put in other letters once.
    file: 'oidc-provider/lib/helpers/_/snake_case\\.js',
    says: /export default \(str = ''\) => (.+);/,
    shorter:
      "const known = new Map(); export default (str = '') => known.get(str) ?? known.set(str, $1).get(str);",
  },
]

/** Puts fewer words in the place of theirs. */
export const leanPackages: Plugin = {
  name: 'lean-packages',
  setup({ onLoad }) {
    const fileOf = ({ file }: Lean) => `node_modules/${file}$`
    // One for all: esbuild stops at the first that answers for a file, and two may speak of the same.
    onLoad({ filter: new RegExp(packages.map(fileOf).join('|')) }, ({ path }) => {
      let contents = readFileSync(path, 'utf8')
      for (const lean of packages) {
        if (!new RegExp(fileOf(lean)).test(path)) continue
        const shorter = contents.replace(lean.says, lean.shorter as string)
        if (shorter === contents) throw new Error(`${path} does not read as it did: see lean-packages.ts`)
        contents = shorter
      }
      return { contents }
    })
  },
}
