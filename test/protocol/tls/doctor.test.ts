import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { startDoublure } from '../../support/mock.ts'

const main = join(import.meta.dirname, '../../../src/main.ts')
const folder = mkdtempSync(join(tmpdir(), 'doublure-doctor-'))
let plain: Doublure
let both: Doublure
beforeAll(async () => {
  plain = await startDoublure()
  both = await startDoublure({ data_dir: folder, tls: { auto: true, port: 0 } })
  writeFileSync(join(folder, 'ca.pem'), both.authority ?? '')
})
afterAll(async () => {
  await plain.close()
  await both.close()
  rmSync(folder, { recursive: true })
})

/** Runs the command as a person does, with the real network. */
const doctor = async (flags: readonly string[], env: Record<string, string> = {}) => {
  const child = spawn(process.execPath, [main, 'doctor', '--hubs', 'proconnect', ...flags], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  const [code] = await once(child, 'close')
  return { code, out }
}

const ofBoth = () => [
  '--data-dir',
  folder,
  '--tls',
  'auto',
  '--tls-port',
  new URL(both.url).port,
  '--port',
  String(both.port),
]

describe('doctor', () => {
  test('finds a server that runs, by both addresses', async () => {
    const backend = `http://127.0.0.1:${plain.port}`
    const { code, out } = await doctor([
      '--port',
      String(plain.port),
      '--backend',
      backend,
      '--issuer',
      plain.issuer('proconnect'),
    ])
    expect({ code, out }).toEqual({ code: 0, out: expect.not.stringContaining('fail') })
    expect(out).toContain(`ok    port ${plain.port} of 127.0.0.1: Doublure listens there`)
    expect(out).toContain(`tokens are asked at ${backend}/proconnect/api/v2/token`)
    expect(out).toContain('ok    clock: as that of the hubs')
  })

  test('tells an issuer that the client would refuse, and what to set', async () => {
    const wrong = `http://127.0.0.1:${plain.port}/proconnect/api/v2`
    const { code, out } = await doctor(['--port', String(plain.port), '--issuer', wrong])
    expect(code).toBe(1)
    expect(out).toContain(
      `fail  your client expects ${wrong}, proconnect says ${plain.issuer('proconnect')}: set`,
    )
  })

  test('says that the authority is not trusted, where it is and what to do', async () => {
    const { code, out } = await doctor(ofBoth())
    expect(code).toBe(1)
    expect(out).toMatch(
      /fail {2}https:\/\/localhost:\d+: its certificate is not trusted here \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\); its authority is \S+ca\.pem: NODE_EXTRA_CA_CERTS=/,
    )
    expect(out).toContain(`proconnect: discovery answers, its issuer is ${both.issuer('proconnect')}`)
  })

  test('finds nothing wrong once it is trusted', async () => {
    const { code, out } = await doctor(ofBoth(), { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') })
    expect({ code, out }).toEqual({ code: 0, out: expect.not.stringContaining('fail') })
    expect(out).toMatch(/ok {4}https:\/\/localhost:\d+: its certificate is trusted here, until \d{4}-/)
  })

  test('tells who holds the port', async () => {
    const other = createServer((_, response) => response.writeHead(418).end()).listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const { code, out } = await doctor(['--port', String(port)])
    other.close()
    expect(code).toBe(1)
    const holder = process.platform === 'linux' ? `\\S.*\\(process ${process.pid}\\)` : 'something else'
    expect(out).toMatch(
      new RegExp(`fail  port ${port} of 127\\.0\\.0\\.1 is taken by ${holder}: \\S+ answered 418`),
    )
  })

  test('says that nothing runs', async () => {
    const { code, out } = await doctor(['--port', '4979'])
    expect(code).toBe(1)
    expect(out).toContain('note  port 4979 of 127.0.0.1 is free')
    expect(out).toMatch(/fail {2}proconnect: .*\(ECONNREFUSED\): is Doublure started\?/)
  })
})
