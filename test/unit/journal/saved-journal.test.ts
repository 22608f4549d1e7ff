import { describe, expect, test } from 'vitest'
import { openHar, toHar } from '../../../src/journal/har.ts'
import { Journal } from '../../../src/journal/journal.ts'
import { readSavedJournal, saveJournal } from '../../../src/journal/saved-journal.ts'
import { exchange } from './exchange.ts'

const at = '2026-11-21T09:00:00.000Z'
const asked = {
  query: { scope: 'openid' },
  body: { code: 'abcdef… (43)' },
  headers: { host: 'localhost:3615' },
}
const one = {
  exchange: exchange('a', { request: asked }),
  tokens: [
    { name: 'id_token', carried_by: 'response' as const, masked: 'eyJhbG… (700)', payload: { sub: 's' } },
  ],
  answer: '{}',
}
const document = (value: unknown) => ({
  value,
  problems: [],
  originAt: (path: readonly PropertyKey[]) => ['file', ...path].join('.'),
})
const read = (value: unknown) => readSavedJournal(document(value), ['franceconnect', 'proconnect'])

describe('a saved journal', () => {
  test('is read as it was written', () => {
    const file = JSON.parse(JSON.stringify(saveJournal([one], at)))
    expect(read(file)).toEqual({ exchanges: [one], registrations: [], problems: [] })
  })

  test('may be a HAR document, which other tools read', () => {
    const har = JSON.parse(JSON.stringify(toHar([one], 'http://localhost:3615', at)))
    expect(har.log.entries[0].request).toMatchObject({
      method: 'POST',
      url: 'http://localhost:3615/proconnect/api/v2/token?scope=openid',
      queryString: [{ name: 'scope', value: 'openid' }],
    })
    expect(readSavedJournal(openHar(document(har)))).toEqual({
      exchanges: [one],
      registrations: [],
      problems: [],
    })
    expect(openHar(document({})).value).toEqual({})
  })

  test('keeps a parameter of any name, and bounds what nothing could carry', () => {
    const file = JSON.parse(
      JSON.stringify(saveJournal([one], at)).replaceAll('"scope":"openid"', '"__proto__":["a","b"]'),
    )
    for (const value of [file, file.exchanges]) {
      const [{ exchange: found } = one] = read(value).exchanges
      expect(JSON.stringify(found.request.query)).toBe('{"__proto__":["a","b"]}')
    }
    const long = 'x'.repeat(100_000)
    const { problems } = read([{ ...one.exchange, label: long, client_id: long, persona: long }])
    expect(problems.map(({ origin }) => origin)).toEqual([
      'file.0.client_id',
      'file.0.persona',
      'file.0.label',
    ])
  })

  test('says what is wrong in it, and where', () => {
    const { problems } = read([{ ...one.exchange, at: 'yesterday', surprise: 1 }])
    expect(problems.map(({ origin }) => origin)).toEqual(['file.0.at', 'file.0.surprise'])
    expect(read({ doublure: 'journal', version: 2, exchanges: [] }).problems).not.toEqual([])
    expect(read('nonsense').problems).not.toEqual([])
  })

  test.each<[string, object]>([
    ['id', { id: '' }],
    ['id', { id: 'x'.repeat(129) }],
    ['login', { login: '' }],
    ['at', { at: '0000-01-01T00:00:00.000Z' }],
    ['at', { at: '1969-12-31T23:59:59.999Z' }],
    ['at', { at: '9999-01-01T00:00:00.000Z' }],
    ['hub', { hub: '__proto__' }],
    ['hub', { hub: 'nowhere' }],
    ['endpoint', { endpoint: 'zzz' }],
    ['response.status', { response: { status: 99_999 } }],
    ['response.status', { response: { status: 99 } }],
    ['duration', { duration: -5 }],
    ['duration', { duration: 1e300 }],
  ])('is refused when %s is out of every bound: %j', (member, wrong) => {
    const value = { ...one.exchange, ...wrong }
    expect(read([value]).problems.map(({ origin }) => origin)).toEqual([`file.0.${member}`])
    const file = { ...saveJournal([one], at), exchanges: [value] }
    expect(read(file).problems.map(({ origin }) => origin)).toEqual([`file.exchanges.0.${member}`])
  })

  test.each([
    { id: 'x' },
    { id: 'x'.repeat(128) },
    { at: '1970-01-01T00:00:00.000Z' },
    { at: '2999-12-31T23:59:59.999Z' },
    { endpoint: 'interaction' as const },
    { response: { status: 100 } },
    { response: { status: 599 } },
    { duration: 0 },
    { duration: 86_400_000 },
  ])('is read at each bound: %j', (more) => {
    expect(read([{ ...one.exchange, ...more }]).problems).toEqual([])
  })
})

describe('the journal', () => {
  test('takes back exchanges of another day in order, with what was read of them, each once', () => {
    const journal = new Journal(10)
    journal.record(exchange('now'))
    const earlier = { ...one, exchange: exchange('a', { at: '2026-11-20T08:00:00.000Z' }) }
    expect(journal.restore([earlier, earlier])).toBe(1)
    expect(journal.restore([earlier])).toBe(0)
    expect(journal.filter().map(({ id }) => id)).toEqual(['a', 'now'])
    const [back] = journal.filter()
    expect(back && journal.tokens(back, { keys: [] })).toEqual(one.tokens)
    expect(back && journal.answer(back)).toBe('{}')
  })

  test('labels exchanges and keeps what they carried', () => {
    const journal = new Journal(10)
    const answer = { access_token: 'an-opaque-token', expires_in: 60 }
    journal.record(exchange('a', { login: 'one' }), { query: {}, body: {}, answer })
    expect(journal.label(({ login }) => login === 'one', 'demo')).toBe(1)
    const [labelled] = journal.filter({ label: 'demo' })
    expect(labelled && JSON.parse(journal.answer(labelled) ?? '')).toEqual({
      access_token: 'an-opa… (15)',
      expires_in: 60,
    })
    journal.label(({ login }) => login === 'one', undefined)
    expect(journal.get('a')).not.toHaveProperty('label')
  })

  test('shows secrets of an answer when it was told to', () => {
    const journal = new Journal(10, { shown: true })
    const kept = exchange('a')
    journal.record(kept, { query: {}, body: {}, answer: '{"access_token":"an-opaque-token"}' })
    expect(journal.answer(kept)).toContain('an-opaque-token')
  })
})
