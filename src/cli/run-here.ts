import { userDataFolder } from '../tls/user-data.ts'
import { network } from './network.ts'
import { run } from './run.ts'
import type { Terminal } from './terminal.ts'
import { writableDisk } from './writable-disk.ts'

/** What the process brings; the rest of a terminal is the machine's. */
export type Here = Omit<Terminal, 'files' | 'network' | 'userData'> & { platform: string; home(): string }

/** Runs what the arguments ask for with the disk and the network of this machine; answers the exit code. */
export const runHere = ({ platform, home, ...terminal }: Here): Promise<number> =>
  run({
    ...terminal,
    userData: userDataFolder(platform, home, terminal.env),
    files: writableDisk,
    network,
  })
