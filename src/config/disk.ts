import { access, readdir, readFile } from 'node:fs/promises'
import type { Files } from './files.ts'

/** The real disk. */
export const disk: Files = {
  read: (path) => readFile(path, 'utf8'),
  list: (folder) => readdir(folder),
  exists: (path) =>
    access(path).then(
      () => true,
      () => false,
    ),
}
