import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadClients } from '../src/clients/load-clients.ts'
import { configSchema } from '../src/config/config.ts'
import { createDoublure, type Doublure } from '../src/index.ts'
import { parseDocument, validateDocument } from '../src/lib/document.ts'
import { loadPersonas } from '../src/personas/load-personas.ts'
import { hubIds, platforms } from '../src/platforms/index.ts'

const root = join(import.meta.dirname, '..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const run = promisify(execFile)

/** Fenced blocks of a language; a YAML block says in its first comment which file it is. */
const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, block]) => block ?? '',
  )
const file = (name: string): string => {
  const found = blocks('yaml').find((block) => block.startsWith(`# ${name}`))
  if (!found) throw new Error(`README has no example of ${name}`)
  return found
}

let doublure: Doublure
beforeAll(async () => {
  doublure = await createDoublure({ port: 0, log: 'silent' })
})
afterAll(() => doublure.close())

describe('what README shows', () => {
  test('doublure.yaml is a valid configuration', () => {
    const { problems } = validateDocument(
      parseDocument('README', file('doublure.yaml')),
      configSchema(hubIds),
    )
    expect(problems).toEqual([])
  })

  test('clients.yaml registers a client', () => {
    const { clients, problems } = loadClients(parseDocument('README', file('clients.yaml')), hubIds)
    expect(problems).toEqual([])
    expect(clients.map(({ client_id }) => client_id)).toEqual(['my-service'])
  })

  test('the persona is valid', () => {
    const source = { file: 'camille-moreau.yaml', text: file('personas/camille-moreau.yaml') }
    const { personas, problems } = loadPersonas([source])
    expect(problems).toEqual([])
    expect(personas[0]?.id).toBe('camille-moreau')
  })

  test.each(blocks('sh').filter((block) => block.startsWith('curl ')))('%s works', async (command) => {
    const { stdout } = await run('bash', ['-c', command.replaceAll('http://localhost:3615', doublure.url)])
    expect(stdout).not.toBe('')
  })

  test('each command of doublure does what README says', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'doublure-readme-'))
    const home = mkdtempSync(join(tmpdir(), 'doublure-home-'))
    const login = `${doublure.issuer('franceconnect')}/authorize?client_id=demo`
    await fetch(login, { redirect: 'manual' })
    writeFileSync(join(folder, 'journal.json'), JSON.stringify(doublure.exchanges({ client_id: 'demo' })))
    const commands = [...readme.matchAll(/npm run doublure -- (\w[^`\n…]+)[`\n]/g)].map(
      ([, command]) => command ?? '',
    )
    expect(commands).not.toEqual([])
    for (const command of new Set(commands)) {
      const env = {
        ...process.env,
        DOUBLURE_PORT: new URL(doublure.url).port,
        DOUBLURE_JOURNAL: 'journal.json',
        XDG_DATA_HOME: home,
      }
      const args = [join(root, 'src/main.ts'), ...command.split(' ')]
      const { code = 0, stderr } = await run(process.execPath, args, { cwd: folder, env }).catch(
        (error) => error,
      )
      // What a single refused request makes is a report that fails.
      const expected = command.startsWith('report')
        ? { code: 1, stderr: /^demo on franceconnect: judged by the registration .*\ndemo: failed/ }
        : { code: 0, stderr: /^$/ }
      expect({ command, code, stderr }).toEqual({
        command,
        code: expected.code,
        stderr: expect.stringMatching(expected.stderr),
      })
    }
    expect(readdirSync(folder).sort()).toEqual(['journal.json', 'people', 'report.xml'])
    expect(readdirSync(join(folder, 'people'))).toHaveLength(200)
    for (const path of [folder, home]) rmSync(path, { recursive: true })
  }, 120_000)

  test.each(blocks('ts'))('the program runs: %s', async (program) => {
    const folder = mkdtempSync(join(tmpdir(), 'doublure-readme-'))
    const path = join(folder, 'example.ts')
    writeFileSync(path, program.replace("'doublure'", `'${join(root, 'src/index.ts')}'`))
    const { stdout } = await run(process.execPath, [path])
    rmSync(folder, { recursive: true })
    expect(stdout).toContain('/proconnect/api/v2')
  })

  test.each([...readme.matchAll(/\]\((?!http|#)([^)]+)\)/g)].map(([, path]) => path ?? ''))(
    'links to %s, which exists',
    (path) => {
      expect(readFileSync(join(root, path), 'utf8')).not.toBe('')
    },
  )

  test.each(platforms.map(([newest]) => newest?.id ?? ''))(
    '%s is presented with the date of its facts',
    (id) => {
      const newest = platforms.flat().find((platform) => platform.id === id)
      const row = readme.split('\n').find((line) => line.startsWith(`| \`${id}\` |`))
      expect(row).toContain(newest?.asOf.date)
    },
  )
})
