import { describe, expect, test } from 'vitest'
import { load } from './load.ts'

const said = (port: number) => `port: ${port}\n`

describe('the configuration file', () => {
  test.each([['doublure.yaml'], ['doublure.yml'], ['doublure.json']])(
    'is %s in the working directory',
    async (name) => {
      const { config, readFrom } = await load({ files: { [name]: '{"port": 4001}' } })
      expect(config?.port).toBe(4001)
      expect(readFrom).toEqual([name])
    },
  )

  test('may say the address of its schema, for editors', async () => {
    expect(
      (await load({ files: { 'doublure.json': '{"$schema": "./schema.json", "port": 4001}' } })).config?.port,
    ).toBe(4001)
  })

  test('is the first of those found, and the others are named', async () => {
    const { config, warnings } = await load({
      files: { 'doublure.json': said(4002), 'doublure.yaml': said(4001) },
    })
    expect(config?.port).toBe(4001)
    expect(warnings).toEqual([
      { origin: 'doublure.json', message: 'not read, since doublure.yaml stands beside it' },
    ])
  })

  test('need not exist', async () => {
    expect(await load()).toMatchObject({ problems: [], readFrom: [] })
  })

  test('is the one of --config, before any other', async () => {
    const { config } = await load({
      files: { 'doublure.yaml': said(4001), 'other/main.yaml': said(4002) },
      env: { DOUBLURE_CONFIG: said(4003) },
      flags: { config: 'other/main.yaml' },
    })
    expect(config?.port).toBe(4002)
  })

  test('is the one of DOUBLURE_CONFIG_PATH, or the text of DOUBLURE_CONFIG', async () => {
    const files = { 'doublure.yaml': said(4001), '/etc/doublure.yaml': said(4002) }
    expect((await load({ files, env: { DOUBLURE_CONFIG_PATH: '/etc/doublure.yaml' } })).config?.port).toBe(
      4002,
    )
    const inline = await load({ files, env: { DOUBLURE_CONFIG: said(4003) } })
    expect(inline.config?.port).toBe(4003)
    expect(inline.merged.originAt(['port'])).toBe('DOUBLURE_CONFIG:1')
    expect(inline.readFrom).toEqual(['DOUBLURE_CONFIG'])
  })

  test('is not said twice in the environment', async () => {
    const { problems } = await load({ env: { DOUBLURE_CONFIG: said(1), DOUBLURE_CONFIG_PATH: 'main.yaml' } })
    expect(problems).toEqual([
      { origin: 'DOUBLURE_CONFIG', message: expect.stringContaining('DOUBLURE_CONFIG_PATH') },
    ])
  })

  test.each([
    [{ flags: { config: 'none.yaml' } }, '--config', 'it does not exist'],
    [{ env: { DOUBLURE_CONFIG_PATH: 'none.yaml' } }, 'DOUBLURE_CONFIG_PATH', 'it does not exist'],
    [{ flags: { config: 'none.yaml' }, files: { 'none.yaml': null } }, '--config', 'permission is denied'],
  ])('that is named must be readable: %j', async (sources, origin, why) => {
    const { config, problems } = await load(sources)
    expect(config).toBeUndefined()
    expect(problems).toEqual([{ origin, message: `cannot read none.yaml: ${why}` }])
  })

  test('is a mapping', async () => {
    const { problems } = await load({ files: { 'doublure.yaml': '- port: 80\n' } })
    expect(problems).toMatchObject([
      { origin: 'doublure.yaml:1', message: expect.stringContaining('expected a mapping of settings') },
    ])
  })
})
