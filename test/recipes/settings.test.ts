import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDoublure, type Doublure } from '../../src/index.ts'
import { printedSettings } from '../support/printed-settings.ts'
import { people } from '../support/relying-party.ts'
import { filesOf } from './blocks.ts'

const run = promisify(execFile)
const drivers = join(import.meta.dirname, 'drivers')

let doublure: Doublure
let folder: string

beforeAll(async () => {
  doublure = await createDoublure({ port: 0, log: 'silent' })
  folder = mkdtempSync(join(tmpdir(), 'doublure-settings-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await doublure.close()
})

/** Writes what the page prints for a library into a folder of its own; `placeOf` says where each file goes. */
const layOut = async (
  library: string,
  hub: string,
  driver: string,
  placeOf: (where: string) => string = (where) => where,
): Promise<string> => {
  const files = (await printedSettings(doublure.url, hub))[library] ?? {}
  const place = join(folder, `${driver}-${hub}`)
  for (const [where, text] of Object.entries(files)) {
    const path = join(place, placeOf(where))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, where.endsWith('.java') ? `package demo;\n${text}` : text)
  }
  const path = join(place, placeOf(driver))
  mkdirSync(dirname(path), { recursive: true })
  cpSync(join(drivers, driver), path)
  return place
}

const cook = async (cwd: string, hub: string, command: string, ...args: string[]): Promise<string> => {
  const env = { ...process.env, PERSONA: people[hub] ?? '' }
  const { stdout } = await run(command, args, { cwd, env, maxBuffer: 16 * 1024 * 1024 }).catch((error) => {
    throw new Error(`${error}\n${error.stdout}${error.stderr}`)
  })
  return stdout
}

describe.each(Object.keys(people))('the settings printed for %s', (hub) => {
  test('make Authlib log in', async () => {
    const place = await layOut('Authlib (Python, Flask)', hub, 'authlib_driver.py')
    expect(JSON.parse(await cook(place, hub, 'python3', 'authlib_driver.py'))).toMatchObject({
      sub: expect.any(String),
      given_name: expect.any(String),
    })
  }, 60_000)

  test('make mozilla-django-oidc log in', async () => {
    const place = await layOut('mozilla-django-oidc (Python, Django)', hub, 'django_driver.py')
    expect(JSON.parse(await cook(place, hub, 'python3', 'django_driver.py'))).toEqual({
      email: expect.stringContaining('@'),
    })
  }, 60_000)
})

/** Maven's own places. */
const placeOf = (where: string): string => {
  if (where.endsWith('.properties')) return join('src/main/resources', where)
  return join(where.endsWith('Test.java') ? 'src/test/java/demo' : 'src/main/java/demo', where)
}

const service = `package demo;
@org.springframework.boot.autoconfigure.SpringBootApplication
class Service {}
`

// A level and RS256, a level and ES256, and neither.
test.each(['agentconnect', 'franceconnect-plus', 'proconnect'])(
  'the settings printed for %s make Spring Security log in',
  async (hub) => {
    const place = await layOut('Spring Security (Java)', hub, 'LoginTest.java', placeOf)
    writeFileSync(join(place, 'pom.xml'), filesOf('spring-boot').get('pom.xml') ?? '')
    writeFileSync(join(place, placeOf('Service.java')), service)
    expect(await cook(place, hub, 'mvn', '-B', 'test')).toMatch(/Tests run: 1, Failures: 0, Errors: 0/)
  },
  600_000,
)
