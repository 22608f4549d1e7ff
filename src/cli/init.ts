import { join } from 'node:path'
import { firstFiles } from './first-files.ts'
import { exit, type Run } from './terminal.ts'

/** Writes the first files of a configuration; nothing at all is written when one exists, unless it is forced. */
export const init: Run = async ({ files, cwd, out, err }, flags) => {
  const names = Object.keys(firstFiles)
  const present = await Promise.all(names.map((name) => files.exists(join(cwd, name))))
  const existing = names.filter((_, index) => present[index])
  if (existing.length > 0 && flags.force !== true) {
    for (const name of existing) err(`${name} already exists\n`)
    err('Nothing was written; use --force to overwrite.\n')
    return exit.failed
  }
  for (const [name, text] of Object.entries(firstFiles)) {
    await files.write(join(cwd, name), text)
    out(`${name} written\n`)
  }
  out('Check it with "doublure check", start with "doublure".\n')
  return exit.fine
}
