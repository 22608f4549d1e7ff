import { describe, expect, test } from 'vitest'
import { runWith } from './fake-terminal.ts'

describe('check', () => {
  test('sums up what would be served', async () => {
    const { code, out, err } = await runWith(['check', '--hubs', 'proconnect', '--strictness', 'observe'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(
      /^Configuration read from: command line\n {2}proconnect {2}\d+ clients, \d+ identity providers, observe\n/,
    )
    expect(out).toMatch(/People: \d+ citizens, \d+ agents\nNo problem found\.\n$/)
  })

  test('says when everything has its default', async () => {
    expect((await runWith(['check'])).out).toContain(
      'Configuration read from: nothing, every setting has its default',
    )
  })

  test('prints every problem at once, counts them, and exits with 1', async () => {
    const files = {
      'doublure.yaml': 'prot: 80\nclients: ./clients.yaml\npersonas: ./people\n',
      'clients.yaml': '- client_id: rp\n  client_secret: short\n  redirect_uris: [nowhere]\n',
      'people/a.yaml': 'kind: robot\n',
    }
    const { code, out, err } = await runWith(['check'], { files })
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err.split('\n')).toEqual([
      'doublure.yaml:1: unknown key "prot"; did you mean "port"?',
      expect.stringMatching(/^clients\.yaml:2: client_secret: 5 characters/),
      expect.stringMatching(/^clients\.yaml:3: redirect_uris\.0: "nowhere"/),
      expect.stringMatching(/^people\/a\.yaml:1: /),
      '4 problems in the configuration.',
      '',
    ])
  })

  test('prints warnings and still exits with 0', async () => {
    const files = { 'doublure.yaml': 'port: 80\n', 'doublure.json': '{}' }
    const { code, err } = await runWith(['check'], { files })
    expect(code).toBe(0)
    expect(err).toBe('warning: doublure.json: not read, since doublure.yaml stands beside it\n')
  })

  test('prints the configuration in force when asked, by the flag or by its twin', async () => {
    const byFlag = await runWith(['check', '--print-config', '--port', '4000'])
    expect(byFlag.out).toMatch(/^port: 4000 +# --port\n/)
    const byVariable = await runWith(['check', '--port', '4000'], { env: { DOUBLURE_PRINT_CONFIG: 'true' } })
    expect(byVariable).toEqual(byFlag)
  })
})
