import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'

const root = join(import.meta.dirname, '../..')

/** What `npm pack --json` says of a package. */
export type Packed = {
  filename: string
  size: number
  unpackedSize: number
  files: { path: string; size: number; mode: number }[]
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The package as it would be published. */
    packed: Packed & { tarball: string }
  }
}

/** Packs once for all files of the project: packing builds, and a build empties dist. */
export const setup = async (project: TestProject): Promise<() => void> => {
  const folder = mkdtempSync(join(tmpdir(), 'doublure-package-'))
  // What the build prints comes before the JSON.
  const { stdout } = await promisify(execFile)('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: root,
    maxBuffer: 16 * 1024 * 1024,
  })
  const [packed] = JSON.parse(stdout.slice(stdout.search(/^\[$/m))) as [Packed]
  project.provide('packed', { ...packed, tarball: join(folder, packed.filename) })
  return () => rmSync(folder, { recursive: true, force: true })
}
