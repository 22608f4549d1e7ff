import { describe, expect, test } from 'vitest'
import { formatParams, parseParams, single } from '../../../src/oidc/params.ts'

describe('parameters', () => {
  test('make a list of a name given several times', () => {
    expect({ ...parseParams('scope=openid&scope=email&state=a+b%20c') }).toEqual({
      scope: ['openid', 'email'],
      state: 'a b c',
    })
  })

  test('are not confused by names of object members', () => {
    const params = parseParams('__proto__=x&constructor=y')
    expect(single(params, '__proto__')).toBe('x')
    expect(single(params, 'constructor')).toBe('y')
    expect(single(params, 'toString')).toBeUndefined()
  })

  test('are single only when given once', () => {
    expect(single(parseParams('a=1&a=2'), 'a')).toBeUndefined()
    expect(single(parseParams('a='), 'a')).toBe('')
  })

  test('come back as they were', () => {
    const query = 'scope=openid+email&state=%C3%A9&list=1&list=2'
    expect(formatParams(parseParams(query))).toBe(query)
  })
})
