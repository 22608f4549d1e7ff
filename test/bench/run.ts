// npm run bench [-- --entry dist/main.js]: cold start, memory and logins per second of the server, each in a process of
// its own. Figures of one run compare with each other, not with those of another machine or another day.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { logInMany, type Target } from './logins.ts'

const { values } = parseArgs({
  options: {
    entry: { type: 'string', default: 'src/main.ts' },
    starts: { type: 'string', default: '10' },
    logins: { type: 'string', default: '5000' },
  },
})

const secret = 'a-secret-of-at-least-thirty-two-characters'
const redirect_uri = 'http://localhost:3000/callback'
const registration = (alg: string) => ({
  client_id: `bench-${alg}`,
  client_secret: secret,
  redirect_uris: [redirect_uri],
  id_token_signed_response_alg: alg,
  userinfo_signed_response_alg: alg,
})

type Started = { url: string; server: ChildProcess; milliseconds: number }

const folder = mkdtempSync(join(tmpdir(), 'doublure-bench-'))
const clients = join(folder, 'clients.json')
writeFileSync(clients, JSON.stringify(['ES256', 'RS256'].map(registration)))

/** From spawn to the first 200 of a discovery document. */
const start = async (port: number): Promise<Started> => {
  const began = performance.now()
  const flags = ['serve', '--port', String(port), '--clients', clients, '--log', 'silent']
  const server = spawn(process.execPath, [values.entry, ...flags], { stdio: ['ignore', 'ignore', 'inherit'] })
  const url = `http://localhost:${port}`
  for (;;) {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`)
    const answer = await fetch(`${url}/franceconnect/api/v2/.well-known/openid-configuration`).catch(
      () => undefined,
    )
    await answer?.text()
    if (answer?.status === 200) return { url, server, milliseconds: performance.now() - began }
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

const stop = async ({ server }: Started): Promise<void> => {
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await gone
}

/** Resident memory in MB, where the system tells (Linux). */
const memory = ({ server }: Started): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024

/** User and system time of the server in milliseconds (Linux: hundredths of a second). */
const cpu = ({ server }: Started): number => {
  const fields = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

const targets: Record<string, (url: string, alg: string) => Target> = {
  franceconnect: (url, alg) => ({
    issuer: `${url}/franceconnect/api/v2`,
    headers: { 'doublure-persona': 'angela-dubois' },
    client_id: `bench-${alg}`,
    client_secret: secret,
    redirect_uri,
    params: { scope: 'openid profile email', acr_values: 'eidas1' },
  }),
  proconnect: (url, alg) => ({
    issuer: `${url}/proconnect/api/v2`,
    headers: { 'doublure-persona': 'john-doe' },
    client_id: `bench-${alg}`,
    client_secret: secret,
    redirect_uri,
    params: { scope: 'openid given_name usual_name email uid siret' },
  }),
}

try {
  const starts: number[] = []
  for (let n = 0; n < Number(values.starts); n++) {
    const started = await start(4700 + n)
    starts.push(started.milliseconds)
    await stop(started)
  }
  console.log(`cold start: ${median(starts).toFixed(0)} ms (median of ${starts.length}, spawn to discovery)`)

  const started = await start(4690)
  await new Promise((resolve) => setTimeout(resolve, 1500))
  console.log(`memory after start: ${memory(started).toFixed(0)} MB`)
  for (const [hub, target] of Object.entries(targets)) {
    for (const alg of ['ES256', 'RS256']) {
      await logInMany(target(started.url, alg), 300, 10)
      const before = cpu(started)
      const count = Number(values.logins)
      const rate = await logInMany(target(started.url, alg), count, 10)
      const each = (cpu(started) - before) / count
      console.log(
        `${hub} ${alg}: ${rate.toFixed(0)} logins/s, ${each.toFixed(2)} ms of CPU each, ${memory(started).toFixed(0)} MB after`,
      )
    }
  }
  await stop(started)
} finally {
  rmSync(folder, { recursive: true })
}
