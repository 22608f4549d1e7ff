import { costOfParts, latencies, logInMany, type Parts } from './load.ts'
import { startProcess } from './server-process.ts'
import type { Subject } from './subjects.ts'

/** What one process of a subject has shown. Times in milliseconds, memory in MB. */
export type Measure = {
  coldStart: number
  memoryAtStart: number
  memoryAfter: number
  /** Logins per second, ten at a time. */
  rate: number
  /** CPU of one login. */
  cpu: number
  /** Latency of one login when nothing else happens, shortest first. */
  taken: readonly number[]
  parts: Parts
}

export type Effort = { port: number; warmup: number; logins: number }

const settled = () => new Promise((resolve) => setTimeout(resolve, 1000))

/** Starts a subject, logs in many times and stops it. */
export const measure = async (subject: Subject, { port, warmup, logins }: Effort): Promise<Measure> => {
  const server = await startProcess(subject.command(port))
  try {
    const target = subject.target(port)
    await settled()
    const memoryAtStart = server.memory()
    await logInMany(target, warmup)
    const before = server.cpu()
    const rate = await logInMany(target, logins)
    const cpu = (server.cpu() - before) / logins
    const taken = await latencies(target, Math.ceil(logins / 10))
    const parts = await costOfParts(target, Math.ceil(logins / 5), server.cpu)
    return {
      coldStart: server.coldStart,
      memoryAtStart,
      memoryAfter: server.memory(),
      rate,
      cpu,
      taken,
      parts,
    }
  } finally {
    await server.stop()
  }
}

/** Starts a subject only to see how long that takes. */
export const startOnce = async (subject: Subject, port: number): Promise<number> => {
  const server = await startProcess(subject.command(port))
  await server.stop()
  return server.coldStart
}

/** Logs in `count` times and tells the memory ten times on the way. */
export const soak = async (
  subject: Subject,
  { port, count, tell }: { port: number; count: number; tell(done: number, memory: number): void },
): Promise<void> => {
  const server = await startProcess(subject.command(port))
  try {
    const target = subject.target(port)
    await settled()
    tell(0, server.memory())
    for (let tenth = 1; tenth <= 10; tenth++) {
      await logInMany(target, count / 10)
      tell((count / 10) * tenth, server.memory())
    }
  } finally {
    await server.stop()
  }
}
