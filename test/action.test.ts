import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runStep } from './support/github.ts'

const action = (name: string) => [process.execPath, join(import.meta.dirname, '../action', `${name}.ts`)]

test('two uses of the action in one job have a log each', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'doublure-job-'))
  const docker = '#!/bin/sh\necho "Doublure is ready on http://localhost:$DOUBLURE_PORT"\nexec sleep 60\n'
  writeFileSync(join(cwd, 'docker'), docker, { mode: 0o755 })
  const use = (port: string) =>
    runStep(action('start'), {
      cwd,
      env: { PATH: `${cwd}:${process.env.PATH}`, INPUT_IMAGE: 'doublure', INPUT_PORT: port },
    })
  const uses = [await use('5161'), await use('5162')]
  const logs = uses.map(({ values: { log = '' } }) => readFileSync(log, 'utf8'))
  for (const { values } of uses) {
    const env = { STATE_pid: values.pid ?? '', STATE_log: values.log ?? '' }
    await runStep(action('stop'), { cwd, env })
  }
  expect(logs).toEqual(['5161', '5162'].map((port) => `Doublure is ready on http://localhost:${port}\n`))
  rmSync(cwd, { recursive: true })
})
