import { describe, expect, test } from 'vitest'
import { parseJson } from '../../../src/lib/parse-json.ts'

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

describe('JSON from outside', () => {
  test('is read as any other', () => {
    expect(parseJson('{"a":[1,null,"]}"]}')).toEqual({ a: [1, null, ']}'] })
    expect(parseJson(nested(100))).toHaveLength(1)
  })

  test('may hold brackets in its strings, and many lists one after the other', () => {
    const text = JSON.stringify([`\\"${'['.repeat(500)}`, Array(500).fill([])])
    expect(parseJson(text)).toEqual(JSON.parse(text))
  })

  test.each([nested(101), nested(400_000), `{"a":${nested(100)}}`, '['.repeat(101)])(
    'is refused when it is nested too deep (%#)',
    (text) => expect(() => parseJson(text)).toThrow('nested deeper than 100 levels'),
  )

  test.each(['', '{', '"', `"${'x'.repeat(1_000_000)}`])('is refused when it is none (%#)', (text) =>
    expect(() => parseJson(text)).toThrow(SyntaxError),
  )
})
