import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { layOut } from './blocks.ts'
import { type Demonstration, startDemonstration } from './demonstration.ts'

const run = promisify(execFile)

let demonstration: Demonstration
const folders: string[] = []

beforeAll(async () => {
  demonstration = await startDemonstration()
})
afterAll(async () => {
  await demonstration?.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** Runs one command in the folder of a recipe; what it printed. */
const cook = async (recipe: string, command: string, ...args: string[]): Promise<string> => {
  const folder = layOut(recipe)
  folders.push(folder)
  const { doublure, url } = demonstration
  const env = { ...process.env, DOUBLURE_URL: doublure.url, SERVICE_URL: url }
  const options = { cwd: folder, env, maxBuffer: 16 * 1024 * 1024 }
  const { stdout } = await run(command, args, options).catch(
    (error: { stdout?: string; stderr?: string }) => {
      throw new Error(`${error}\n${error.stdout}${error.stderr}`)
    },
  )
  return stdout
}

test('pytest: three tests of a service, a label each', async () => {
  expect(await cook('pytest', 'python3', '-m', 'pytest', '-q')).toMatch(/\b3 passed\b/)
  expect(new Set(demonstration.doublure.exchanges().flatMap(({ label }) => label ?? [])).size).toBe(3)
}, 120_000)

test('PHPUnit: two tests of a client', async () => {
  expect(await cook('php', 'phpunit', 'LoginTest.php')).toMatch(/OK \(2 tests, /)
}, 60_000)

test('Spring Boot: a service and its two tests', async () => {
  expect(await cook('spring-boot', 'mvn', '-B', 'test')).toMatch(/Tests run: 2, Failures: 0, Errors: 0/)
}, 600_000)
