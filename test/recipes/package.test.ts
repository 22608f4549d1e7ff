import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { chromiumPath } from '../support/chromium.ts'
import { filesOf } from './blocks.ts'
import { type Demonstration, startDemonstration } from './demonstration.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')

/** A project that has installed the package, and the tools that it may be used with. */
let project: string
let demonstration: Demonstration

beforeAll(async () => {
  demonstration = await startDemonstration()
  project = mkdtempSync(join(tmpdir(), 'doublure-project-'))
  await run('tar', ['xzf', inject('packed').tarball], { cwd: project })
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  mkdirSync(join(project, 'node_modules'))
  await run('mv', ['package', 'node_modules/doublure'], { cwd: project })
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
    const link = join(project, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), link)
  }
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }')
}, 60_000)
afterAll(async () => {
  await demonstration?.close()
  rmSync(project, { recursive: true, force: true })
})

/** Writes the files of a recipe into a folder of the project. */
const layOut = (recipe: string): string => {
  const folder = join(project, recipe)
  mkdirSync(folder, { recursive: true })
  for (const [path, text] of filesOf(recipe)) writeFileSync(join(folder, path), text)
  return folder
}

/** What a tool of ours printed. */
const use = async (
  tool: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<string> => {
  const command = [join(root, 'node_modules', tool), ...args]
  const options = { cwd: project, env: { ...process.env, ...env }, maxBuffer: 16 * 1024 * 1024 }
  const { stdout } = await run(process.execPath, command, options).catch((error) => {
    throw new Error(`${error}\n${error.stdout}${error.stderr}`)
  })
  return stdout
}

test('what the recipes in TypeScript say is what the types of the package say', async () => {
  for (const recipe of ['vitest', 'playwright', 'testcontainers']) layOut(recipe)
  const options = {
    module: 'nodenext',
    target: 'es2023',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
    noImplicitAny: true,
  }
  writeFileSync(
    join(project, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, include: ['*/*.ts', 'wrong.ts'] }),
  )
  await use('typescript/bin/tsc', ['-p', '.'])
  writeFileSync(
    join(project, 'wrong.ts'),
    `import { createDoublure } from 'doublure'
const doublure = await createDoublure({ port: 'free' })
await doublure.login({ client_id: 'demo', hub: 'proconnect', person: 'john-doe' })
const count: string = doublure.exchanges().length`,
  )
  const wrong = await use('typescript/bin/tsc', ['-p', '.']).catch((error: Error) => error.message)
  expect(wrong.match(/wrong\.ts\(\d/g)).toEqual(['wrong.ts(2', 'wrong.ts(3', 'wrong.ts(4'])
  rmSync(join(project, 'wrong.ts'))
}, 120_000)

test('Vitest: three tests of a service, two of them at once', async () => {
  const folder = layOut('vitest')
  expect(await use('vitest/vitest.mjs', ['run', '--root', folder], { NO_COLOR: '1' })).toMatch(
    /Tests +3 passed/,
  )
}, 60_000)

test('Playwright: a login without a page, and one through the pages', async () => {
  const folder = layOut('playwright')
  const options = {
    baseURL: demonstration.url,
    doublureUrl: demonstration.doublure.url,
    launchOptions: { executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] },
  }
  // The service and the double run already.
  writeFileSync(join(folder, 'playwright.config.ts'), `export default { use: ${JSON.stringify(options)} }`)
  expect(await use('@playwright/test/cli.js', ['test', '-c', folder])).toContain('2 passed')
}, 60_000)
