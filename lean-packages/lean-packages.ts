// What packages do at each request or start that can be had for less, without a difference in what comes out. Another
// release may have other words: then the build fails, and somebody looks.
import { readFileSync } from 'node:fs'
import type { Plugin } from 'esbuild'
import { koa } from './koa.ts'
import { type Lean, said } from './lean.ts'
import { providerLayers } from './provider-layers.ts'
import { providerModels } from './provider-models.ts'

const zod: Lean = {
  // A function is written and compiled for each schema that reads anything: 40 ms and 8 MB of a start.
  file: 'zod/v4/core/schemas\\.js',
  says: 'const jit = !core.globalConfig.jitless;',
  shorter: 'const jit = false;',
}

const packages: readonly Lean[] = [zod, ...koa, ...providerLayers, ...providerModels]

const fileOf = ({ file }: Lean) => `node_modules/${file}$`

/** Files of which less is taken. */
export const leanFiles = new RegExp(packages.map(fileOf).join('|'))

/** What a file says, with fewer words in the place of theirs; @throws Error when it reads otherwise than it did. */
export const readLean = (path: string): string => {
  let contents = readFileSync(path, 'utf8')
  for (const lean of packages) {
    if (!new RegExp(fileOf(lean)).test(path)) continue
    const shorter = contents.replace(said(lean), lean.shorter as string)
    if (shorter === contents) throw new Error(`${path} no longer says ${lean.says}: see lean-packages/`)
    contents = shorter
  }
  return contents
}

/** Has the bundle made of them. */
export const leanPackages: Plugin = {
  name: 'lean-packages',
  setup({ onLoad }) {
    // One for all: esbuild stops at the first that answers for a file, and two may speak of the same.
    onLoad({ filter: leanFiles }, ({ path }) => ({ contents: readLean(path) }))
  },
}
