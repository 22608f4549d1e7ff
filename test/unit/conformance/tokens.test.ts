import { describe, expect, test } from 'vitest'
import { discoveryRead } from '../../../src/conformance/stock/discovery.ts'
import { keysFetched } from '../../../src/conformance/stock/keys.ts'
import {
  bearerHeader,
  clientAuthentication,
  codeUsedAtOnce,
  loginComplete,
  noSecretInAddresses,
} from '../../../src/conformance/stock/tokens.ts'
import { exchange, judge, login, reference, traffic } from './traffic-of-a-client.ts'

describe('the token request', () => {
  test('carries the secret in its body', () => {
    const criterion = clientAuthentication(reference)
    expect(judge(criterion, login('one')).status).toBe('passed')
    expect(judge(criterion, [exchange('token', { body: { code: 'x' } })]).status).toBe('failed')
    expect(
      judge(criterion, [exchange('token', { body: { client_secret: 'wrong' }, status: 401 })]).status,
    ).toBe('failed')
  })

  test('sends the code once', () => {
    const [authorize, token, userinfo] = login('one')
    if (!authorize || !token || !userinfo) throw new Error('no login')
    const again = { ...token, id: 'again' }
    const criterion = codeUsedAtOnce(30, reference)
    expect(judge(criterion, [authorize, token, userinfo]).status).toBe('passed')
    expect(judge(criterion, [authorize, token, again])).toMatchObject({
      status: 'failed',
      because: { en: expect.stringContaining('used twice') },
    })
  })

  test('comes before the code has expired', () => {
    const [authorize, token] = login('one')
    if (!authorize || !token) throw new Error('no login')
    const late = { ...token, at: new Date(Date.parse(authorize.at) + 45_000).toISOString() }
    expect(judge(codeUsedAtOnce(30, reference), [authorize, late])).toMatchObject({
      status: 'failed',
      because: { en: expect.stringContaining('45 seconds old') },
    })
    expect(judge(codeUsedAtOnce(60, reference), [authorize, late]).status).toBe('passed')
  })
})

test('the access token stands in a header, neither in the address nor in a form', () => {
  const criterion = bearerHeader(reference)
  expect(judge(criterion, login('one')).status).toBe('passed')
  expect(judge(criterion, [exchange('userinfo', { query: { access_token: 'x… (43)' } })]).status).toBe(
    'failed',
  )
  expect(judge(criterion, [exchange('userinfo', { body: { access_token: 'x… (43)' } })]).status).toBe(
    'failed',
  )
})

test('a login is complete once userinfo was read, and fails when the code is refused', () => {
  const criterion = loginComplete(reference)
  expect(judge(criterion, login('one')).status).toBe('passed')
  expect(judge(criterion, login('one').slice(0, 2)).status).toBe('not_observed')
  expect(judge(criterion, [exchange('token', { status: 400 })]).status).toBe('failed')
})

test('a login that suffered a fault proves nothing of a sound one', () => {
  const faulty = login('one').map((one) => ({ ...one, fault: 'invalid-nonce' }))
  expect(judge(loginComplete(reference), faulty).status).toBe('not_observed')
})

test('no secret stands in an address or in the address of the page before', () => {
  const criterion = noSecretInAddresses(reference)
  expect(judge(criterion, login('one')).status).toBe('passed')
  const lutece = exchange('authorization', { query: { client_secret: 'x… (42)' } })
  expect(judge(criterion, [lutece])).toMatchObject({
    status: 'failed',
    because: { en: expect.stringContaining('client_secret') },
  })
  const misspelt = exchange('authorization', { query: { 'client-Secret': 'x… (42)' } })
  expect(judge(criterion, [misspelt]).because.en).toContain('client-Secret in /hub')
  const { request, ...rest } = exchange('authorization', { query: { foo: 'x… (42)' } })
  expect(judge(criterion, [{ ...rest, request: { ...request, exposed: ['foo'] } }])).toMatchObject({
    status: 'failed',
    because: { en: expect.stringContaining('foo in /hub') },
  })
  const logout = exchange('end_session', { query: { id_token_hint: 'x… (900)', state: 's' } })
  expect(judge(criterion, [logout]).status).toBe('passed')
})

test.each([
  ['access_token', 'http://localhost:3000/?access_token=abc'],
  ['id_token', 'http://localhost:3000/?a=1&id%5Ftoken=abc'],
  ['refresh_token', `http://localhost:3000/?then=${encodeURIComponent('/b?refresh_token=abc')}`],
  ['foo', 'http://localhost:3000/?foo=x… (42)'],
])('no secret stands in the address of the page before: %s', (name, referer) => {
  const { request, ...rest } = exchange('authorization', { headers: { referer } })
  const found = judge(noSecretInAddresses(reference), [
    { ...rest, request: { ...request, exposed: ['foo'] } },
  ])
  expect(found).toMatchObject({
    status: 'failed',
    because: { en: expect.stringContaining(`${name} in the address of the page before`) },
  })
})

describe('the keys', () => {
  const { client_id: _, ...jwks } = exchange('jwks')

  test('were fetched by whoever checks signatures', () => {
    expect(judge(keysFetched(reference), [...login('one'), jwks]).status).toBe('passed')
    expect(judge(keysFetched(reference), login('one')).status).toBe('not_observed')
  })

  test('do not concern a client whose secret checks signatures', () => {
    const { appliesTo } = keysFetched(reference)
    const by = (alg: string) =>
      appliesTo?.(traffic([], { as: { client_id: 'rp', id_token_signed_response_alg: alg } }))
    expect(by('HS256')).toBe(false)
    expect(by('ES256')).toBe(true)
  })
})

test('the discovery was read, or a person says where the addresses come from', () => {
  const { client_id: _, ...discovery } = exchange('discovery')
  const criterion = discoveryRead(reference)
  expect(judge(criterion, [discovery]).status).toBe('not_observed')
  expect(judge(criterion, [...login('one'), discovery])).toMatchObject({
    status: 'passed',
    evidence: [discovery],
  })
  expect(judge(criterion, login('one')).status).toBe('review')
  const stranger = { ...exchange('token'), client_id: 'another' }
  const late = { ...discovery, at: new Date(Date.parse(discovery.at) + 60_000).toISOString() }
  expect(judge(criterion, [...login('one'), stranger, late]).because.en).toContain('by whom')
})
