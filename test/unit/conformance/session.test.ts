import { describe, expect, test } from 'vitest'
import { loginAfterLogout } from '../../../src/conformance/stock/login-after-logout.ts'
import { leakedTokenRevoked, tokenRevoked } from '../../../src/conformance/stock/revocation.ts'
import { cancelHandled, logoutComplete } from '../../../src/conformance/stock/session.ts'
import { sessionLength } from '../../../src/conformance/stock/session-length.ts'
import { exchange, judge, login, reference } from './traffic-of-a-client.ts'

const logout = (query: Record<string, string> = {}) =>
  exchange('end_session', {
    after: 10,
    query: {
      id_token_hint: 'x… (900)',
      state: 's',
      post_logout_redirect_uri: 'http://localhost:3000/',
      ...query,
    },
  })
const complete = logoutComplete(['id_token_hint', 'state', 'post_logout_redirect_uri'], reference)

describe('logging out', () => {
  test('is complete with its hint, its state and its address', () => {
    expect(judge(complete, [logout()]).status).toBe('passed')
    expect(judge(complete, [logout({ state: '' })])).toMatchObject({
      status: 'failed',
      because: { en: '1/1: without state' },
    })
    expect(judge(complete, login('one')).status).toBe('not_observed')
  })

  test('fails when the hub refuses it', () => {
    const refused = { ...logout(), refusal: { code: 'Y000400', id: 'x' } }
    expect(judge(complete, [refused]).because.en).toContain('Y000400')
  })

  test('is one with the call that the identity provider’s return makes', () => {
    const back = logout({ from_idp: 'true' })
    expect(judge(complete, [logout(), back])).toMatchObject({
      status: 'passed',
      because: { en: '1 logout(s)' },
      evidence: [back],
    })
  })

  test('is counted each time, whatever masked values have in common', () => {
    expect(judge(complete, [logout(), logout(), logout()]).because.en).toBe('3 logout(s)')
  })

  describe('makes the next login ask for credentials', () => {
    const criterion = loginAfterLogout(reference)
    const before = [...login('one'), logout()]
    const next = login('two', { after: 20 })
    const provider = exchange('interaction', {
      login: 'two',
      after: 20,
      path: '/_doublure/identity-provider/hub/one/login',
    })

    test('which is seen by the pages of the identity provider', () => {
      expect(judge(criterion, [...before, next[0] ?? provider, provider, ...next.slice(1)])).toMatchObject({
        status: 'passed',
        because: { en: 'the identity provider was met again' },
      })
    })

    test('and is left to a person when the login shows none', () => {
      expect(judge(criterion, [...before, ...next]).status).toBe('review')
    })

    test('and is not observed before somebody logs in again, in the same browser', () => {
      expect(judge(criterion, before).status).toBe('not_observed')
      const refused = exchange('authorization', { login: 'three', after: 15, status: 400 })
      expect(judge(criterion, [...before, refused]).status).toBe('not_observed')
      const headers = { 'user-agent': 'another' }
      const elsewhere = [...login('two', { after: 20, headers }), provider]
      expect(judge(criterion, [...before, ...elsewhere]).status).toBe('not_observed')
      expect(judge(criterion, [...login('two'), provider, ...before]).status).toBe('not_observed')
    })
  })
})

describe('giving up', () => {
  const criterion = cancelHandled(reference)
  const cancel = (id: string, after: number) =>
    exchange('interaction', {
      login: id,
      after,
      status: 303,
      location: 'http://localhost:3000/callback?error=access_denied&state=x',
    })
  const request = (id: string, after: number) =>
    exchange('authorization', { login: id, after, query: { client_id: 'rp' } })

  test('passes when the service stays where it is', () => {
    expect(judge(criterion, [request('one', 0), cancel('one', 5)]).status).toBe('passed')
  })

  test('is a login that the hub ended on a page of its own, once its link was followed', () => {
    const shown = exchange('interaction', {
      login: 'one',
      after: 5,
      status: 502,
      refusal: { code: 'Y020032', id: 'x' },
    })
    expect(judge(criterion, [request('one', 0), shown])).toMatchObject({
      status: 'not_observed',
      because: { en: expect.stringContaining('stopped at a page of the hub') },
    })
    const back = exchange('interaction', {
      login: 'one',
      after: 6,
      status: 303,
      location: 'http://localhost:3000/callback?error=invalid_request&state=x',
    })
    expect(judge(criterion, [request('one', 0), shown, back])).toMatchObject({
      status: 'passed',
      evidence: [back],
    })
  })

  test('is no request that the hub found wrong', () => {
    const wrong = exchange('authorization', {
      login: 'one',
      location: 'http://localhost:3000/?error=invalid_scope',
    })
    expect(judge(criterion, [wrong]).status).toBe('not_observed')
  })

  test('is not observed while nobody gave up', () => {
    expect(judge(criterion, login('one')).status).toBe('not_observed')
  })

  test('fails when a token is asked for all the same', () => {
    const token = exchange('token', { login: 'one', after: 6, status: 400 })
    expect(judge(criterion, [request('one', 0), cancel('one', 5), token]).status).toBe('failed')
  })

  test('fails when the service goes back to the hub again and again', () => {
    const loop = [0, 1, 2, 3].flatMap((turn) => [
      request(`turn-${turn}`, turn * 0.2),
      cancel(`turn-${turn}`, turn * 0.2 + 0.1),
    ])
    expect(judge(criterion, loop).status).toBe('failed')
  })

  test('passes when a person tries again at once', () => {
    const exchanges = [request('one', 0), cancel('one', 5), ...login('two', { after: 5.5 })]
    expect(judge(criterion, exchanges).status).toBe('passed')
  })
})

test('a revocation is observed when it is made and accepted', () => {
  const criterion = tokenRevoked(reference)
  expect(judge(criterion, []).status).toBe('not_observed')
  expect(judge(criterion, [logout()]).status).toBe('failed')
  expect(judge(criterion, [exchange('revocation')]).status).toBe('passed')
  expect(judge(criterion, [exchange('revocation', { status: 400 })]).status).toBe('failed')
})

test('how a token that leaked is revoked is for a person to say, until a revocation shows it', () => {
  const criterion = leakedTokenRevoked(reference)
  expect(judge(criterion, []).status).toBe('not_observed')
  expect(judge(criterion, [...login('one'), logout()]).status).toBe('review')
  expect(judge(criterion, [...login('one'), exchange('revocation')]).status).toBe('passed')
  expect(judge(criterion, [...login('one'), exchange('revocation', { status: 400 })]).status).toBe('failed')
})

test('the longest session seen is told, and proves nothing of those that nobody closes', () => {
  const criterion = sessionLength({ fr: 'x', en: 'x' }, reference)
  const out = (id: string, after: number) => exchange('end_session', { login: id, after })
  const exchanges = [
    ...login('one'),
    out('one', 31),
    ...login('two', { after: 60 }),
    out('two', 60 + 1 + 25 * 60),
  ]
  expect(judge(criterion, exchanges)).toMatchObject({
    status: 'review',
    because: { en: 'nobody has declared it yet; the longest session seen lasted 25 minutes' },
    evidence: [{ endpoint: 'token', login: 'two' }, { endpoint: 'end_session' }],
  })
  expect(judge(criterion, exchanges.slice(0, 4)).because.en).toContain('30 seconds')
  expect(judge(criterion, login('one')).because.en).toContain('no session was seen')
  // A client that never got its tokens had no session to leave.
  const withheld = exchanges.map((one) => (one.endpoint === 'token' ? { ...one, withheld: true } : one))
  expect(judge(criterion, withheld as typeof exchanges).because.en).toContain('no session was seen')
})

test('errors that a rehearsal makes up one after the other are no loop of the client', () => {
  const step = (turn: number) => [
    ...login(`turn-${turn}`, {
      after: turn * 0.2,
      fault: 'error-with-description',
      location: 'http://localhost:3000/callback?error=server_error&state=x',
    }).slice(0, 1),
  ]
  const cancelled = exchange('interaction', {
    login: 'last',
    after: 9,
    location: 'http://localhost:3000/callback?error=access_denied&state=x',
  })
  const criterion = cancelHandled(reference)
  expect(judge(criterion, [...[0, 1, 2, 3, 4].flatMap(step), cancelled]).status).toBe('passed')
})
