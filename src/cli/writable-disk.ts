import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { disk } from '../config/disk.ts'
import { readFailure } from '../config/files.ts'
import { ProblemsError } from '../lib/problem.ts'
import type { Terminal } from './terminal.ts'

/** The real disk, where commands also write; folders on the way to a file are made. */
export const writableDisk: Terminal['files'] = {
  ...disk,
  write: async (path, text) => {
    try {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, text)
    } catch (error) {
      throw new ProblemsError([{ origin: path, message: `it cannot be written: ${readFailure(error)}` }])
    }
  },
}
