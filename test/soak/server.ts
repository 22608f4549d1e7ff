// The double of a soak, in a process of its own: it tells its address, then its memory and its open handles when asked.
import { PerformanceObserver } from 'node:perf_hooks'
import * as v8 from 'node:v8'
import { createDoublure } from '../../src/index.ts'
import { boundYoungGeneration } from '../../src/lib/young-generation.ts'
import type { Measure } from './soak.ts'

// As main.ts does, so that it holds what a server of its own would.
v8.setFlagsFromString('--heap-growing-percent=50')
new PerformanceObserver(boundYoungGeneration(v8)).observe({ entryTypes: ['gc'] })

const errors: string[] = []
const keep = (error: unknown) => {
  if (error !== undefined) errors.push(error instanceof Error ? `${error.stack}` : String(error))
}
const doublure = await createDoublure({
  port: 0,
  log: 'silent',
  onExchange: (_exchange, failure) => keep(failure),
  onFailure: keep,
})
process.on('uncaughtException', keep)
process.on('unhandledRejection', keep)

process.on('message', async (asked) => {
  if (asked === 'stop') {
    await doublure.close()
    process.disconnect()
    return
  }
  const held = Math.round(process.memoryUsage.rss() / 1024)
  globalThis.gc?.()
  const answer: Measure = {
    held,
    heap: Math.round(process.memoryUsage().heapUsed / 1024),
    // Connections are the client's own affair; everything else must not pile up.
    handles: process.getActiveResourcesInfo().filter((name) => !name.startsWith('TCP')).length,
    errors: errors.splice(0),
  }
  process.send?.(answer)
})
process.send?.(doublure.url)
