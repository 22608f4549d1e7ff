// The action: starts Doublure in the background, waits until it is ready and says where. It runs unbuilt, on the
// runner's own Node 24, with nothing installed: it imports no package and nothing of src.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fail, input, printLog, tell } from './runner.ts'

const temporary = process.env.RUNNER_TEMP ?? fail('RUNNER_TEMP is not set')
// Of this use alone: a job may start several.
const folder = mkdtempSync(join(temporary, 'doublure-'))
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

/** What to run: the image, on the runner's own network, with its account, and with its folders where they are. */
const fromDocker = (image: string): [string, string[]] => {
  const here = process.cwd()
  // The image would listen on every address, and keep the authority of `tls: auto` to itself.
  env.DOUBLURE_HOST ??= '127.0.0.1'
  env.XDG_DATA_HOME = folder
  const args = ['run', '--rm', '--network', 'host', '--user', `${process.getuid?.()}:${process.getgid?.()}`]
  for (const one of new Set([here, temporary])) args.push('--volume', `${one}:${one}`)
  // A variable without a value is taken from the environment of the command, where nobody reads it.
  const names = Object.keys(env).filter((name) => name.startsWith('DOUBLURE_'))
  for (const name of ['XDG_DATA_HOME', ...names]) args.push('--env', name)
  return ['docker', [...args, '--workdir', here, image]]
}

/** The address that it says it is ready on; undefined until it does. */
const readyOn = (): string | undefined => /^Doublure is ready on (\S+)$/m.exec(readFileSync(log, 'utf8'))?.[1]

const signedBy = /^Its certificate is signed by (.+): "doublure ca"/m
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
const said = readFileSync(log, 'utf8')
const [, authority] = signedBy.exec(said) ?? []
const issuers = [...said.matchAll(discovery)].map(([, hub, issuer]) => [hub, issuer])
tell('GITHUB_OUTPUT', { url, log, ...(authority && { authority }), ...Object.fromEntries(issuers) })
console.log(`Doublure is ready on ${url}`)
