import { describe, expect, test } from 'vitest'
import { bareRecord } from '../../../src/lib/bare-record.ts'

describe('a bare record', () => {
  test('has no name before it is put there', () => {
    const record = bareRecord<string>()
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty'])
      expect(name in record, name).toBe(false)
  })

  test('takes __proto__ for a name like others', () => {
    const record = bareRecord<unknown>()
    const name = '__proto__'
    record[name] = { polluted: true }
    expect('polluted' in record).toBe(false)
    expect(JSON.stringify(record)).toBe('{"__proto__":{"polluted":true}}')
  })

  test('gives nothing of one to another', () => {
    bareRecord<string>().a = '1'
    expect(Object.keys(bareRecord())).toEqual([])
  })
})
