import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { printConfig } from '../../../src/config/print-config.ts'
import { load, SECRET } from './load.ts'

const print = async (sources: Parameters<typeof load>[0]) => {
  const loaded = await load(sources)
  return loaded.config ? printConfig(loaded.config, loaded) : `${JSON.stringify(loaded.problems)}`
}

/** The line of a setting and its origin. */
const lineOf = (printed: string, key: string) =>
  printed
    .split('\n')
    .find((line) => line.trim().startsWith(`${key}:`))
    ?.replace(/\s+#/, ' #')
    .trim()

describe('the printed configuration', () => {
  test('gives each setting its value and its origin', async () => {
    const printed = await print({
      files: { 'doublure.yaml': 'host: 0.0.0.0\njournal:\n  size: 5\n' },
      env: { DOUBLURE_LOG: 'json' },
      flags: { port: '4000' },
    })
    expect(lineOf(printed, 'port')).toBe('port: 4000 # --port')
    expect(lineOf(printed, 'host')).toBe('host: 0.0.0.0 # doublure.yaml:1')
    expect(lineOf(printed, 'public_url')).toBe('public_url: http://localhost:4000 # default')
    expect(lineOf(printed, 'log')).toBe('log: json # DOUBLURE_LOG')
    expect(lineOf(printed, 'size')).toBe('size: 5 # doublure.yaml:3')
    expect(lineOf(printed, 'open')).toBe('open: false # default')
  })

  test('is a configuration that loads to the same', async () => {
    const sources = { flags: { port: '4000', hubs: 'proconnect', 'control-open': true } }
    const again = await load({ files: { 'doublure.yaml': await print(sources) } })
    expect(again.config).toEqual((await load(sources)).config)
  })

  test('masks secrets, unless they are to be shown', async () => {
    const client = { client_id: 'rp', client_secret: SECRET, redirect_uris: ['http://a.example'] }
    const env = { DOUBLURE_CLIENTS: JSON.stringify([client]), DOUBLURE_CONTROL_TOKEN: 'control-token' }
    const masked = await print({ env })
    expect(parse(masked)).toMatchObject({
      clients: [{ client_id: 'rp', client_secret: '***' }],
      control: { token: '***' },
    })
    const shown = parse(await print({ env, flags: { 'show-secrets': true } }))
    expect(shown).toMatchObject({ clients: [client], control: { token: 'control-token' } })
  })

  test('names a list by its path, and leaves out what nobody configured', async () => {
    const printed = parse(
      await print({ files: { 'clients.yaml': '[]' }, flags: { clients: 'clients.yaml' } }),
    )
    expect(printed.clients).toMatch(/\/clients\.yaml$/)
    expect(printed).not.toHaveProperty('personas')
    expect(printed).not.toHaveProperty('identity_providers')
  })
})
