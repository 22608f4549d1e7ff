import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadClients } from '../../src/clients/load-clients.ts'
import { createDoublure, type Doublure } from '../../src/index.ts'
import { parseDocument } from '../../src/lib/document.ts'
import { hubIds } from '../../src/platforms/index.ts'
import { chromiumPath } from '../support/chromium.ts'
import { freePort, startDemo } from '../support/demo.ts'

const root = join(import.meta.dirname, '../..')

let doublure: Doublure
let demo: Awaited<ReturnType<typeof startDemo>>
let output: string

beforeAll(async () => {
  const port = await freePort()
  const file = new URL('../../fixtures/clients.yaml', import.meta.url)
  const text = readFileSync(file, 'utf8').replaceAll('http://localhost:3000', `http://localhost:${port}`)
  const { clients } = loadClients(parseDocument('clients.yaml', text), hubIds)
  doublure = await createDoublure({ port: 0, log: 'silent', clients: clients as never })
  demo = await startDemo(doublure.url, port)
  output = mkdtempSync(join(tmpdir(), 'doublure-playwright-'))
})
afterAll(async () => {
  await demo?.close()
  await doublure?.close()
  rmSync(output, { recursive: true, force: true })
})

type Spec = { title: string; ok: boolean; tests: { results: { errors: { message: string }[] }[] }[] }
type Report = { errors: { message: string }[]; suites: { specs: Spec[] }[] }

/** Runs the real runner; it exits with 1 when a test fails, and reports all the same. */
const runPlaywright = (): Promise<Report> =>
  new Promise((resolve, reject) => {
    const cli = join(root, 'node_modules/@playwright/test/cli.js')
    const config = join(root, 'test/e2e/playwright/playwright.config.ts')
    const env = {
      ...process.env,
      DOUBLURE_URL: doublure.url,
      DEMO_URL: demo.url,
      CHROMIUM_PATH: chromiumPath(),
      PLAYWRIGHT_OUTPUT: output,
    }
    execFile(process.execPath, [cli, 'test', '-c', config], { cwd: root, env }, (_error, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout))
      } catch {
        reject(new Error(`Playwright gave no report: ${stdout}${stderr}`))
      }
    })
  })

test('the fixtures of doublure/playwright hold in the runner of Playwright', async () => {
  const { errors, suites } = await runPlaywright()
  const specs = suites.flatMap((suite) => suite.specs)
  const failed = specs
    .filter(({ ok }) => !ok)
    .map(({ title, tests }) => ({
      title,
      errors: tests.flatMap(({ results }) => results).flatMap((one) => one.errors),
    }))
  expect({ errors, failed }).toEqual({ errors: [], failed: [] })
  expect(specs.length).toBeGreaterThan(10)
}, 180_000)
