// The end of the job: stops Doublure and prints its log, whatever became of the job.
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { printLog } from './runner.ts'

const { STATE_pid: pid = '', STATE_log: log = '' } = process.env

const isRunning = (): boolean => {
  try {
    process.kill(Number(pid), 0)
  } catch {
    return false
  }
  // In a job that runs in a container, nobody may be there to take note of its end.
  const status = `/proc/${pid}/status`
  return !existsSync(status) || !/^State:\s+Z/m.test(readFileSync(status, 'utf8'))
}

if (pid !== '' && isRunning()) {
  process.kill(Number(pid), 'SIGTERM')
  const deadline = Date.now() + 10_000
  while (isRunning() && Date.now() < deadline) await setTimeout(50)
  if (isRunning()) {
    process.kill(Number(pid), 'SIGKILL')
    console.log('::warning title=Doublure::It did not stop within ten seconds, and was killed')
  }
}
if (existsSync(log)) printLog(log)
