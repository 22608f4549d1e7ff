import { describe, expect, test } from 'vitest'
import { reportSchema } from '../../../src/conformance/report-schema.ts'
import type { HubId } from '../../../src/index.ts'
import { toHar } from '../../../src/journal/har.ts'
import { exchange, login } from '../conformance/traffic-of-a-client.ts'
import { cwd, runWith } from './fake-terminal.ts'

const on = (hub: HubId, told: Parameters<typeof login>[1] = {}) =>
  [...login('one', told), ...login('two', { ...told, after: 60 })].map((one) => ({ ...one, hub }))

const journal = JSON.stringify(on('franceconnect'))
const run = (argv: readonly string[] = [], files: Record<string, string> = { 'journal.json': journal }) =>
  runWith(['report', '--journal', 'journal.json', ...argv], { files })

describe('report', () => {
  test('prints Markdown in French, and exits with 3 while something is not observed', async () => {
    const { code, out, err } = await run()
    expect(code).toBe(3)
    expect(out).toMatch(/^# Rapport de recette : `rp`\n\n\*\*Recette incomplète\*\*/)
    expect(err).toMatch(/rp: incomplete; \d+ passed, 0 failed, \d+ not observed, \d+ to review\n$/)
  })

  test('reads a journal that was exported as HAR, as the import does', async () => {
    const saved = on('franceconnect').map((one) => ({ exchange: one, tokens: [] }))
    const har = toHar(saved, 'http://localhost:3615', '2026-11-21T08:00:00Z')
    const fromHar = await run([], { 'journal.json': JSON.stringify(har) })
    expect([fromHar.code, fromHar.out]).toEqual([3, (await run()).out])
    const entries = [...har.log.entries, { request: {} }]
    const { code, err } = await run([], {
      'journal.json': JSON.stringify({ log: { entries } }, null, 1),
    })
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/^journal\.json:3: 1 of \d+ entries has no member/),
    ])
  })

  test('says by which registration it judged, and when there is none', async () => {
    expect((await run()).err).toMatch(
      /^rp on franceconnect: judged by no registration of the clients that come with Doublure\n/,
    )
    const clients = JSON.stringify([
      { client_id: 'rp', client_secret: 'a'.repeat(32), redirect_uris: ['http://localhost:3000/callback'] },
    ])
    const files = { 'journal.json': journal, 'mine.json': clients }
    expect((await run(['--clients', 'mine.json'], files)).err).toMatch(
      /^rp on franceconnect: judged by the registration of \/home\/dev\/service\/mine\.json\n/,
    )
    const written = { ...files, 'doublure.yaml': `port: 3615\nclients: ${clients}\n` }
    expect((await run([], written)).err).toMatch(/judged by the registration of doublure\.yaml:2\n/)
  })

  test('exits with 0 for an incomplete report when told that it may be', async () => {
    expect((await run(['--allow-incomplete'])).code).toBe(0)
  })

  test('exits with 1 when something required failed, whatever is allowed', async () => {
    const [first] = on('franceconnect')
    const twice = JSON.stringify([first, { ...first, login: 'two' }])
    const { code, out } = await run(['--allow-incomplete', '--lang', 'en'], { 'journal.json': twice })
    expect(code).toBe(1)
    expect(out).toContain('| failed | state is random, long enough and never used again')
  })

  test('writes a JSON report that it can read again, declarations kept and changes told', async () => {
    const first = await run(['--format', 'json', '--out', 'report.json'])
    const saved = reportSchema.parse(JSON.parse(first.contents[`${cwd}/report.json`] ?? ''))
    const results = saved.hubs[0]?.results.map((result) =>
      result.criterion === 'button/official'
        ? {
            ...result,
            status: 'passed',
            declaration: {
              client_id: 'rp',
              hub: 'franceconnect',
              criterion: 'button/official',
              verdict: 'passed',
              name: 'Camille',
              at: '2026-03-02T10:00:00.000Z',
            },
          }
        : result,
    )
    const previous = JSON.stringify({ ...saved, hubs: [{ ...saved.hubs[0], results }] })
    const shorter = JSON.stringify(on('franceconnect').slice(0, 3))
    const again = await run(['--format', 'json', '--previous', 'previous.json'], {
      'journal.json': shorter,
      'previous.json': previous,
    })
    const kept = reportSchema.parse(JSON.parse(again.out)).hubs[0]?.results
    expect(kept?.find(({ criterion }) => criterion === 'button/official')?.status).toBe('passed')
    expect(again.err).toContain('franceconnect authorization/state-unguessable: passed -> not_observed\n')
  })

  test('writes JUnit, where an incomplete report is red', async () => {
    const { out } = await run(['--format', 'junit'])
    expect(out).toContain('name="report/complete"><failure')
    expect((await run(['--format', 'junit', '--allow-incomplete'])).out).toContain(
      'name="report/complete"></testcase>',
    )
  })

  test('judges from what came after a date', async () => {
    const { out } = await run(['--format', 'json', '--since', '2030-01-01'])
    expect(JSON.parse(out).counts.passed).toBe(0)
  })
})

describe('a journal', () => {
  test.each([
    ['is missing', [], {}, 'journal.json: cannot be read: it does not exist\n', 1],
    ['is not JSON', [], { 'journal.json': '[{"id": ' }, /^journal\.json:1: /, 1],
    [
      'is of another kind',
      [],
      { 'journal.json': '{\n "openapi": "3.1.0"\n}' },
      /journal\.json:2: unknown key "openapi"/,
      1,
    ],
    [
      'has no client',
      [],
      { 'journal.json': '[]' },
      '--client: it is missing; clients of the journal: none\n',
      2,
    ],
    [
      'does not know the client',
      ['--client', '"><b>'],
      undefined,
      '--client: ""><b>" is not in the journal; known: rp\n',
      2,
    ],
    [
      'does not know the hub',
      ['--hub', 'proconnect'],
      undefined,
      /did not use "proconnect"; it used franceconnect/,
      2,
    ],
    ['is given a wrong format', ['--format', 'pdf'], undefined, /expected json, markdown, junit/, 2],
    ['is given a wrong date', ['--since', 'yesterday'], undefined, /--since: "yesterday" came/, 2],
  ])('that %s is told', async (_what, argv, files, message, code) => {
    const result = await run(argv, files)
    expect(result.code).toBe(code)
    expect(result.err).toMatch(message)
  })

  test('of several clients needs one to be named', async () => {
    const other = exchange('authorization', { hub: 'franceconnect', client_id: 'other' })
    const files = { 'journal.json': JSON.stringify([...on('franceconnect'), other]) }
    expect((await run([], files)).err).toBe('--client: it is missing; clients of the journal: rp, other\n')
    expect((await run(['--client', 'other'], files)).out).toContain('# Rapport de recette : `other`')
  })
})
