import { mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** Milliseconds between two looks at whether a folder is free, and how many looks a process that has it is given. */
const PAUSE = 20
const LOOKS = 250

/**
 * Does some work while no other process, nor anyone else in this one, does such work on a folder. Who died at its work
 * keeps the others from theirs for five seconds, thousands of times what it takes.
 */
export const alone = async <Result>(
  folder: string,
  work: () => Promise<Result>,
  patience = LOOKS,
): Promise<Result> => {
  const lock = `${folder}.lock`
  await mkdir(dirname(folder), { recursive: true })
  for (let looks = 0; !(await take(lock)); looks++) {
    if (looks < patience) await wait(PAUSE)
    else await free(lock)
  }
  try {
    return await work()
  } finally {
    await free(lock)
  }
}

const take = async (lock: string): Promise<boolean> => {
  try {
    await mkdir(lock)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

const free = (lock: string): Promise<void> => rm(lock, { recursive: true, force: true })
