import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { commands, optionsOf } from '../../../src/cli/commands.ts'
import { runWith } from './fake-terminal.ts'

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'))

describe('--version', () => {
  test.each([[['--version']], [['check', '--version']], [['-v']]])(
    'prints the version of the package: %j',
    async (argv) => {
      expect(await runWith(argv)).toMatchObject({ code: 0, out: `${version}\n`, err: '' })
    },
  )
})

describe('--help', () => {
  test('lists every command', async () => {
    const { code, out } = await runWith(['--help'])
    expect(code).toBe(0)
    for (const { name, about } of commands) expect(out).toContain(`${name.padEnd(30)}${about}`)
  })

  test.each(commands.map((command) => ({ name: command.name, command })))(
    'of $name lists its options, each with its variable and what it means',
    async ({ name, command }) => {
      const { code, out, err } = await runWith([...name.split(' '), '--help'])
      expect({ code, err }).toEqual({ code: 0, err: '' })
      for (const { flag, variable, about } of optionsOf(command)) {
        expect(about).toMatch(/^\S.*\.$/)
        expect(out).toContain(`--${flag}`)
        expect(out).toContain(variable)
        expect(out).toContain(about)
      }
    },
  )

  test('says the defaults of the settings', async () => {
    const { out } = await runWith(['serve', '--help'])
    expect(out).toMatch(/--port PORT .*Default: 3615\.\n +DOUBLURE_PORT\n/)
    expect(out).toContain('DOUBLURE_CLIENTS_PATH; DOUBLURE_CLIENTS takes the content itself')
  })
})

describe('misuse', () => {
  test('exits with 2, names everything that is wrong and where to find help', async () => {
    expect(await runWith(['check', '--prot', '80', 'now'])).toMatchObject({
      code: 2,
      out: '',
      err: [
        'doublure: unexpected argument "now"',
        'doublure: unknown option --prot; did you mean "--port"?',
        'Try "doublure check --help".',
        '',
      ].join('\n'),
    })
  })

  test.each([['personas', '--help'], ['help']])('help is given for %s %s', async (...argv) => {
    expect(await runWith(argv.filter(Boolean))).toMatchObject({
      code: 0,
      out: expect.stringContaining('personas generate'),
    })
  })

  test('of an unknown command exits with 2 even when help is wanted', async () => {
    expect(await runWith(['fly', '--help'])).toMatchObject({ code: 2, out: '' })
  })

  test('by a variable that is the twin of a flag exits with 2', async () => {
    const { code, err } = await runWith(['init'], { env: { DOUBLURE_FORCE: 'perhaps' } })
    expect(code).toBe(2)
    expect(err).toContain('DOUBLURE_FORCE takes true or false, not "perhaps"')
  })
})

describe('a variable that nothing reads', () => {
  test('is a warning with a suggestion, and stops nothing', async () => {
    const { code, err } = await runWith(['check'], {
      env: { DOUBLURE_PROT: '80', DOUBLURE_PORT: '81', HOME: '/' },
    })
    expect(code).toBe(0)
    expect(err).toBe('warning: DOUBLURE_PROT: nothing reads this variable; did you mean "DOUBLURE_PORT"?\n')
  })

  test('is not repeated by each health check', async () => {
    const { err } = await runWith(['readyz'], { env: { DOUBLURE_PROT: '80' } })
    expect(err).not.toContain('DOUBLURE_PROT')
  })
})
