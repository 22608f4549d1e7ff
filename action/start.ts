// The action: starts Doublure in the background, waits until it is ready and says where. It runs unbuilt, on the
// runner's own Node 24, with nothing installed: it imports no package and nothing of src.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fail, input, printLog, tell } from './runner.ts'

// Of this use alone: a job may start several.
const folder = mkdtempSync(join(process.env.RUNNER_TEMP ?? fail('RUNNER_TEMP is not set'), 'doublure-'))
const log = join(folder, 'doublure.log')

/** Variables of Doublure that inputs stand for; an input wins over the step's `env`. */
const settings = (): Record<string, string> => {
  const port = input('port')
  const clients = input('clients')
  const personas = input('personas')
  const hubs = input('hubs')
  return {
    ...(port && { DOUBLURE_PORT: port }),
    ...(clients && { [existsSync(clients) ? 'DOUBLURE_CLIENTS_PATH' : 'DOUBLURE_CLIENTS']: clients }),
    ...(personas && { [existsSync(personas) ? 'DOUBLURE_PERSONAS_PATH' : 'DOUBLURE_PERSONAS']: personas }),
    ...(hubs && { DOUBLURE_HUBS: hubs }),
  }
}

/** What to run: the package, installed apart from the project, on this Node. */
const fromNpm = (): [string, string[]] => {
  const own = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')).version
  const wanted = `doublure@${input('version') ?? own}`
  const args = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error', wanted]
  const { status } = spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) fail(`npm could not install ${wanted}: see above`)
  return [process.execPath, [join(folder, 'node_modules/doublure/dist/main.js')]]
}

/** What to run: the image, which sees the working directory where the project's own paths lead. */
const fromDocker = (image: string): [string, string[]] => {
  const { DOUBLURE_PORT: port = '3615' } = env
  const here = process.cwd()
  Object.assign(env, {
    DOUBLURE_PORT: port,
    DOUBLURE_PUBLIC_URL: env.DOUBLURE_PUBLIC_URL ?? `http://localhost:${port}`,
    // A container takes every caller for another machine; its port is open to this one alone.
    DOUBLURE_CONTROL_OPEN: env.DOUBLURE_CONTROL_OPEN ?? 'true',
  })
  const args = ['run', '--rm', '--publish', `127.0.0.1:${port}:${port}`]
  args.push('--volume', `${here}:${here}:ro`, '--workdir', here)
  // A variable without a value is taken from the environment of the command, where nobody reads it.
  for (const name of Object.keys(env).filter((one) => one.startsWith('DOUBLURE_'))) args.push('--env', name)
  return ['docker', [...args, image]]
}

/** The address that it says it is ready on; undefined until it does. */
const readyOn = (): string | undefined => /^Doublure is ready on (\S+)$/m.exec(readFileSync(log, 'utf8'))?.[1]

const discovery = /^ {2}(\S+) +(\S+)\/\.well-known\/openid-configuration$/gm

const env: NodeJS.ProcessEnv = { ...process.env, ...settings() }
const image = input('image')
const [command, args] = image === undefined ? fromNpm() : fromDocker(image)
const config = input('config')
const output = openSync(log, 'w')
const server = spawn(command, [...args, 'serve', ...(config === undefined ? [] : ['--config', config])], {
  env,
  detached: true,
  stdio: ['ignore', output, output],
})
let ended: string | undefined
server.once('error', (error) => (ended = error.message))
server.once('exit', (code, signal) => (ended = `exit code ${code ?? signal}`))
tell('GITHUB_STATE', { pid: String(server.pid ?? ''), log })

const seconds = Number(input('timeout') ?? 60)
const deadline = Date.now() + seconds * 1000
while (readyOn() === undefined && ended === undefined && Date.now() < deadline) await setTimeout(50)

const url = readyOn()
if (url === undefined) {
  printLog(log)
  fail(
    ended === undefined ? `Doublure was not ready within ${seconds} s` : `Doublure did not start: ${ended}`,
  )
}
server.unref()
const issuers = [...readFileSync(log, 'utf8').matchAll(discovery)].map(([, hub, issuer]) => [hub, issuer])
tell('GITHUB_OUTPUT', { url, log, ...Object.fromEntries(issuers) })
console.log(`Doublure is ready on ${url}`)
