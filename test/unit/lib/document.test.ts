import { expect, test } from 'vitest'
import { decodeUtf8 } from '../../../src/lib/decode-utf8.ts'
import { parseDocument } from '../../../src/lib/document.ts'

test.each([
  [[{ client_id: 'rp', redirect_uris: ['https://rp.test/a?b=c'], birthdate: '1962-08-24', active: true }]],
  [{ nested: { empty: {}, list: [[], [null, -1.5, 'é\n"\\']] }, '<<': 'x', yes: 'no' }],
])('JSON as a program writes it says what the same says as YAML', (value) => {
  const quick = parseDocument('env', JSON.stringify(value))
  const spread = parseDocument('env', JSON.stringify(value, null, 2))
  expect(quick).toMatchObject({ value, problems: [] })
  expect(spread).toMatchObject({ value, problems: [] })
  expect(quick.originAt(['nested', 'list', 0])).toBe('env:1')
  expect(quick.originAt([])).toBe('env:1')
})

test('a key that stands twice is a problem on one line too', () => {
  const { value, problems } = parseDocument('env', '{"a":1,"a":2}')
  expect(value).toBeUndefined()
  expect(problems).toEqual([{ origin: 'env:1', message: 'Map keys must be unique' }])
})

test.each(['{"a": 1}', '[1.0]', '{a: 1}', '[1e3]'])('%s is read as people write it', (text) => {
  expect(parseDocument('env', text)).toMatchObject({ problems: [], value: expect.anything() })
})

test.each([
  ['UTF-16', Buffer.from('\ufeffport: 4000\r\n', 'utf16le'), 1],
  ['UTF-16, of JSON', Buffer.from('\ufeff{"port": 4000}', 'utf16le'), 1],
  ['Windows-1252, of JSON', Buffer.from('{\n  "id": "helene",\n  "label": "H\xe9l\xe8ne"\n}\n', 'latin1'), 3],
  ['Windows-1252, of a list', Buffer.from('[\n  { label: H\xe9l\xe8ne }\n]\n', 'latin1'), 2],
  ['Windows-1252, of JSON on one line', Buffer.from('{"label":"H\xe9l\xe8ne"}', 'latin1'), 1],
  ['Windows-1252', Buffer.from('id: helene\nlabel: H\xe9l\xe8ne\n', 'latin1'), 2],
])('%s is told at its line, not taken for strange letters', (_encoding, bytes, line) => {
  const message = expect.stringContaining('no UTF-8')
  expect(parseDocument('a.yaml', decodeUtf8(bytes))).toMatchObject({
    value: undefined,
    problems: [{ origin: `a.yaml:${line}`, message }],
  })
})

test('the mark of UTF-8, ends of line of Windows and letters of every language are read', () => {
  expect(parseDocument('a.yaml', '\ufefflabel: Hélène 李\r\nport: 1\r\n')).toMatchObject({
    value: { label: 'Hélène 李', port: 1 },
    problems: [],
  })
})

test.each(['["what came: \ufffd"]', '[\n  "what came: \ufffd"\n]', '- "what came: \ufffd"'])(
  'the sign for what a client sent in no encoding is read as any other: %j',
  (text) => {
    const read = decodeUtf8(Buffer.from(text))
    expect(parseDocument('journal.json', read)).toMatchObject({ value: ['what came: \ufffd'], problems: [] })
  },
)
