/** Owns the command line: what each command reads, prints and answers with. */
import type { Files } from '../config/files.ts'
import type { FlagValues } from '../config/option.ts'
import type { Network } from './network.ts'

/** Everything a command touches outside itself. */
export type Terminal = {
  /** Arguments after the program's own name. */
  argv: readonly string[]
  env: Readonly<Record<string, string | undefined>>
  /** Working directory, absolute. */
  cwd: string
  /** Folder where programs keep what is this account's, absolute; `undefined` when it has no home and no variable names one. */
  userData: string | undefined
  /** Writes to the standard output. */
  out(text: string): void
  /** Writes to the standard error. */
  err(text: string): void
  files: Files & { write(path: string, text: string): Promise<void> }
  network: Network
  /** Hands over, from now on, errors that nobody caught, in place of ending the process. */
  onStray(tell: (error: unknown) => void): void
  /** Aborted when the person or the system asks to stop. */
  stop: AbortSignal
  /** Version of Node: `24.1.0`. */
  nodeVersion: string
  /** Milliseconds since 1970. */
  now(): number
}

/** Runs a command; answers the exit code. */
export type Run = (terminal: Terminal, flags: FlagValues) => Promise<number>

/** Exit codes that scripts may rely on. */
export const exit = { fine: 0, failed: 1, misused: 2, incomplete: 3 } as const
