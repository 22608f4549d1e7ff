import { describe, expect, test } from 'vitest'
import { parseArguments } from '../../../src/cli/parse-arguments.ts'

const parse = (line: string) => parseArguments(line.split(' ').filter((word) => word !== ''))

/** What a command line without misuse means. */
const read = (line: string) => {
  const { command, flags, problems } = parse(line)
  return { command: command?.name, flags, problems }
}

describe('a command line', () => {
  test.each([
    ['', 'serve', {}],
    ['serve', 'serve', {}],
    ['--port 80', 'serve', { port: '80' }],
    ['--port=80 serve', 'serve', { port: '80' }],
    ['check --config a.yaml', 'check', { config: 'a.yaml' }],
    ['serve --show-secrets --no-trust-proxy', 'serve', { 'show-secrets': true, 'trust-proxy': false }],
    ['serve --show-secrets=false', 'serve', { 'show-secrets': false }],
    ['--trust-proxy', 'serve', { 'trust-proxy': true }],
    ['--trust-proxy=2', 'serve', { 'trust-proxy': '2' }],
    ['--trust-proxy 2 check', 'check', { 'trust-proxy': '2' }],
    ['--trust-proxy check', 'check', { 'trust-proxy': true }],
    ['--trust-proxy --port 80', 'serve', { 'trust-proxy': true, port: '80' }],
    ['serve --trust-proxy 10.0.0.0/8,::1', 'serve', { 'trust-proxy': '10.0.0.0/8,::1' }],
    ['serve --port 80 --port 81', 'serve', { port: '81' }],
    ['personas generate --count 3', 'personas generate', { count: '3' }],
    ['personas --count 3 generate', 'personas generate', { count: '3' }],
    ['init --force', 'init', { force: true }],
  ])('"%s" asks for %s', (line, command, flags) => {
    expect(read(line)).toEqual({ command, flags, problems: [] })
  })

  test.each([
    ['serv', 'unknown command "serv"; did you mean "serve"?'],
    ['fly away', 'unknown command "fly away"'],
    ['personas', 'unknown command "personas"; expected personas generate'],
    ['serve now', 'unexpected argument "now"'],
    ['--prot 80', 'unknown option --prot; did you mean "--port"?'],
    ['--colour=blue', 'unknown option --colour'],
    ['-x', 'unknown option -x'],
    ['serve --force', '--force is not an option of serve'],
    ['init --port 80', '--port is not an option of init'],
    ['serve --port', '--port needs a value: --port PORT'],
    ['serve --port --show-secrets', '--port needs a value: --port PORT'],
    ['serve --trust-proxy=', '--trust-proxy needs a value: --trust-proxy [COUNT|ADDRESS]'],
    ['serve --show-secrets=perhaps', '--show-secrets takes true or false, not "perhaps"'],
  ])('"%s" is misused: %s', (line, problem) => {
    expect(parse(line).problems).toEqual([problem])
  })

  test('has all its misuses named at once', () => {
    expect(parse('chek --prot 80 --clinets a').problems).toEqual([
      'unknown command "chek"; did you mean "check"?',
      expect.stringContaining('--prot'),
      expect.stringContaining('--clinets'),
    ])
  })

  test('may give a negative number, for its setting to refuse', () => {
    expect(read('--port -1').flags).toEqual({ port: '-1' })
  })

  test.each([
    ['--help', 'help', false],
    ['-h', 'help', false],
    ['check --help', 'help', true],
    ['--version', 'version', false],
    ['-v', 'version', false],
  ] as const)('"%s" wants the %s', (line, wants, isNamed) => {
    expect(parse(line)).toMatchObject({ wants, isNamed, problems: [] })
  })
})
