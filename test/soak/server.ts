// The double of a soak, in a process of its own: it tells its address, then its memory and its open handles when asked.
import { setFlagsFromString } from 'node:v8'
import { createDoublure } from '../../src/index.ts'
import type { Measure } from './soak.ts'

// As main.ts does, so that it holds what a server of its own would; Node's command line takes no factor below 2.
setFlagsFromString('--semi-space-growth-factor=1')
setFlagsFromString('--heap-growing-percent=50')

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
