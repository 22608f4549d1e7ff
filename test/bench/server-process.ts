import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { hangUp, send } from './send.ts'

/** How a server is started, and the address that says it is ready. */
export type Command = { args: readonly string[]; ready: string; env?: Record<string, string> }

/** A server in a process of its own. */
export type ServerProcess = {
  /** From spawn to the first 200, in milliseconds. */
  coldStart: number
  /** Milliseconds that its threads have run. */
  cpu(): number
  /** Resident memory in MB. */
  memory(): number
  stop(): Promise<void>
}

const hasTaskset = (() => {
  try {
    execFileSync('taskset', ['-cp', String(process.pid)], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

/** Keeps the load on the second core, so that the server has the first for itself; `false` where that cannot be had. */
export const leaveFirstCore = (): boolean => {
  if (!hasTaskset) return false
  try {
    execFileSync('taskset', ['-acp', '1', String(process.pid)], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Starts a server on the first core and waits until it is ready. */
export const startProcess = async ({ args, ready, env = {} }: Command): Promise<ServerProcess> => {
  if ((await send({ url: ready }).catch(() => undefined)) !== undefined)
    throw new Error(`something else answers at ${ready}: choose another --port`)
  const [command = '', ...rest] = hasTaskset
    ? ['taskset', '-c', '0', process.execPath, ...args]
    : [process.execPath, ...args]
  const began = performance.now()
  const server = spawn(command, rest, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
  })
  const leave = () => server.kill()
  process.once('exit', leave)
  while (!(await answers(ready, server))) await new Promise((resolve) => setTimeout(resolve, 1))
  const coldStart = performance.now() - began
  const tasks = `/proc/${server.pid}/task`
  return {
    coldStart,
    cpu: () =>
      readdirSync(tasks).reduce(
        (sum, task) => sum + Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0]) / 1e6,
        0,
      ),
    memory: () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) / 1024,
    async stop() {
      hangUp()
      process.off('exit', leave)
      const gone = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGTERM')
      await gone
    },
  }
}

const answers = async (url: string, server: ChildProcess): Promise<boolean> => {
  if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`)
  return (await send({ url }).catch(() => undefined))?.status === 200
}
