import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const src = join(root, 'src')

/** What each folder may import beside itself. Dependencies point down this list. */
const floors: Record<string, readonly string[]> = {
  lib: [],
  oidc: ['lib'],
  personas: ['lib'],
  'identity-providers': ['lib'],
  organisations: ['lib'],
  clients: ['lib'],
  store: ['lib'],
  tls: ['lib'],
  pages: ['lib'],
  rules: ['oidc', 'lib'],
  faults: ['oidc', 'lib'],
  journal: ['rules', 'oidc', 'lib'],
  conformance: ['rules', 'journal', 'oidc', 'lib'],
  journey: ['pages', 'personas', 'identity-providers', 'organisations', 'clients', 'oidc', 'lib'],
  platforms: [
    'conformance',
    'journey',
    'rules',
    'pages',
    'personas',
    'identity-providers',
    'organisations',
    'clients',
    'oidc',
    'lib',
  ],
  provider: ['platforms', 'faults', 'journey', 'rules', 'pages', 'store', 'clients', 'oidc', 'lib'],
  config: [
    'tls',
    'faults',
    'scenarios',
    'store',
    'clients',
    'personas',
    'identity-providers',
    'organisations',
    'lib',
  ],
  persistence: ['config', 'conformance', 'journal', 'clients', 'personas', 'identity-providers', 'lib'],
  logins: ['lib'],
  replicas: ['persistence', 'provider', 'faults', 'logins', 'journal', 'store', 'config', 'lib'],
  scenarios: ['faults', 'logins', 'lib'],
  control: [
    'conformance',
    'faults',
    'scenarios',
    'logins',
    'journal',
    'platforms',
    'provider',
    'journey',
    'rules',
    'personas',
    'identity-providers',
    'organisations',
    'clients',
    'config',
    'store',
    'oidc',
    'lib',
  ],
  dashboard: [
    'control',
    'conformance',
    'logins',
    'journal',
    'provider',
    'journey',
    'pages',
    'personas',
    'clients',
    'oidc',
    'lib',
  ],
  server: [
    'tls',
    'dashboard',
    'control',
    'replicas',
    'persistence',
    'conformance',
    'faults',
    'scenarios',
    'logins',
    'provider',
    'platforms',
    'journey',
    'journal',
    'rules',
    'pages',
    'store',
    'config',
    'personas',
    'identity-providers',
    'organisations',
    'clients',
    'oidc',
    'lib',
  ],
  library: ['control', 'conformance', 'journal', 'personas', 'lib'],
  vitest: ['index.ts', 'library', 'control', 'journal', 'personas'],
  playwright: ['library', 'control', 'journal', 'personas'],
  testcontainers: ['library', 'clients', 'lib'],
  cli: [
    'server',
    'tls',
    'conformance',
    'platforms',
    'config',
    'journal',
    'personas',
    'identity-providers',
    'organisations',
    'clients',
    'lib',
  ],
}

/** Which folders may use a package or a global, and why no other does. */
const owners: readonly { name: string; in: readonly string[]; because: string }[] = [
  {
    name: 'koa',
    in: ['provider', 'control', 'dashboard', 'server'],
    because: 'HTTP lives on the upper floors; steps and pages are pure',
  },
  {
    name: 'koa-compose',
    in: ['provider', 'server'],
    because: 'layers are composed where they are assembled',
  },
  {
    name: 'oidc-provider',
    in: ['provider'],
    because: 'one maintainer, one folder: the engine can be replaced or upgraded there',
  },
  {
    name: 'yaml',
    in: ['lib', 'personas', 'config', 'cli'],
    because: 'files are read by lib/document, and written where people and settings are printed',
  },
  {
    name: 'node:sqlite',
    in: ['persistence'],
    because: 'what is written is written in one place, and only when data_dir is set',
  },
  {
    name: '@redis/client',
    in: ['store'],
    because: 'only the store knows where it keeps things, and loads this when it is told to keep them there',
  },
  { name: '@faker-js/faker', in: ['personas'], because: 'only generated people are invented' },
  { name: 'vitest', in: ['vitest'], because: 'who uses no runner needs none' },
  { name: '@playwright/test', in: ['playwright'], because: 'who uses no runner needs none' },
  { name: 'testcontainers', in: ['testcontainers'], because: 'who uses no engine needs none' },
]

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))

const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    ([, specifier]) => specifier ?? '',
  )

const folderOf = (file: string): string => relative(src, file).split('/')[0] ?? ''
const sources = filesOf(src)
const inFolders = sources.filter((file) => relative(src, file).includes('/'))

test('every folder of src has its place in the house', () => {
  expect([...new Set(inFolders.map(folderOf))].filter((folder) => !(folder in floors))).toEqual([])
})

test('dependencies point down', () => {
  const wrong = inFolders.flatMap((file) =>
    importsOf(file)
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => folderOf(resolve(dirname(file), specifier)))
      .filter((to) => to !== folderOf(file) && !floors[folderOf(file)]?.includes(to))
      .map((to) => `${relative(root, file)} imports ${to}/`),
  )
  expect(wrong).toEqual([])
})

test.each(owners)('$name is used only where it belongs: $because', ({ name, in: allowed }) => {
  const strays = inFolders.filter(
    (file) =>
      !allowed.includes(folderOf(file)) &&
      importsOf(file).some((specifier) => specifier === name || specifier.startsWith(`${name}/`)),
  )
  expect(strays.map((file) => relative(root, file))).toEqual([])
})

/** Where JSON is parsed as it comes, for it is not a stranger's; `lib/parse-json.ts` reads all other. */
const ownJson: Readonly<Record<string, string>> = {
  'lib/parse-json.ts': 'what it is made of',
  'cli/run.ts': 'a file of the package',
  'config/shipped.ts': 'a file of the package',
  'personas/geography.ts': 'a file of the package',
  'server/hub-keys-of.ts': 'a file of the package',
  'persistence/': 'rows that we wrote',
  'store/': 'values that we wrote',
  'tls/authority.ts': 'a file that we wrote',
  'faults/catalogue/': 'an answer that we made',
  'journal/carried.ts': 'an answer that we made',
  'library/connect.ts': 'an answer of the control API',
  'platforms/franceconnect/claims-parameter.ts': 'the library has read it before',
  'provider/accounts.ts': 'the library has read it before',
}

test('JSON that comes from outside is read by lib/parse-json, which bears any depth', () => {
  const parsers = sources
    .filter((file) => /JSON\.parse\b/.test(readFileSync(file, 'utf8')))
    .map((file) => relative(src, file))
  const places = Object.keys(ownJson)
  expect(parsers.filter((file) => !places.some((place) => file.startsWith(place)))).toEqual([])
  expect(places.filter((place) => !parsers.some((file) => file.startsWith(place)))).toEqual([])
})

test('only main.ts reads the environment', () => {
  const strays = sources.filter(
    (file) => /process\.env/.test(readFileSync(file, 'utf8')) && !file.endsWith('/main.ts'),
  )
  expect(strays.map((file) => relative(root, file))).toEqual([])
})

test.each([
  ['src', 200],
  ['test', 300],
] as const)('files of %s fit two screens', (folder, limit) => {
  const long = filesOf(join(root, folder))
    .map((file) => ({ file: relative(root, file), lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > limit)
  expect(long).toEqual([])
})

test('a platform never imports another but the elder that it spreads', () => {
  const elders: Record<string, readonly string[]> = {
    'franceconnect-plus': ['franceconnect'],
    'proconnect-rie': ['proconnect'],
    agentconnect: ['proconnect'],
    'agentconnect-rie': ['agentconnect', 'proconnect'],
  }
  const platformOf = (file: string) => relative(join(src, 'platforms'), file).split('/')
  const wrong = filesOf(join(src, 'platforms'))
    .filter((file) => platformOf(file).length > 1)
    .flatMap((file) => {
      const own = platformOf(file)[0] ?? ''
      return importsOf(file)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => platformOf(resolve(dirname(file), specifier)))
        .filter(
          ([to = '', ...rest]) => rest.length > 0 && to !== '..' && to !== own && !elders[own]?.includes(to),
        )
        .map(([to]) => `${relative(root, file)} imports ${to}`)
    })
  expect(wrong).toEqual([])
})
