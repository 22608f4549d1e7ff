import { costOfParts, inBatches, latencies, logInMany, type Parts } from './load.ts'
import { startProcess } from './server-process.ts'
import type { Subject } from './subjects.ts'

/** What one process of a subject has shown. Times in milliseconds, memory in MB. */
export type Measure = {
  coldStart: number
  memoryAtStart: number
  memoryAfter: number
  /** The same after as many logins as were asked for. */
  memoryLate?: number
  /** Logins per second, ten at a time. */
  rate: number
  /** CPU of one login. */
  cpu: number
  /** Latency of one login when nothing else happens, shortest first. */
  taken: readonly number[]
  parts: Parts
}

/** `late`: how many logins the memory is told after once more; 0: none. */
export type Effort = { port: number; warmup: number; logins: number; late: number }

/** How many of the measured logins are made one at a time, and how many step by step. */
const alone = (logins: number) => Math.ceil(logins / 10)
const stepwise = (logins: number) => inBatches(logins / 5)

/** How many logins a subject has seen once it is measured. */
export const loginsOf = ({ warmup, logins }: Effort): number =>
  warmup + logins + alone(logins) + stepwise(logins)

const settled = () => new Promise((resolve) => setTimeout(resolve, 1000))

/** Starts a subject, logs in many times and stops it. */
export const measure = async (subject: Subject, effort: Effort): Promise<Measure> => {
  const { port, warmup, logins, late } = effort
  const server = await startProcess(subject.command(port))
  try {
    const target = subject.target(port)
    await settled()
    const memoryAtStart = server.memory()
    await logInMany(target, warmup)
    const before = server.cpu()
    const rate = await logInMany(target, logins)
    const cpu = (server.cpu() - before) / logins
    const taken = await latencies(target, alone(logins))
    const parts = await costOfParts(target, stepwise(logins), server.cpu)
    const memoryAfter = server.memory()
    if (late > 0) await logInMany(target, Math.max(0, late - loginsOf(effort)))
    return {
      coldStart: server.coldStart,
      memoryAtStart,
      memoryAfter,
      ...(late > 0 && { memoryLate: server.memory() }),
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
