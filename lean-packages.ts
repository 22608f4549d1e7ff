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
  // Members of a payload are assigned, not defined: neither list of a model's members names `__proto__`.
  { file: 'oidc-provider/lib/models/payload\\.js', says: new RegExp(DEFINED), shorter: '$1[key] = $2' },
  {
    file: 'oidc-provider/lib/models/formats/opaque\\.js',
    says: new RegExp(DEFINED),
    shorter: '$1[key] = value',
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
    for (const { file, says, shorter } of packages) {
      onLoad({ filter: new RegExp(`node_modules/${file}$`) }, ({ path }) => {
        const source = readFileSync(path, 'utf8')
        const contents = source.replace(says, shorter as string)
        if (contents === source) throw new Error(`${path} does not read as it did: see lean-packages.ts`)
        return { contents }
      })
    }
  },
}
