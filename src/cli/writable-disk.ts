import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { disk } from '../config/disk.ts'
import type { Terminal } from './terminal.ts'

/** The real disk, where commands also write; folders on the way to a file are made. */
export const writableDisk: Terminal['files'] = {
  ...disk,
  write: async (path, text) => {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  },
}
