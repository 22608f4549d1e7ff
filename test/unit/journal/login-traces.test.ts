import { describe, expect, test } from 'vitest'
import type { Exchange } from '../../../src/journal/exchange.ts'
import { Journal } from '../../../src/journal/journal.ts'
import { loginTraces } from '../../../src/journal/login-traces.ts'
import { choose, matcher } from '../../../src/journal/search.ts'
import { sequenceOf } from '../../../src/journal/sequence.ts'
import { exchange } from './exchange.ts'

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 21, 8, 0, seconds)).toISOString()
const callback = 'http://localhost:3000/callback?code=abc'
const authorize = exchange('a', {
  login: 'one',
  endpoint: 'authorization',
  method: 'GET',
  client_id: 'rp',
  at: at(0),
  response: { status: 303, location: callback },
  request: { query: { scope: 'openid' }, body: {}, headers: { host: 'localhost:3615' } },
})
const token = exchange('b', { login: 'one', client_id: 'rp', persona: 'angela', at: at(2), duration: 40 })
const userinfo: Partial<Exchange> = { endpoint: 'userinfo', response: { status: 200 } }
const [first] = loginTraces([authorize, exchange('x'), token])

describe('a login as the journal saw it', () => {
  test('joins its exchanges, and knows what any of them knew', () => {
    expect(first).toMatchObject({
      id: 'one',
      client_id: 'rp',
      persona: 'angela',
      began: at(0),
      duration: 2040,
    })
    expect(first?.exchanges.map(({ id }) => id)).toEqual(['a', 'b'])
  })

  test('is under way as long as the browser is kept by the hub', () => {
    const location = 'http://localhost:3615/franceconnect/api/v2/interaction/x'
    const kept = { ...authorize, response: { status: 303, location } }
    expect(loginTraces([kept])[0]?.state).toBe('under_way')
  })

  test.each<[string, Partial<Exchange>[], string]>([
    ['a callback after which no token was asked for', [], 'called_back'],
    ['tokens after which userinfo was not asked for', [{}], 'tokens_sent'],
    ['a refused code', [{ response: { status: 400 } }], 'failed'],
    ['tokens that a fault withheld', [{ withheld: true }], 'failed'],
    ['userinfo after tokens', [{}, userinfo], 'completed'],
    ['userinfo that a fault withheld', [{}, { ...userinfo, withheld: true }], 'failed'],
    ['a refused userinfo', [{}, { endpoint: 'userinfo', response: { status: 401 } }], 'failed'],
    ['userinfo at the second try', [{}, { ...userinfo, response: { status: 503 } }, userinfo], 'completed'],
    ['tokens made new', [{}, userinfo, {}], 'completed'],
    [
      'userinfo asked once more, too late',
      [{}, userinfo, { ...userinfo, response: { status: 401 } }],
      'completed',
    ],
    ['a logout', [{}, { endpoint: 'end_session', response: { status: 303 } }], 'logged_out'],
    [
      'an error brought back to the client',
      [{ endpoint: 'interaction', response: { status: 303, location: 'http://rp/cb?error=access_denied' } }],
      'failed',
    ],
    [
      'a refusal of the hub',
      [{ endpoint: 'interaction', refusal: { code: 'Y010008', id: 'r' }, response: { status: 400 } }],
      'refused',
    ],
  ])('%s is told', (_, more, state) => {
    const exchanges = [
      authorize,
      ...more.map((one, index) => exchange(`m${index}`, { login: 'one', ...one })),
    ]
    expect(loginTraces(exchanges)[0]?.state).toBe(state)
  })
})

describe('the drawing of a login', () => {
  test('shows who called whom, the answer, and the browser on its way to the client', () => {
    expect(
      sequenceOf(first?.exchanges ?? []).map(({ from, to, status, after }) => [from, to, status, after]),
    ).toEqual([
      ['browser', 'hub', undefined, 0],
      ['hub', 'browser', 303, 1],
      ['browser', 'client', undefined, 1],
      ['client', 'hub', undefined, 2000],
      ['hub', 'client', 200, 2040],
    ])
  })

  test('says on its last step which faults an exchange carried', () => {
    const spoilt = [
      { ...authorize, fault: 'invalid-state,code-given-twice' },
      { ...token, fault: 'invalid-nonce' },
    ]
    expect(sequenceOf(spoilt).map(({ faults }) => faults)).toEqual([
      undefined,
      undefined,
      ['invalid-state', 'code-given-twice'],
      undefined,
      ['invalid-nonce'],
    ])
  })

  const posts: Exchange = { ...authorize, response: { status: 200, posted: callback } }

  test('shows a callback that a page posts, after which the login is called back as by any other', () => {
    expect(sequenceOf([posts]).map(({ to, text, status }) => [to, text, status])).toEqual([
      ['hub', 'GET authorization', undefined],
      ['browser', '', 200],
      ['client', 'POST http://localhost:3000/callback', undefined],
    ])
    expect(loginTraces([posts])[0]?.state).toBe('called_back')
    const failed = { ...posts, response: { status: 400, posted: 'http://localhost:3000/callback?error=e' } }
    expect(loginTraces([failed])[0]?.state).toBe('failed')
    expect([posts].filter(matcher('localhost:3000'))).toEqual([posts])
  })

  test('shows no status of an answer that never left', () => {
    const [, answer] = sequenceOf([{ ...token, withheld: true, unanswered: true }])
    expect(answer).toMatchObject({ from: 'hub', lost: true })
    expect(answer).not.toHaveProperty('status')
  })

  test.each([
    ['LOCALHOST:3615', 'http://localhost:3615/doublure'],
    ['hub.test.', 'https://hub.test/after'],
    ['hub.test:443', 'https://hub.test/after'],
    ['hub.test', 'http://hub.test:80/after'],
  ])('takes "%s" for the host of %s', (host, location) => {
    const kept = exchange('k', {
      ...authorize,
      request: { query: {}, body: {}, headers: { host } },
      response: { status: 303, location },
    })
    expect(sequenceOf([kept])).toHaveLength(2)
    expect(
      sequenceOf([
        { ...kept, response: { status: 303, location: `${location}`.replace(/:\/\/[^/:]+/, '://rp.test') } },
      ]),
    ).toHaveLength(3)
  })

  test('never shows the query of an address', () => {
    expect(JSON.stringify(sequenceOf([authorize]))).not.toContain('abc')
  })

  test('leaves out what an address has in common with all others, and long ids', () => {
    const page = exchange('p', {
      endpoint: 'interaction',
      method: 'GET',
      path: '/proconnect/api/v2/interaction/pEntHD6M1C9cKmU8mlZ-u75V4bMnseWU7fZM5RiDMyQ/verify',
      response: { status: 302, location: 'http://localhost:3615/proconnect/api/v2/oidc-callback?state=s' },
    })
    expect(sequenceOf([page]).map(({ text }) => text)).toEqual(['GET /…/verify', '/v2/oidc-callback'])
  })

  test('knows the identity provider’s pages from the hub’s', () => {
    const page = exchange('p', {
      endpoint: 'interaction',
      method: 'GET',
      path: '/_doublure/identity-provider/proconnect/fia1',
    })
    expect(sequenceOf([page])[0]).toMatchObject({ from: 'browser', to: 'identity_provider' })
  })
})

describe('searching', () => {
  test('finds every word, in parameters, persons and addresses alike, whatever the case', () => {
    expect([authorize, token].filter(matcher('ANGELA token'))).toEqual([token])
    expect([authorize, token].filter(matcher('scope=openid'))).toEqual([authorize])
    expect([authorize, token].filter(matcher('localhost:3000'))).toEqual([authorize])
    expect([authorize, token].filter(matcher('angela nobody'))).toEqual([])
    expect([authorize, token].filter(matcher(' '))).toEqual([authorize, token])
  })
})

describe('choosing what did not come through', () => {
  const of = (login: string, ...more: Partial<Exchange>[]) => [
    { ...authorize, id: `${login}-authorize`, login },
    ...more.map((one, index) => exchange(`${login}-${index}`, { login, ...one })),
  ]
  const journal = new Journal(100)
  const kept = [
    ...of('through', {}, userinfo),
    ...of('out', {}, { endpoint: 'end_session' }),
    ...of('refused', {
      endpoint: 'interaction',
      refusal: { code: 'Y1', id: 'r' },
      response: { status: 400 },
    }),
    ...of('failed', { response: { status: 400 } }),
    ...of('silent'),
    ...of('content', {}),
    exchange('lost', { endpoint: 'interaction', response: { status: 404 } }),
    exchange('document', { endpoint: 'jwks', method: 'GET' }),
  ]
  for (const one of kept) journal.record(one)
  const chosen = (more = {}) => choose(journal, { outcome: 'unsuccessful', ...more }).map(({ id }) => id)

  test('takes every exchange of logins refused, failed or stopped, and what was refused outside any', () => {
    expect(chosen()).toEqual([
      'refused-authorize',
      'refused-0',
      'failed-authorize',
      'failed-0',
      'silent-authorize',
      'content-authorize',
      'content-0',
      'lost',
    ])
  })

  test('judges the whole login, whatever else is asked of its exchanges', () => {
    expect(chosen({ endpoint: 'token' })).toEqual(['failed-0', 'content-0'])
  })
})
