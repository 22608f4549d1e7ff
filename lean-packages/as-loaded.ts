// node --import ./lean-packages/as-loaded.ts: packages are what the bundle makes of them, so that what is tested is shipped.
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { leanFiles, readLean } from './lean-packages.ts'

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    const path = url.startsWith('file:') ? fileURLToPath(url) : ''
    return leanFiles.test(path) ? { ...loaded, source: readLean(path) } : loaded
  },
})
