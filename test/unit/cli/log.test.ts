import { describe, expect, test } from 'vitest'
import { createLog } from '../../../src/cli/log.ts'
import type { Exchange } from '../../../src/journal/exchange.ts'
import { ProblemsError } from '../../../src/lib/problem.ts'
import { StoreAway, StoreBack } from '../../../src/store/store-away.ts'

const exchange: Exchange = {
  id: '1',
  at: '2026-11-21T08:00:00.000Z',
  hub: 'franceconnect',
  endpoint: 'token',
  method: 'POST',
  path: '/franceconnect/api/v2/token',
  client_id: 'demo',
  request: { query: {}, body: { code: 'a-code' }, headers: {} },
  response: { status: 200 },
  findings: [],
  duration: 12,
}

const write = (form: 'json' | 'line' | 'silent', failure?: unknown, more: Partial<Exchange> = {}) => {
  const printed = { out: '', err: '' }
  const log = createLog(form, {
    out: (text) => {
      printed.out += text
    },
    err: (text) => {
      printed.err += text
    },
  })
  log.onExchange({ ...exchange, ...more }, failure)
  return printed
}

describe('the log of exchanges', () => {
  test('is one readable line', () => {
    expect(write('line')).toEqual({ out: 'franceconnect token 200 client=demo 12ms\n', err: '' })
  })

  test.each([
    ['colours and a title', '\u001b[2J\u001b]0;pwn\u0007', '"\\u001b[2J\\u001b]0;pwn\\u0007"'],
    ['the same in one byte', 'a\u009b2Jb', '"a 2Jb"'],
    ['another line', 'x\r\nfranceconnect token 200', '"x\\r\\nfranceconnect token 200"'],
    ['what would follow', 'x refused=Y500', '"x refused=Y500"'],
    ['another direction', 'a\u202erefused=Y500', '"a refused=Y500"'],
    ['a quotation', 'a"b', '"a\\"b"'],
    ['letters', 'zoé-1', 'zoé-1'],
  ])('keeps %s that a client sent inside its word', (_what, client_id, shown) => {
    expect(write('line', undefined, { client_id }).out).toBe(`franceconnect token 200 client=${shown} 12ms\n`)
  })

  test('shows no control that came with a finding', () => {
    const findings = [
      { rule: 'r', message: 'got \u001b[2J', severity: 'refuse' },
    ] as unknown as Exchange['findings']
    expect(write('line', undefined, { findings }).out).toContain('finding=r (got  [2J)')
  })

  test('is one JSON object, without parameters', () => {
    const { out, err } = write('json')
    expect(err).toBe('')
    expect(out.endsWith('}\n')).toBe(true)
    expect(JSON.parse(out)).toMatchObject({
      level: 'info',
      time: exchange.at,
      hub: 'franceconnect',
      status: 200,
      duration: 12,
    })
    expect(out).not.toContain('a-code')
  })

  test('is nothing when it is to be silent', () => {
    expect(write('silent')).toEqual({ out: '', err: '' })
  })

  test('tells of a store that goes away and comes back in a line each, and of a defect with its stack', () => {
    const lines: string[] = []
    const log = createLog('line', { out: () => undefined, err: (text) => void lines.push(text) })
    log.onFailure(new StoreAway('redis://store', new Error('no answer within 2000 ms')))
    log.onFailure(new StoreBack('redis://store'))
    expect(lines).toEqual([
      'store redis://store: no answer within 2000 ms; requests are answered with errors until it is back, and nothing needs a restart\n',
      'store redis://store: it answers again\n',
    ])
    log.onFailure(new Error('a defect of ours'))
    expect(lines[2]).toMatch(/a defect of ours\n.*at /s)
  })

  test('tells of problems in what was written without the stack of whoever read it, outside exchanges and in them', () => {
    const problems = [
      { origin: 'store (personas one)', message: 'kind: received "robot"' },
      { origin: 'store (log)', message: 'it holds 1 character' },
    ]
    const failure = new ProblemsError(problems)
    const told = 'store (personas one): kind: received "robot"\nstore (log): it holds 1 character'
    let printed = ''
    const log = createLog('line', { out: () => undefined, err: (text) => (printed += text) })
    log.onFailure(failure)
    expect(printed).toBe(`${told}\n`)
    expect(write('line', failure).err).toBe(`${told}\n`)
    expect(JSON.parse(write('json', failure).out).failure).toBe(told)
  })

  test('never hides an error of our own, whatever its form', () => {
    const failure = new Error('a defect of ours')
    expect(write('line', failure).err).toMatch(/a defect of ours\n.*at /s)
    expect(write('silent', failure).err).toContain('a defect of ours')
    expect(JSON.parse(write('json', failure).out)).toMatchObject({
      level: 'error',
      failure: expect.stringContaining('a defect of ours'),
    })
  })
})
