import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { parse } from 'yaml'
import { runStep } from '../support/github.ts'
import { rp } from '../support/mock.ts'

const root = join(import.meta.dirname, '../..')
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'))
const [, chapter = ''] = /^## CI\n([\s\S]*?)^## /m.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? []
const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(chapter)?.[1] ?? ''

/** A service with doublure among its development dependencies, whose test asks the double who it is. */
let project: string
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'doublure-service-'))
  const script = `fetch(process.env.OIDC_ISSUER + '/.well-known/openid-configuration').then((answer) => answer.json()).then(({ issuer }) => console.log('issuer ' + issuer))`
  const scripts = { 'test:e2e': 'node test/e2e.js' }
  const devDependencies = { doublure: `file:${inject('packed').tarball}`, node: '24' }
  mkdirSync(join(project, 'test'))
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ scripts, devDependencies, allowScripts: { node: true } }),
  )
  writeFileSync(join(project, 'test/e2e.js'), script)
  writeFileSync(join(project, 'test/clients.yaml'), JSON.stringify([rp]))
  writeFileSync(join(project, 'test/doublure.yaml'), 'port: 5055\nclients: clients.yaml\n')
  const locked = spawnSync('npm', ['install', '--package-lock-only', '--no-audit'], {
    cwd: project,
    encoding: 'utf8',
  })
  if (locked.status !== 0) throw new Error(locked.stderr)
}, 120_000)
afterAll(() => rmSync(project, { recursive: true, force: true }))

test('the workflow of README runs, step after step', async () => {
  const { jobs } = parse(block('yaml'))
  const outputs: Record<string, Record<string, string>> = {}
  const filled = (text: string): string =>
    text.replace(
      /\$\{\{ steps\.(\w+)\.outputs\.([\w-]+) \}\}/g,
      (_, id, name) => outputs[id]?.[name] ?? 'nothing',
    )
  const after: (() => Promise<unknown>)[] = []
  let last = ''
  for (const { run, uses = '', id, env = {}, with: inputs = {} } of jobs.test.steps) {
    if (uses.startsWith('actions/')) continue
    const given = uses
      ? { INPUT_PORT: '0', INPUT_VERSION: `file:${inject('packed').tarball}` }
      : Object.fromEntries(Object.entries<string>(env).map(([name, value]) => [name, filled(value)]))
    for (const [name, value] of Object.entries<string>(inputs)) {
      expect(Object.keys(action.inputs)).toContain(name)
      Object.assign(given, { [`INPUT_${name.toUpperCase()}`]: value })
    }
    const command = uses ? [process.execPath, join(root, action.runs.main)] : ['bash', '-e', '-c', run]
    const { code, stdout, values } = await runStep(command, { cwd: project, env: given })
    expect({ run: run ?? uses, code, stdout }).toMatchObject({ code: 0 })
    if (id !== undefined) outputs[id] = values
    if (uses) {
      const state = { STATE_pid: values.pid ?? '', STATE_log: values.log ?? '' }
      after.push(() =>
        runStep([process.execPath, join(root, action.runs.post)], { cwd: project, env: state }),
      )
    }
    last = stdout
  }
  for (const stop of after) await stop()
  expect(after).toHaveLength(1)
  expect(last).toMatch(/^issuer http:\/\/localhost:\d+\/proconnect\/api\/v2$/m)
}, 180_000)

test('the two lines for any other CI start the double and wait for it', () => {
  const script = `npm ci >/dev/null\ntrap 'kill %1' EXIT\n${block('sh')}\nnpm run --silent test:e2e`
  const env = { ...process.env, OIDC_ISSUER: 'http://localhost:5055/proconnect/api/v2' }
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', script], {
    cwd: project,
    env,
    encoding: 'utf8',
  })
  expect({ status, stderr }).toMatchObject({ status: 0 })
  expect(stdout).toContain('issuer http://localhost:5055/proconnect/api/v2')
}, 180_000)
