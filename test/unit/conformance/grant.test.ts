import { describe, expect, test } from 'vitest'
import { levelAsked, scopesGranted, scopesUsed } from '../../../src/conformance/stock/grant.ts'
import { asking, client, exchange, judge, login, reference, traffic } from './traffic-of-a-client.ts'

describe('scopes', () => {
  test('may ask for no scope beyond the grant', () => {
    const criterion = scopesGranted(reference)
    expect(judge(criterion, login('one'))).toMatchObject({
      status: 'passed',
      because: { en: 'asked for: openid, email' },
    })
    expect(judge(criterion, asking('one', { scope: 'openid email phone' }))).toMatchObject({
      status: 'failed',
      because: { en: expect.stringContaining('not granted: phone') },
    })
  })

  test('fails for a scope that the hub refused, even when the registration is not known', () => {
    const refused = exchange('authorization', {
      query: { client_id: 'rp', scope: 'openid phone' },
      status: 303,
      location: 'http://localhost:3000/callback?error=invalid_scope&state=x',
    })
    expect(judge(scopesGranted(reference), [refused], { as: undefined }).status).toBe('failed')
  })

  test('fails for a scope that the hub refused, but not for an error that a fault made up', () => {
    const forged = login('one', {
      location: 'http://localhost:3000/callback?error=invalid_scope&state=x',
      fault: 'error-with-description',
    })
    expect(judge(scopesGranted(reference), forged).status).toBe('passed')
  })

  test('are all of use, when the registration names them', () => {
    const criterion = scopesUsed(reference)
    const as = {
      ...client,
      scopes: ['openid', 'email', 'phone'],
      declared_scopes: ['openid', 'email', 'phone'],
    }
    expect(judge(criterion, login('one'), { as })).toMatchObject({
      status: 'failed',
      because: { en: 'never asked for: phone' },
    })
    const whole = [...login('one'), ...asking('two', { scope: 'openid phone' })]
    expect(judge(criterion, whole, { as }).status).toBe('passed')
    expect(judge(criterion, [], { as }).status).toBe('not_observed')
  })

  test('of another hub are no fault of this one, nor those that no registration names', () => {
    const criterion = scopesUsed(reference)
    const as = { ...client, declared_scopes: ['openid', 'email', 'siret'] }
    expect(judge(criterion, login('one'), { as }).status).toBe('passed')
    expect(criterion.appliesTo?.(traffic([], { as }))).toBe(true)
    expect(criterion.appliesTo?.(traffic([]))).toBe(false)
  })
})

test.each([
  ['eidas1', 'passed'],
  ['', 'failed'],
  ['eidas2', 'failed'],
  ['eidas1 eidas3', 'failed'],
])('asking for the level "%s" where eidas1 is granted is %s', (acr_values, status) => {
  expect(judge(levelAsked(['eidas1'], reference), asking('one', { acr_values })).status).toBe(status)
})
