// npm run build: one bundle in dist, so that a start reads few files; what the package ships, checked once and for all;
// and the licences of the packages that the bundle holds. Types come from tsc.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { readShipped } from './src/config/shipped.ts'
import { hubIds } from './src/platforms/index.ts'
import { fileSchemas } from './src/server/schemas.ts'

/** zod brings its messages in fifty languages; ours are English. */
const englishAlone: Plugin = {
  name: 'english-alone',
  setup({ onLoad }) {
    onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js'",
    }))
  },
}

/** koa and what it stands on know two thousand types of files twice over; we send and read a few. */
const fewMimeTypes: Plugin = {
  name: 'few-mime-types',
  setup({ onLoad }) {
    onLoad({ filter: /mime-db\/db\.json$/ }, ({ path }) => ({
      contents: JSON.stringify(
        Object.fromEntries(
          Object.entries(JSON.parse(readFileSync(path, 'utf8'))).filter(([type]) => known.test(type)),
        ),
      ),
      loader: 'json',
    }))
  },
}
/** Node loads its own HTTP client for whoever imports node:http by name, be it for the server alone. */
const httpByName: Plugin = {
  name: 'http-by-name',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?http$/ }, ({ kind }) =>
      kind === 'import-statement' ? { path: 'http', namespace: 'builtin' } : undefined,
    )
    onLoad({ filter: /^http$/, namespace: 'builtin' }, () => {
      const own = Object.entries(Object.getOwnPropertyDescriptors(http)).filter(([, { get }]) => !get)
      const names = own.map(([name]) => name).filter((name) => name !== 'default')
      const contents = `const http = process.getBuiltinModule('http'); export default http; export const { ${names.join()} } = http`
      return { contents }
    })
  },
}

/**
 * What oidc-provider does at each request that can be had for less, without a difference in what comes out: an error is
 * made, with its stack, only where it is thrown; members of a payload are assigned, not defined; a name is put in other
 * letters once. Another release may have other words: then the build fails, and somebody looks.
 */
const leanLibrary: Plugin = {
  name: 'lean-library',
  setup({ onLoad }) {
    for (const { file, says, shorter } of leaner) {
      onLoad({ filter: new RegExp(`oidc-provider/lib/${file}$`) }, ({ path }) => {
        const source = readFileSync(path, 'utf8')
        if (!says.test(source)) throw new Error(`${path} does not read as it did: see leanLibrary`)
        return { contents: source.replace(says, shorter) }
      })
    }
  },
}

const DEFINED = String.raw`Object\.defineProperty\((\w+), key, \{\s*configurable: true,\s*enumerable: true,\s*value(?:: ([^,]+))?,\s*writable: true,\s*\}\)`

/** Neither list of a model's members names `__proto__`, which alone would not be the same. */
const leaner = [
  {
    // A getter of its own gives each request a shape of its own, which keeps all that it sees until a full collection.
    file: 'helpers/initialize_app\\.js',
    says: /let oidcCtx;\s*Object\.defineProperty\(ctx, 'oidc', \{\s*get: \(\) => \{\s*oidcCtx \|\|= new this\.OIDCContext\(ctx\);\s*return oidcCtx;\s*\},\s*\}\);/,
    shorter: 'ctx.oidc = new this.OIDCContext(ctx);',
  },
  {
    file: 'shared/access_token\\.js',
    says: /ctx\.assert\((\w+), (new InvalidToken\('[^']*'\))\)/g,
    shorter: 'if (!$1) throw $2',
  },
  { file: 'models/payload\\.js', says: new RegExp(DEFINED), shorter: '$1[key] = $2' },
  { file: 'models/formats/opaque\\.js', says: new RegExp(DEFINED), shorter: '$1[key] = value' },
  {
    file: 'helpers/_/snake_case\\.js',
    says: /export default \(str = ''\) => (.+);/,
    shorter:
      "const known = new Map(); export default (str = '') => known.get(str) ?? known.set(str, $1).get(str);",
  },
]

const known =
  /^(text\/(plain|html|css|javascript)|application\/(json|jwt|x-www-form-urlencoded|octet-stream|.*\+json)|image\/(png|svg\+xml)|multipart\/form-data)$/

const folder = 'dist'
rmSync(folder, { recursive: true, force: true })

const { metafile } = await build({
  entryPoints: [
    'src/main.ts',
    'src/index.ts',
    'src/vitest/doublure-test.ts',
    'src/playwright/doublure-test.ts',
    'src/testcontainers/doublure-container.ts',
  ],
  outdir: folder,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  // Invented people are rare, and faker is large: it stays a package of its own.
  external: ['@faker-js/faker', 'vitest', '@playwright/test', 'testcontainers'],
  // Packages written for CommonJS ask for `require`.
  banner: {
    js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
  },
  // What is read is parsed. Nothing but white space goes: models of oidc-provider are stored by the name of their class,
  // which shorter syntax leaves out.
  minifyWhitespace: true,
  legalComments: 'none',
  plugins: [englishAlone, fewMimeTypes, httpByName, leanLibrary],
  chunkNames: 'chunks-[hash]',
  metafile: true,
  logLevel: 'warning',
})

const { categories, ...lists } = await readShipped(hubIds)
writeFileSync(join(folder, 'shipped.json'), JSON.stringify({ ...lists, categories: [...categories] }))

mkdirSync(join(folder, 'schema'))
for (const [name, schema] of Object.entries(fileSchemas)) {
  writeFileSync(join(folder, 'schema', `${name}.json`), JSON.stringify(schema(), null, 2))
}

const packages = new Set(
  Object.keys(metafile.inputs).flatMap(
    (input) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[0] ?? [],
  ),
)
const licences = [...packages].sort().map((path) => {
  const file = existsSync(path) ? readdirSync(path).find((name) => /^licen[cs]e/i.test(name)) : undefined
  const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))
  return `${name} ${version} (${license})\n\n${file ? readFileSync(join(path, file), 'utf8').trim() : ''}\n`
})
writeFileSync(join(folder, 'LICENCES.txt'), licences.join(`\n${'-'.repeat(80)}\n\n`))
