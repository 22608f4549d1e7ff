import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

const findPackage = (folder: string): string =>
  existsSync(join(folder, 'package.json')) ? folder : findPackage(dirname(folder))

const root = findPackage(import.meta.dirname)

/** Absolute path of a file that the package ships, whether its code runs from `src` or, bundled, from `dist`. */
export const packageFile = (path: string): string => join(root, path)
