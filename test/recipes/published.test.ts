import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const { tarball, files, size, unpackedSize } = inject('packed')

/** A project that has installed the package. */
let project: string
beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'doublure-published-'))
  mkdirSync(join(project, 'node_modules'))
  await run('tar', ['xzf', tarball], { cwd: project })
  await run('mv', ['package', 'node_modules/doublure'], { cwd: project })
  for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    const link = join(project, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), link)
  }
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }')
})
afterAll(() => rmSync(project, { recursive: true, force: true }))

const text = (path: string): string => readFileSync(join(project, 'node_modules/doublure', path), 'utf8')
const paths = (pattern: RegExp): string[] =>
  files.map(({ path }) => path).filter((path) => pattern.test(path))

/** What a bundled package tries to import, and does without. */
const spared = new Set(['@node-rs/xxhash'])

describe('what is published', () => {
  /** Whatever is in none of these runs nowhere, and types nothing. */
  const kinds = [
    /^(package\.json|README\.md|LICENSE)$/,
    /^dist\/(main|index|chunks-[\w-]+|(vitest|playwright)\/doublure-test|testcontainers\/doublure-container)\.js$/,
    /^dist\/(LICENCES\.txt|shipped\.json|schema\/\w+\.json)$/,
    /^dist\/([\w-]+\/)*[\w-]+\.d\.ts$/,
    /^fixtures\/(keys|geography|scenarios|identity-providers)\/[\w-]+\.(json|yaml)$/,
    /^fixtures\/(clients|organisations|legal-categories)\.yaml$/,
    // What the licence of the places asks to be said, and that the keys are nobody's secret.
    /^fixtures\/(keys|geography)\/README\.md$/,
    /^personas\/[\w-]+\.yaml$/,
  ]

  test('is what runs and its types, and nothing else', () => {
    expect(files.map(({ path }) => path).filter((path) => !kinds.some((kind) => kind.test(path)))).toEqual([])
    for (const kind of kinds) expect(paths(kind)).not.toEqual([])
  })

  test('weighs less than 1.2 MB to fetch and six to keep', () => {
    expect(size).toBeLessThan(1_200_000)
    expect(unpackedSize).toBeLessThan(6_000_000)
  })

  test('has a command that a shell can run', () => {
    const [command = ''] = Object.values<string>(manifest.bin)
    expect(text(command)).toMatch(/^#!\/usr\/bin\/env node\n/)
    expect(files.find(({ path }) => path === command)?.mode.toString(8)).toBe('755')
  })

  test('names no source map that is not there', () => {
    for (const path of paths(/\.(js|d\.ts)$/)) expect(text(path)).not.toMatch(/^\/\/# sourceMappingURL=/m)
  })

  test('imports its dependencies, and depends on nothing else', async () => {
    const { metafile } = await build({
      entryPoints: paths(/^dist\/.*\.js$/).map((path) => join(project, 'node_modules/doublure', path)),
      ...{ bundle: true, platform: 'node', format: 'esm', packages: 'external', outdir: 'none' },
      ...{ metafile: true, write: false },
    })
    const run = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path))
    const typed = paths(/\.d\.ts$/).flatMap((path) =>
      [...text(path).matchAll(/(?:^(?:import|export) .* from |^import |import\()'([^'.][^']*)'/gm)].map(
        ([, name = '']) => name,
      ),
    )
    const ofPackages = [...run, ...typed].filter((name) => !isBuiltin(name) && !spared.has(name))
    const named = ofPackages.map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'))
    const { dependencies, peerDependencies } = manifest
    const providers = named.map((name) => (`@types/${name}` in dependencies ? `@types/${name}` : name))
    // The types of Node are those of its own modules.
    const needed = [...new Set([...providers, '@types/node'])].sort()
    expect(needed).toEqual(Object.keys({ ...dependencies, ...peerDependencies }).sort())
  })

  test('publint has nothing to say', async () => {
    const bytes = readFileSync(tarball)
    const packed = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
    const { messages } = await publint({ pack: { tarball: packed }, strict: true })
    expect(messages.map((message) => formatMessage(message, manifest))).toEqual([])
  })
})

const program = `import { connectDoublure, createDoublure, type ConfigInput, type Persona } from 'doublure'
import { DoublureContainer } from 'doublure/testcontainers'
import { test as browserTest } from 'doublure/playwright'
import { test } from 'doublure/vitest'

const options: ConfigInput = { port: 0, hubs: ['proconnect'] }
const here = await createDoublure(options)
export const issuer: string = here.issuer('proconnect')
export const there = connectDoublure(here.url)
export const container: DoublureContainer = new DoublureContainer('doublure')
export { browserTest, test }
export const person: Promise<Persona> = here.personas.get('john-doe')
// @ts-expect-error: given_name
await here.personas.patch('john-doe', { given_nme: 'John' })
// @ts-expect-error: proconnect
here.exchanges({ hub: 'proconect' })
// @ts-expect-error: invalid-nonce
await here.login({ client_id: 'demo', hub: 'proconnect', faults: ['invalid-nonc'] })
for (const { hub } of await here.keys.list()) here.exchanges({ hub })
// @ts-expect-error: a port is a number
await createDoublure({ port: 'free' })
`

describe('its types, libraries checked too', () => {
  test.each([
    ['node16', 'node16'],
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
    ['preserve', 'bundler'],
  ])(
    'compile with module %s and resolution %s',
    async (module, moduleResolution) => {
      const folder = join(project, `${module}-${moduleResolution}`)
      mkdirSync(folder)
      writeFileSync(join(folder, 'program.ts'), program)
      const compilerOptions = {
        ...{ module, moduleResolution, target: 'es2023', types: ['node'] },
        ...{ strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true },
      }
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ compilerOptions, include: ['program.ts'] }),
      )
      const { stdout } = await run(process.execPath, [
        join(root, 'node_modules/typescript/bin/tsc'),
        '-p',
        folder,
      ]).catch((error) => error)
      expect(stdout).toBe('')
    },
    60_000,
  )
})
