import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openCertificate } from '../../src/tls/open-certificate.ts'
import { freePort } from '../support/demo.ts'
import { apacheFile } from './apache.ts'
import { filesOf } from './blocks.ts'
import { type Demonstration, startDemonstration } from './demonstration.ts'

const modules = ['socache_shmcb', 'ssl', 'proxy', 'proxy_http', 'headers']

/** What stands around a file of the recipe where a distribution sets the proxy up, and how it is started on it. */
const proxies: Record<string, { around: (file: string, folder: string) => string; command: string }> = {
  'nginx.conf': {
    around: (file, folder) => `daemon off; pid ${folder}/pid; error_log ${folder}/log; events {}
http { access_log off; ${file} }`,
    command: 'nginx -e stderr -c',
  },
  'apache.conf': {
    around: (file, folder) => apacheFile(folder, port, modules, file),
    command: 'apache2 -D FOREGROUND -f',
  },
  'doublure.caddy': {
    around: (file) => `{\n  admin off\n  auto_https disable_redirects\n}\n${file}`,
    command: 'caddy run --adapter caddyfile --config',
  },
  'haproxy.cfg': { around: (file) => file, command: 'haproxy -f' },
}

let folder: string
let port: number
let authority: string
let demonstration: Demonstration
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doublure-proxy-'))
  port = await freePort()
  const issued = await openCertificate(join(folder, 'tls'), ['localhost'], Date.now())
  authority = issued.authority
  const files = { crt: issued.cert, key: issued.key, pem: issued.cert + issued.key, ca: authority }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  const options = { public_url: `https://localhost:${port}`, trust_proxy: true }
  demonstration = await startDemonstration(options, { NODE_EXTRA_CA_CERTS: join(folder, 'ca') })
})
afterAll(async () => {
  await demonstration?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Starts a proxy on a file of the recipe, by the names, ports and files of this test. */
const start = async (name: string): Promise<ChildProcess> => {
  const { around, command } = proxies[name] ?? expect.fail(`nobody starts ${name}`)
  const own = join(folder, `own ${name}`)
  const text = around(filesOf('reverse-proxy').get(name) ?? '', join(folder, name))
    .replaceAll('staging.example.org', name === 'doublure.caddy' ? `localhost:${port}` : 'localhost')
    .replaceAll('/etc/ssl/staging.', `${folder}/`)
    .replaceAll('127.0.0.1:3615', `127.0.0.1:${demonstration.doublure.port}`)
    .replaceAll(/\b443\b/g, `${port}`)
  mkdirSync(join(folder, name))
  writeFileSync(own, text)
  const [program = '', ...flags] = command.split(' ')
  const proxy = spawn(program, [...flags, own], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  proxy.stderr.on('data', (chunk: Buffer) => {
    said += chunk
  })
  await once(proxy, 'spawn')
  await vi.waitFor(
    async () => {
      if (proxy.exitCode !== null) throw new Error(`${name} ended: ${said}`)
      await ask('/livez', 'doublure')
    },
    { timeout: 10_000 },
  )
  return proxy
}

/** Asks a path through the proxy, and waits for a passage of the answer, which need not end. */
const ask = (path: string, passage: string): Promise<void> =>
  new Promise((resolve, reject) => {
    let text = ''
    const request = get(`https://localhost:${port}${path}`, { ca: authority, agent: false }, (answer) => {
      answer.on('data', (chunk: Buffer) => {
        text += chunk
        if (!text.includes(passage)) return
        answer.destroy()
        resolve()
      })
    })
    const giveUp = () => request.destroy(new Error(`${path} answered without ${passage}: ${text}`))
    request.once('error', reject).once('close', giveUp).setTimeout(5000, giveUp)
  })

describe.each(Object.keys(proxies))('behind a proxy set up by %s', (name) => {
  let proxy: ChildProcess
  beforeAll(async () => {
    proxy = await start(name)
  })
  afterAll(async () => {
    if (proxy === undefined || proxy.exitCode !== null) return
    proxy.kill('SIGTERM')
    await once(proxy, 'exit')
  })

  test('people log in and out, and the stream of exchanges comes as it happens', async () => {
    const drive = join(import.meta.dirname, '../docker/drive.ts')
    const env = { ...process.env, DEMO_URL: demonstration.url, NODE_EXTRA_CA_CERTS: join(folder, 'ca') }
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [drive, 'franceconnect-plus', 'proconnect'],
      { env },
    ).catch((failed: { stdout: string }) => failed)
    expect(stdout.split('\n').filter((line) => !line.startsWith('ok '))).toEqual([''])
    const hub = '/proconnect/api/v2'
    await ask(`${hub}/.well-known/openid-configuration`, `"https://localhost:${port}${hub}/token"`)
    await ask('/_doublure/api/v1/exchanges/stream', ': exchanges follow')
  }, 60_000)
})
