// npm run build: one bundle in dist, so that a start reads few files; what the package ships, checked once and for all;
// and the licences of the packages that the bundle holds. Types come from tsc.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { join, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { leanPackages } from './lean-packages.ts'
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
const known =
  /^(text\/(plain|html|css|javascript)|application\/(json|jwt|x-www-form-urlencoded|octet-stream|.*\+json)|image\/(png|svg\+xml)|multipart\/form-data)$/

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
 * What a start loads stands in few files: esbuild puts what several entries share into a file of its own for each set of
 * them. What is loaded later is told to bring what has loaded it, and so shares it as a whole.
 */
const fewFiles: Plugin = {
  name: 'few-files',
  setup({ onLoad }) {
    for (const { loads, later } of loaders) {
      onLoad({ filter: later }, ({ path }) => ({
        contents: `${readFileSync(path, 'utf8')}\nimport ${JSON.stringify(resolve(loads))}`,
        loader: 'ts',
      }))
    }
  },
}

const loaders = [
  {
    loads: 'src/cli/run.ts',
    later:
      /src\/(cli\/(ca|check|doctor|fetch-over-tls|generate-personas|init|network|readyz|report|serve|writable-disk))\.ts$/,
  },
  {
    loads: 'src/server/start-server.ts',
    later:
      /src\/(control\/control-api|dashboard\/dashboard|provider\/create-hub|replicas\/share-world|store\/redis-(ledger|store)|tls\/open-certificate)\.ts$/,
  },
]

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
  plugins: [englishAlone, fewMimeTypes, httpByName, fewFiles, leanPackages],
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
