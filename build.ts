// npm run build: one bundle in dist, so that a start reads few files; what the package ships, checked once and for all;
// and the licences of the packages that the bundle holds. Types come from tsc.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { leanPackages } from './lean-packages/lean-packages.ts'
import { readShipped } from './src/config/shipped.ts'
import { hubIds } from './src/platforms/index.ts'
import { fileSchemas } from './src/server/file-schemas.ts'

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
const known =
  /^(text\/(plain|html|css|javascript)|application\/(json|jwt|x-www-form-urlencoded|octet-stream|.*\+json)|image\/(png|svg\+xml)|multipart\/form-data)$/

/**
 * A module of Node that is imported is asked for all that it exports, some of which is made by then: its HTTP client for
 * node:http, streams for node:fs. What is asked for by name alone costs nothing more.
 */
const builtinsByName: Plugin = {
  name: 'builtins-by-name',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /./ }, ({ path, kind }) =>
      isBuiltin(path) && kind === 'import-statement'
        ? { path: path.replace(/^node:/, ''), namespace: 'builtin' }
        : undefined,
    )
    onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => {
      const names = Object.getOwnPropertyNames(process.getBuiltinModule(path)).filter(
        (name) => name !== 'default',
      )
      const exports = names.map((name) => `export const ${name} = /* @__PURE__ */ named('${name}')`)
      return {
        contents: `const all = process.getBuiltinModule('${path}')
          const named = (name) => all[name]
          export default all
          ${exports.join('\n')}`,
      }
    })
  },
}

/** What a start loads before all else, and what it then serves with. */
const loaders = ['src/cli/run-here.ts', 'src/server/start-server.ts'] as const

/** Files of ours that are loaded when they are asked for, each with what has been loaded by then. */
const later = new Map<string, string>(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      [...readFileSync(join('src', file), 'utf8').matchAll(/\bimport\('(\..+?)'\)/g)].map(
        ([, asked = '']) =>
          [resolve('src', dirname(file), asked), loaders[file.startsWith('server') ? 1 : 0]] as const,
      ),
    ),
)
later.set(resolve('src/index.ts'), loaders[0])

/**
 * What a start loads stands in few files: esbuild puts what several entries share into a file of its own for each set of
 * them. What is loaded later is told to bring what has loaded it, and so shares it as a whole.
 */
const fewFiles: Plugin = {
  name: 'few-files',
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/.+\.ts$/ }, ({ path }) => {
      const loads = later.get(path)
      return loads === undefined || path === resolve(loads)
        ? undefined
        : {
            contents: `${readFileSync(path, 'utf8')}\nimport ${JSON.stringify(resolve(loads))}`,
            loader: 'ts',
          }
    })
  },
}

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
  // Written as modules, of which only what is used is taken; Node is given another.
  alias: { yaml: resolve('node_modules/yaml/browser/index.js') },
  // Packages written for CommonJS ask for modules of Node, and for two of others that they do without.
  banner: { js: 'const require = process.getBuiltinModule;' },
  // What is read is parsed. Nothing but white space goes: models of oidc-provider are stored by the name of their class,
  // which shorter syntax leaves out.
  minifyWhitespace: true,
  legalComments: 'none',
  plugins: [englishAlone, fewMimeTypes, builtinsByName, fewFiles, leanPackages],
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
