import { describe, expect, test } from 'vitest'
import { firstFiles } from '../../../src/cli/first-files.ts'
import { configSchema } from '../../../src/config/config.ts'
import { hubIds, load } from '../config/load.ts'
import { cwd, runWith } from './fake-terminal.ts'

/** The file with every commented setting said. */
const uncommented = (text: string): string => text.replace(/^# (?=( *- |[a-z_]+:| {2,}\S))/gm, '')

describe('init', () => {
  test('writes its files in the working directory, and says what to do next', async () => {
    const { code, out, contents } = await runWith(['init'])
    expect(code).toBe(0)
    expect(Object.keys(contents)).toEqual(Object.keys(firstFiles).map((name) => `${cwd}/${name}`))
    expect(out).toContain('doublure.yaml written\n')
    expect(out).toContain('doublure check')
  })

  test('writes nothing at all when one of them exists, and names it', async () => {
    const { code, err, contents } = await runWith(['init'], { files: { 'clients.yaml': '- mine' } })
    expect(code).toBe(1)
    expect(err).toBe('clients.yaml already exists\nNothing was written; use --force to overwrite.\n')
    expect(contents).toEqual({ [`${cwd}/clients.yaml`]: '- mine' })
  })

  test.each([
    [['init', '--force'], {}],
    [['init'], { DOUBLURE_FORCE: '1' }],
  ])('overwrites with %j %j', async (argv, env) => {
    const { code, contents } = await runWith(argv, { env, files: { 'clients.yaml': '- mine' } })
    expect(code).toBe(0)
    expect(contents[`${cwd}/clients.yaml`]).toBe(firstFiles['clients.yaml'])
  })
})

describe('the first files', () => {
  test('load without problem or warning', async () => {
    const { config, problems, warnings } = await load({ files: firstFiles })
    expect({ problems, warnings }).toEqual({ problems: [], warnings: [] })
    expect(config?.clients.map(({ client_id }) => client_id)).toEqual(['my-client'])
    expect(config?.personas.at(-1)).toMatchObject({ id: 'camille-moreau' })
  })

  test('load too once every comment is taken away, and then say every setting', async () => {
    const files = Object.fromEntries(
      Object.entries(firstFiles).map(([name, text]) => [name, uncommented(text)]),
    )
    const { merged, problems } = await load({ files })
    expect(problems).toEqual([])
    const unsaid = Object.keys(configSchema(hubIds).shape).filter(
      (key) => merged.originAt([key]) === 'default',
    )
    expect(unsaid).toEqual([])
  })

  test('show the defaults in their comments', async () => {
    const { config } = await load({
      files: { 'doublure.yaml': uncommented(firstFiles['doublure.yaml'] ?? ''), ...rest },
    })
    const { port, host, public_url, strictness, journal, log, show_secrets, trust_proxy } =
      (await load()).config ?? {}
    expect(config).toMatchObject({
      port,
      host,
      public_url,
      strictness,
      journal,
      log,
      show_secrets,
      trust_proxy,
    })
  })
})

const rest = { 'clients.yaml': '[]', 'personas/a.yaml': 'kind: citizen\n' }
