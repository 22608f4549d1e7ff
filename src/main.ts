#!/usr/bin/env node

import { oldNode } from './lib/old-node.ts'
import { boundYoungGeneration } from './lib/young-generation.ts'

const tooOld = oldNode(process.versions.node)
if (tooOld !== undefined) {
  process.stderr.write(`${tooOld}\n`)
  process.exit(1)
}

// An import of these would make all that they export, which takes longer than what is done with them.
const { existsSync, mkdirSync } = process.getBuiltinModule('node:fs')
const { enableCompileCache } = process.getBuiltinModule('node:module')
const { homedir, tmpdir } = process.getBuiltinModule('node:os')
const { join } = process.getBuiltinModule('node:path')
const { setFlagsFromString } = process.getBuiltinModule('node:v8')

// What was compiled is kept for the next start, where NODE_COMPILE_CACHE says or among the temporary files; where nothing
// can be written, nothing is kept. Imports that stand above would be compiled before this. The folder is made here: Node
// tries for ever to make it where a file system says that it is not there, as /proc does.
const compiled = join(tmpdir(), 'node-compile-cache')
try {
  if (!existsSync(compiled)) mkdirSync(compiled)
  enableCompileCache(compiled)
} catch {
  // Nothing is lost but the time that it spares.
}
const { runHere } = await import('./cli/run-here.ts')

// The only file that touches the process: everything below takes it as an argument.
const stop = new AbortController()
/** Milliseconds in which a signal may come again, and be the same. */
const SAME_SIGNAL = 1000
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  const told = () => {
    stop.abort()
    // The same one often comes twice: from who was told, such as npm or timeout, and from the terminal. Later ones kill.
    setTimeout(() => process.off(signal, told), SAME_SIGNAL).unref()
  }
  process.on(signal, told)
}

// npm does not pass a signal on to what its script runs: a server that lost its npm stops too.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && stop.abort(), 500).unref()
}

// Who read what is printed may have read enough, as head does: what is left is for nobody.
for (const printed of [process.stdout, process.stderr])
  printed.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })

/** Milliseconds in which a server has started, and warmed up for its first login. */
const START = 1000

// What a start makes stays, what a login makes is gone with its answer: room for new objects grows once the start is over,
// and only as far as it spares time. The modules above are quicker to load with room that grows.
setFlagsFromString('--semi-space-growth-factor=1')
setTimeout(() => {
  const { PerformanceObserver } = process.getBuiltinModule('node:perf_hooks')
  const follow = boundYoungGeneration(process.getBuiltinModule('node:v8'))
  new PerformanceObserver(follow).observe({ entryTypes: ['gc'] })
}, START).unref()
// What has gone and lies among what stays waits for a full collection: one comes when what was in use after the last has
// grown by half. Left to itself V8 waits for up to four times as much, and the machine never gets that back.
setFlagsFromString('--heap-growing-percent=50')
process.exitCode = await runHere({
  argv: process.argv.slice(2),
  env: process.env,
  cwd: process.cwd(),
  platform: process.platform,
  home: homedir,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  onStray(tell) {
    for (const event of ['uncaughtException', 'unhandledRejection'] as const) process.on(event, tell)
  },
  stop: stop.signal,
  nodeVersion: process.versions.node,
  now: Date.now,
})
