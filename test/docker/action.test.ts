import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { freePort } from '../support/demo.ts'
import { runStep } from '../support/github.ts'

const action = (name: string) => [process.execPath, join(import.meta.dirname, '../../action', `${name}.ts`)]

/** What is answered at an address, to who trusts one authority alone. */
const ask = (url: string, ca: string): Promise<string> =>
  new Promise((resolve, reject) => {
    get(url, { ca, agent: false }, (answer) => resolve(text(answer))).once('error', reject)
  })

test('the action runs the image as its configuration says, with an authority that the job can trust', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'doublure-job-'))
  const address = `https://localhost:${await freePort()}`
  const { port } = new URL(address)
  writeFileSync(join(cwd, 'double.yaml'), `port: ${port}\nhubs: [proconnect]\n`)
  const env = {
    INPUT_IMAGE: process.env.DOUBLURE_IMAGE ?? 'doublure',
    INPUT_CONFIG: 'double.yaml',
    DOUBLURE_TLS: 'auto',
  }
  const { values, stdout } = await runStep(action('start'), { cwd, env })
  const { url, proconnect, franceconnect, authority = '', pid = '', log = '' } = values
  expect({ url, proconnect, franceconnect }, stdout).toEqual({
    url: address,
    proconnect: `${address}/proconnect/api/v2`,
    franceconnect: undefined,
  })
  const hubs = await ask(`${address}/_doublure/api/v1/hubs`, readFileSync(authority, 'utf8'))
  expect(JSON.parse(hubs)).toMatchObject([{ id: 'proconnect' }])

  const stopped = await runStep(action('stop'), { cwd, env: { STATE_pid: pid, STATE_log: log } })
  expect(stopped.stdout).toContain(`Doublure is ready on ${address}\n`)
  expect(stopped.stdout).not.toContain('::warning')
  await expect(ask(address, readFileSync(authority, 'utf8'))).rejects.toThrow()
  rmSync(cwd, { recursive: true })
}, 120_000)
