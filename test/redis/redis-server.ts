import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { vi } from 'vitest'

/** A Redis server of the tests' own, which keeps nothing on the disk. */
export type RedisServer = {
  /** Its address, as the setting `store` takes it. */
  url: string
  /** Ends the process as a machine that dies does, and forgets everything. */
  kill(): Promise<void>
  /** Starts it again on the same port, empty, with other flags when some are given. */
  start(...flags: string[]): Promise<void>
  /** What it answers to a command as a person types it, quoted where it has spaces. */
  ask(command: string): Promise<string | undefined>
  /** How many connections it has, this question's own included. */
  connections(): Promise<number>
  /** The process answers nobody until it goes on. */
  hang(): void
  goOn(): void
}

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

/** What it answers to a command, `undefined` when nobody does. */
const ask = (port: number, command: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => socket.write(`${command}\r\n`))
    socket.once('data', (answer: Buffer) => {
      socket.destroy()
      resolve(answer.toString())
    })
    socket.once('error', () => resolve(undefined))
  })

/** The program to start: Redis, or what REDIS_SERVER names, such as the path of a valkey-server. */
const program = process.env.REDIS_SERVER ?? 'redis-server'

/** Starts it on a free port; `flags` as its command line takes them. */
export const startRedis = async (...first: string[]): Promise<RedisServer> => {
  const port = await freePort()
  let running: ChildProcess | undefined
  const start = async (...flags: string[]) => {
    const own = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
    running = spawn(program, [...own, ...flags], { stdio: 'ignore' })
    await once(running, 'spawn')
    await vi.waitFor(
      async () => {
        if ((await ask(port, 'PING')) === undefined) throw new Error(`no ${program} answers on port ${port}`)
      },
      { timeout: 20_000 },
    )
  }
  await start(...first)
  return {
    url: `redis://127.0.0.1:${port}`,
    start: (...other) => start(...(other.length > 0 ? other : first)),
    async kill() {
      const dying = running
      running = undefined
      if (!dying || dying.exitCode !== null) return
      const gone = once(dying, 'exit')
      dying.kill('SIGKILL')
      await gone
    },
    ask: (command) => ask(port, command),
    async connections() {
      return Number(/connected_clients:(\d+)/.exec((await ask(port, 'INFO clients')) ?? '')?.[1])
    },
    hang: () => void running?.kill('SIGSTOP'),
    goOn: () => void running?.kill('SIGCONT'),
  }
}
