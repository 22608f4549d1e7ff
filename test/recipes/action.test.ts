import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { parse } from 'yaml'
import { connectDoublure } from '../../src/index.ts'
import { hubIds } from '../../src/platforms/index.ts'
import { runStep, type Step } from '../support/github.ts'
import { rp } from '../support/mock.ts'
import { logIn } from '../support/relying-party.ts'

const root = join(import.meta.dirname, '../..')
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'))
/** What the runner calls, with its own Node. */
const main = [process.execPath, join(root, action.runs.main)]
const post = [process.execPath, join(root, action.runs.post)]

let cwd: string
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'doublure-workspace-'))
})
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

/** Runs the action with inputs as the runner gives them. */
const start = (inputs: Record<string, string>, env: Record<string, string> = {}): Promise<Step> => {
  const given = { version: `file:${inject('packed').tarball}`, ...inputs }
  const variables = Object.keys(action.inputs).map((name) => {
    const value = given[name as keyof typeof given] ?? action.inputs[name].default ?? ''
    return [`INPUT_${name.toUpperCase()}`, value]
  })
  return runStep(main, { cwd, env: { ...env, ...Object.fromEntries(variables) } })
}
const stop = ({ values: { pid = '', log = '' } }: Step): Promise<Step> =>
  runStep(post, { cwd, env: { STATE_pid: pid, STATE_log: log } })

test('action.yml declares the inputs that the action reads', () => {
  const source = readFileSync(join(root, action.runs.main), 'utf8')
  const read = [...source.matchAll(/\binput\('(\w+)'\)/g)].map(([, name]) => name)
  expect([...new Set(read)].sort()).toEqual(Object.keys(action.inputs).sort())
})

test('it gives the address, the certificate to trust, and the issuer of each hub', async () => {
  const started = await start({ port: '0' }, { DOUBLURE_TLS: 'auto', XDG_DATA_HOME: cwd })
  const { url = '', log = '', authority } = started.values
  await stop(started)
  const declared = Object.keys(action.outputs)
  expect(declared).toEqual(['url', 'log', 'authority', ...hubIds])
  expect(Object.keys(started.values)).toEqual(expect.arrayContaining(declared))
  expect(started.values.proconnect).toBe(`${url}/proconnect/api/v2`)
  expect(authority).toBe(join(cwd, 'doublure/tls/ca.pem'))
  expect(readFileSync(log, 'utf8')).toContain(`Doublure is ready on ${url}`)
}, 120_000)

test('with clients inline and a configuration by its path, somebody logs in; then it stops and shows its log', async () => {
  writeFileSync(join(cwd, 'double.yaml'), 'strictness: observe\n')
  const inputs = { port: '0', config: 'double.yaml', clients: JSON.stringify([rp]), hubs: 'franceconnect' }
  const started = await start(inputs, { DOUBLURE_LOG: 'json' })
  expect(started).toMatchObject({ code: 0, stdout: expect.stringContaining('Doublure is ready on') })
  const { url = '', franceconnect = '', ...others } = started.values
  expect(Object.keys(others)).not.toContain('proconnect')
  const { claims } = await logIn({ issuer: () => franceconnect }, { hub: 'franceconnect' })
  expect(claims.iss).toBe(franceconnect)
  expect(await (await connectDoublure(url)).exchanges({ client_id: rp.client_id })).toHaveLength(3)

  const stopped = await stop(started)
  expect(stopped.code).toBe(0)
  expect(stopped.stdout).toMatch(/^::group::Log of Doublure\n[\s\S]*"POST[\s\S]*\n::endgroup::\n$/)
  expect(stopped.stdout).not.toContain('::warning')
  await expect(fetch(url)).rejects.toThrow()
}, 120_000)

test('a configuration that is wrong fails the step, with the problems in its log', async () => {
  const refused = await start({ port: '0', hubs: 'proconect' })
  expect(refused.code).toBe(1)
  expect(refused.stdout).toMatch(/::group::[\s\S]*proconect[\s\S]*::error title=Doublure::.*exit code 1/)
}, 120_000)

test('a port that is taken fails the step', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => taken.once('listening', resolve))
  const { port } = taken.address() as AddressInfo
  const refused = await start({ port: String(port) })
  taken.close()
  expect(refused.code).toBe(1)
  expect(refused.stdout).toContain(`${port}`)
}, 120_000)

test('a version that does not exist fails the step', async () => {
  const refused = await start({ version: `file:${cwd}/none.tgz` })
  expect(refused).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('::error title=Doublure::npm could not install'),
  })
}, 120_000)
