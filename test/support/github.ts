import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** What a step left behind. */
export type Step = { code: number; stdout: string; values: Record<string, string> }

/** Runs a command as the runner runs a step: with the files that it reads afterwards. */
export const runStep = async (
  [command = '', ...args]: readonly string[],
  { cwd, env }: { cwd: string; env: Record<string, string> },
): Promise<Step> => {
  const folder = mkdtempSync(join(tmpdir(), 'doublure-step-'))
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STATE: join(folder, 'state') }
  for (const file of Object.values(files)) writeFileSync(file, '')
  // The runner is no npm, whose end would be the end of what it started.
  const runner = { CI: 'true', RUNNER_TEMP: cwd, npm_lifecycle_event: '' }
  const options = { cwd, env: { ...process.env, ...runner, ...files, ...env } }
  const ended = await promisify(execFile)(command, args, options).catch((error) => error)
  const lines = Object.values(files).flatMap((file) => readFileSync(file, 'utf8').split('\n'))
  const values = lines.flatMap((line) => (line === '' ? [] : [line.split(/=(.*)/s, 2) as [string, string]]))
  return { code: ended.code ?? 0, stdout: ended.stdout, values: Object.fromEntries(values) }
}
