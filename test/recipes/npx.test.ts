import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeEach, expect, inject, test } from 'vitest'

const run = promisify(execFile)
const { version, engines } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'))
const { tarball } = inject('packed')
const folders: string[] = []
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublure-empty-'))
  folders.push(folder)
})
afterAll(() => {
  for (const path of folders) rmSync(path, { recursive: true, force: true })
})

/** Arguments of npm that run the packed command in a folder that has nothing, on a Node of that version. */
const npx = (node: string, ...args: string[]): string[] => [
  ...['exec', '--yes', '--loglevel=error', '--package', `node@${node}`, '--package', tarball],
  ...['--', 'doublure', ...args],
]
const doublure = (node: string, ...args: string[]) => run('npm', npx(node, ...args), { cwd: folder })

/** The oldest Node that package.json promises, and the one that the project is written on. */
const promised = [engines.node.replace('>=', ''), '24']

test.each(promised)(
  'npx doublure on Node %s: its version, its first files, and what it thinks of them',
  async (node) => {
    expect((await doublure(node, '--version')).stdout.trim()).toBe(version)
    await doublure(node, 'init')
    expect(readdirSync(folder)).toContain('doublure.yaml')
    expect((await doublure(node, 'check')).stdout).toContain('doublure.yaml')
    const people = [
      'personas',
      'generate',
      '--kind',
      'citizen',
      '--count',
      '2',
      '--seed',
      '1',
      '--out',
      'people',
    ]
    await doublure(node, ...people)
    expect(readdirSync(join(folder, 'people'))).toHaveLength(2)
  },
  180_000,
)

/** Reads what a server prints until it says where it is ready. */
const readyAt = async (server: ChildProcess): Promise<string> => {
  for await (const line of createInterface({ input: server.stdout! })) {
    const [, url] = /^Doublure is ready on (.*)/.exec(line) ?? []
    if (url !== undefined) return url
  }
  throw new Error('it ended before it was ready')
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  )

test.each(promised)(
  'npx doublure serve on Node %s answers, and is gone with its npx',
  async (node) => {
    const args = npx(node, 'serve', '--port', '0')
    const server = spawn('npm', args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(server, 'exit')
    const url = await readyAt(server)
    const discovery = await fetch(`${url}/proconnect/api/v2/.well-known/openid-configuration`)
    expect(await discovery.json()).toMatchObject({ issuer: `${url}/proconnect/api/v2` })
    server.kill('SIGTERM')
    await ended
    await expect.poll(() => answers(url), { timeout: 5_000 }).toBe(false)
  },
  180_000,
)

test('npx doublure on an older Node says which one it needs', async () => {
  const refused = await doublure('20', '--version').catch((error) => error)
  expect(refused).toMatchObject({ code: 1 })
  expect(refused.stderr).toMatch(/^Doublure needs Node 22\.12 or later, this is 20\..*$/m)
}, 180_000)
