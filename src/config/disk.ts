import { access, readdir, readFile } from 'node:fs/promises'
import { decodeUtf8 } from '../lib/decode-utf8.ts'
import type { Files } from './files.ts'

/** The real disk. */
export const disk: Files = {
  read: async (path) => decodeUtf8(await readFile(path)),
  list: (folder) => readdir(folder),
  exists: (path) =>
    access(path).then(
      () => true,
      () => false,
    ),
}
