import { expect, test } from 'vitest'
import { matchPath, pathMatcher } from '../../../src/lib/match-path.ts'

test.each([
  ['/clients', '/clients', {}],
  ['/clients/:client_id', '/clients/a%2Fb', { client_id: 'a%2Fb' }],
  ['/clients/:client_id/autologin', '/clients/rp/autologin', { client_id: 'rp' }],
])('%s matches %s', (pattern, path, parts) => expect(matchPath(pattern, path)).toEqual(parts))

test.each([
  ['/clients', '/client'],
  ['/clients/:client_id', '/clients/'],
  ['/clients/:client_id', '/clients/rp/autologin'],
])('%s does not match %s', (pattern, path) => expect(matchPath(pattern, path)).toBeUndefined())

test('a path is found among many patterns, with what its pattern stands for', () => {
  const find = pathMatcher([
    ['/clients', 'all'],
    ['/clients/:client_id', 'one'],
    ['/clients/new', 'form'],
  ])
  expect(find('/clients')).toEqual({ of: 'all', route: {} })
  expect(find('/clients/rp')).toEqual({ of: 'one', route: { client_id: 'rp' } })
  expect(find('/clients/new')).toEqual({ of: 'form', route: {} })
  expect(find('/clients/rp/autologin')).toBeUndefined()
})
