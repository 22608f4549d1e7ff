import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Terminal } from './terminal.ts'

/** The real disk; folders on the way to a written file are made. */
export const disk: Terminal['files'] = {
  read: (path) => readFile(path, 'utf8'),
  list: (folder) => readdir(folder),
  exists: (path) =>
    access(path).then(
      () => true,
      () => false,
    ),
  write: async (path, text) => {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  },
}
