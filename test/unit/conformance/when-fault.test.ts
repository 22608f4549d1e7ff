import { describe, expect, test } from 'vitest'
import type { Reaction } from '../../../src/conformance/reactions.ts'
import { type Provoked, whenFault } from '../../../src/conformance/when-fault.ts'
import type { Exchange } from '../../../src/journal/exchange.ts'
import { exchange, judge, login, reference } from './traffic-of-a-client.ts'

const criterion = (reaction: Reaction, more: Partial<Provoked> = {}) =>
  whenFault({
    faults: ['a-fault', 'a-variant'],
    id: 'x/refuses-a-fault',
    title: { fr: 'x', en: 'x' },
    reaction,
    reference,
    ...more,
  })

/** A login whose exchange at one endpoint delivered the fault. */
const faulty = (endpoint: string, { id = 'one', after = 0, fault = 'a-fault' } = {}) =>
  login(id, { after }).map((one) => (one.endpoint === endpoint ? { ...one, fault } : one))

/** What the client does when nothing is spoilt. */
const usual = login('two', { after: 60 })
const usualWithoutUserinfo = usual.slice(0, 2)

test('a fault that was never delivered is not observed', () => {
  expect(judge(criterion('stops-at-id-token'), login('one'))).toMatchObject({
    status: 'not_observed',
    because: { en: 'the fault a-fault was never delivered' },
  })
})

test('any fault of several shows it, and one failure of several deliveries fails', () => {
  const stopped = faulty('token', { fault: 'a-variant' }).slice(0, 2)
  expect(judge(criterion('stops-at-id-token'), [...stopped, ...usual]).status).toBe('passed')
  const accepted = faulty('token', { id: 'three', after: 30 })
  expect(judge(criterion('stops-at-id-token'), [...stopped, ...accepted, ...usual]).status).toBe('failed')
})

test('a delivery that is not concerned is not judged', () => {
  const none = criterion('stops-at-id-token', { concerns: () => false })
  expect(judge(none, [...faulty('token'), ...usual]).status).toBe('not_observed')
})

describe('a client that must stop at the callback', () => {
  const stopped = faulty('authorization').slice(0, 1)

  test('fails when it asks for a token', () => {
    expect(judge(criterion('stops-at-callback'), [...faulty('authorization'), ...usual]).status).toBe(
      'failed',
    )
  })

  test('passes when it asks for none, although it does without a fault', () => {
    expect(judge(criterion('stops-at-callback'), [...stopped, ...usual]).status).toBe('passed')
  })

  test('proves nothing while it never asked for a token at all', () => {
    expect(judge(criterion('stops-at-callback'), stopped)).toMatchObject({
      status: 'not_observed',
      because: { en: 'silence proves nothing: no login without a fault went as far as token' },
    })
  })

  test('proves nothing by its silence before it is seen again: it may be down', () => {
    const before = login('two', { after: -60 })
    expect(judge(criterion('stops-at-callback'), [...before, ...stopped])).toMatchObject({
      status: 'not_observed',
      because: { en: expect.stringContaining('nothing of the service was seen since') },
    })
    const page = exchange('interaction', { login: 'three', after: 30 })
    expect(judge(criterion('stops-at-callback'), [...before, ...stopped, page]).status).toBe('not_observed')
    const next = exchange('authorization', { login: 'three', after: 30 })
    expect(judge(criterion('stops-at-callback'), [...before, ...stopped, next]).status).toBe('passed')
  })

  describe.each([
    ['its code at another hub', { hub: 'other-hub' }],
    ['nothing that names it', { client_id: undefined }],
  ])('and is refused soon afterwards for a token request with %s', (_, more) => {
    const stray = { ...exchange('token', { status: 400, after: 10 }), ...more } as Exchange
    const judged = (...seen: Exchange[]) =>
      judge(criterion('stops-at-callback'), [...stopped, ...seen, ...usual])

    test('is looked at by a person, who has both exchanges', () => {
      const verdict = judged(stray)
      expect(verdict).toMatchObject({
        status: 'review',
        because: { en: expect.stringContaining('which nothing joins') },
      })
      expect(verdict.evidence).toEqual([stopped[0], stray])
    })

    test.each([
      ['that was answered', { response: { status: 200 } }],
      ['of another client', { client_id: 'other' }],
      ['of another login', { login: 'other' }],
      ['to userinfo', { endpoint: 'userinfo' as const }],
      ['before the fault', { at: exchange('token', { after: -1 }).at }],
      ['after the client began its next login', { at: exchange('token', { after: 61 }).at }],
    ])('has still refused when it is one %s', (_, other) => {
      expect(judged({ ...stray, ...other }).status).toBe('passed')
    })
  })

  test('is given the time to do it', () => {
    expect(judge(criterion('stops-at-callback'), stopped, { seconds: 1 }).because.en).toContain('under way')
  })
})

describe('a client that must stop at the token', () => {
  const body = { code: 'one', grant_type: 'authorization_code' }
  const again = exchange('token', { login: 'one', after: 3, status: 400, body })

  test('fails when it sends the code again, or goes on to userinfo', () => {
    const stopped = faulty('token').slice(0, 2)
    expect(judge(criterion('stops-at-token'), [...stopped, ...usual]).status).toBe('passed')
    expect(judge(criterion('stops-at-token'), [...stopped, again, ...usual]).status).toBe('failed')
    expect(judge(criterion('stops-at-token'), [...faulty('token'), ...usual]).status).toBe('failed')
  })
})

describe('a client that must stop at the ID Token', () => {
  const stopped = faulty('token').slice(0, 2)

  test('fails when it asks for userinfo', () => {
    const verdict = judge(criterion('stops-at-id-token'), faulty('token'))
    expect(verdict.status).toBe('failed')
    expect(verdict.evidence.map(({ endpoint }) => endpoint)).toEqual(['token', 'userinfo'])
  })

  test('fails when it logs out of the login, userinfo or not', () => {
    const logout = exchange('end_session', { login: 'one', after: 9 })
    expect(judge(criterion('stops-at-id-token'), [...stopped, logout, ...usual]).status).toBe('failed')
  })

  test('passes when it does not, although its other logins come to userinfo', () => {
    expect(judge(criterion('stops-at-id-token'), [...stopped, ...usual]).status).toBe('passed')
  })

  test('is left to a person when its other logins read no userinfo either', () => {
    const exchanges = [...stopped, ...usual, ...login('three', { after: 90 }).slice(0, 2)]
    expect(judge(criterion('stops-at-id-token'), exchanges)).toMatchObject({
      status: 'review',
      because: { en: expect.stringContaining('1 login(s) without a fault read no userinfo either') },
    })
    expect(judge(criterion('stops-at-id-token'), [...stopped, ...usualWithoutUserinfo]).status).toBe(
      'not_observed',
    )
  })

  test('is not held to a login that spoilt keys stopped', () => {
    const { client_id: _, ...jwks } = exchange('jwks', { after: 91, fault: 'jwks-empty' })
    const spoilt = login('three', { after: 90 }).slice(0, 2)
    expect(judge(criterion('stops-at-id-token'), [...stopped, ...usual, ...spoilt, jwks]).status).toBe(
      'passed',
    )
  })
})

describe('a client that must open no session', () => {
  test('fails when it logs out of it', () => {
    const exchanges = [...faulty('userinfo'), exchange('end_session', { login: 'one', after: 9 })]
    expect(judge(criterion('opens-no-session'), exchanges).status).toBe('failed')
  })

  test('is not judged by the logout of another login', () => {
    const exchanges = [...faulty('userinfo'), exchange('end_session', { login: 'another', after: 9 })]
    expect(judge(criterion('opens-no-session'), exchanges).status).toBe('review')
  })

  test('is never passed by silence, nor by logging in again: a person says it', () => {
    expect(judge(criterion('opens-no-session'), faulty('userinfo')).status).toBe('review')
    expect(judge(criterion('opens-no-session'), [...faulty('userinfo'), ...usual]).status).toBe('review')
  })
})

describe('a client that must go on', () => {
  test('is observed to come to userinfo', () => {
    expect(criterion('goes-on').kind).toBe('observed')
    expect(judge(criterion('goes-on'), faulty('authorization')).status).toBe('passed')
    const stopped = faulty('authorization').slice(0, 1)
    expect(judge(criterion('goes-on'), stopped).status).toBe('not_observed')
    expect(judge(criterion('goes-on'), [...stopped, ...usual]).status).toBe('failed')
  })
})

describe('a client that must read the keys again', () => {
  const { client_id: _, ...jwks } = exchange('jwks', { after: 1 })
  const keys = criterion('fetches-keys')

  test('passes when it does and goes on', () => {
    expect(judge(keys, [...faulty('token'), jwks]).status).toBe('passed')
  })

  test('fails when it goes on without, or stops', () => {
    expect(judge(keys, faulty('token'))).toMatchObject({ status: 'failed' })
    expect(judge(keys, [...faulty('token').slice(0, 2), jwks]).status).toBe('failed')
  })

  test('is left to a person when another client may have read them', () => {
    const other = exchange('token', { client_id: 'other', after: 1 })
    expect(judge(keys, [...faulty('token'), jwks, other]).status).toBe('review')
    const long = exchange('token', { client_id: 'other', after: 600 })
    expect(judge(keys, [...faulty('token'), jwks, long]).status).toBe('passed')
  })
})
