import { dirname } from 'node:path'
import type { Files } from '../../../src/config/files.ts'

/** A disk that holds what it is told, with the failures of the real one; `null` is a file that may not be read. */
export const memoryFiles = (contents: Readonly<Record<string, string | null>>): Files => ({
  read: async (path) => {
    const text = contents[path]
    if (text === undefined) throw failure(isFolder(contents, path) ? 'EISDIR' : 'ENOENT')
    if (text === null) throw failure('EACCES')
    return text
  },
  list: async (folder) => {
    if (contents[folder] !== undefined) throw failure('ENOTDIR')
    if (!isFolder(contents, folder)) throw failure('ENOENT')
    return Object.keys(contents)
      .filter((path) => dirname(path) === folder)
      .map((path) => path.slice(folder.length + 1))
  },
  exists: async (path) => path in contents,
})

const isFolder = (contents: object, path: string) =>
  Object.keys(contents).some((file) => dirname(file) === path)

const failure = (code: string) => Object.assign(new Error(code), { code })
