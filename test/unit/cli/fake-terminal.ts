import type { Network } from '../../../src/cli/network.ts'
import { run } from '../../../src/cli/run.ts'
import type { Terminal } from '../../../src/cli/terminal.ts'
import { memoryFiles } from '../config/memory-files.ts'

/** Where the person of these tests stands. */
export const cwd = '/home/dev/service'

/** A network where nothing answers. */
export const deadNetwork: Network = {
  fetch: async () => {
    throw Object.assign(new TypeError('fetch failed'), {
      cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }),
    })
  },
  resolve: async () => {
    throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
  },
  certificate: async () => {
    throw Object.assign(new Error(), { code: 'ECONNREFUSED' })
  },
  tryListening: async () => undefined,
  holderOf: async () => undefined,
}

/** A terminal that keeps what is printed and written; its files are named below the working directory. */
export const fakeTerminal = (
  argv: readonly string[],
  {
    files = {},
    ...more
  }: Partial<Omit<Terminal, 'files' | 'argv'>> & { files?: Record<string, string | null> } = {},
) => {
  const contents = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path.startsWith('/') ? path : `${cwd}/${path}`, text]),
  )
  const printed = { out: '', err: '' }
  const terminal: Terminal = {
    argv,
    env: {},
    cwd,
    userData: '/home/dev/.local/share/doublure',
    out: (text) => {
      printed.out += text
    },
    err: (text) => {
      printed.err += text
    },
    files: {
      ...memoryFiles(contents),
      write: async (path, text) => {
        contents[path] = text
      },
    },
    network: deadNetwork,
    onStray: () => undefined,
    stop: AbortSignal.abort(),
    nodeVersion: '24.1.0',
    now: () => Date.UTC(2026, 10, 21),
    ...more,
  }
  return { terminal, printed, contents }
}

/** Runs a command line and gives its exit code and what it printed. */
export const runWith = async (argv: readonly string[], more: Parameters<typeof fakeTerminal>[1] = {}) => {
  const { terminal, printed, contents } = fakeTerminal(argv, more)
  return { code: await run(terminal), ...printed, contents }
}
