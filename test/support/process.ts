import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

/** What `doublure` runs. */
export const main = join(import.meta.dirname, '../../src/main.ts')

/** A double in a process of its own. */
export type Child = {
  /** Public address, once it is ready; undefined when it ended before. */
  url: string | undefined
  out(): string
  err(): string
  kill(signal: NodeJS.Signals): void
  /** Stops reading what it prints. */
  closeOutput(): void
  /** Sends a signal and waits for the end; the exit code, null after a signal that killed it. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** Starts `doublure serve` on a free port, in a folder, with flags of its own and of Node, and more variables. */
export const spawnDoublure = async (
  cwd: string,
  flags: readonly string[],
  nodeFlags: readonly string[] = [],
  more: Readonly<Record<string, string>> = {},
): Promise<Child> => {
  const child = spawn(
    process.execPath,
    [...nodeFlags, main, 'serve', '--port', '0', '--log', 'silent', ...flags],
    {
      cwd,
      env: { PATH: process.env.PATH, HOME: cwd, TMPDIR: cwd, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let out = ''
  let err = ''
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk
  })
  const ended = endOf(child)
  const ready = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk
      const [, url] = /Doublure is ready on (\S+)\n/.exec(out) ?? []
      if (url) resolve(url)
    })
  })
  const url = await Promise.race([ready, ended.then(() => undefined)])
  return {
    url,
    out: () => out,
    err: () => err,
    kill: (signal) => void child.kill(signal),
    closeOutput() {
      child.stdout.destroy()
      child.stderr.destroy()
    },
    end(signal) {
      child.kill(signal)
      return ended
    },
  }
}

const endOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('close', (code) => resolve(code)))
