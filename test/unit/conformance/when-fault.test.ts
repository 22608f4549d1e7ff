import { describe, expect, test } from 'vitest'
import { type Reaction, whenFault } from '../../../src/conformance/when-fault.ts'
import { exchange, judge, login, reference } from './traffic-of-a-client.ts'

const criterion = (reaction: Reaction) =>
  whenFault({
    fault: 'a-fault',
    id: 'x/refuses-a-fault',
    title: { fr: 'x', en: 'x' },
    reaction,
    reference,
  })

/** A login whose exchange at one endpoint delivered the fault. */
const faulty = (endpoint: string) =>
  login('one').map((one) => (one.endpoint === endpoint ? { ...one, fault: 'a-fault' } : one))

test('a fault that was never delivered is not observed', () => {
  expect(judge(criterion('stops-at-id-token'), login('one'))).toMatchObject({
    status: 'not_observed',
    because: { en: 'the fault a-fault was never delivered' },
  })
})

describe('a client that must stop at the callback', () => {
  test('fails when it asks for a token', () => {
    expect(judge(criterion('stops-at-callback'), faulty('authorization')).status).toBe('failed')
  })

  test('passes when it asks for none', () => {
    expect(judge(criterion('stops-at-callback'), faulty('authorization').slice(0, 1)).status).toBe('passed')
  })

  test('is given the time to do it', () => {
    const only = faulty('authorization').slice(0, 1)
    expect(judge(criterion('stops-at-callback'), only, { seconds: 1 }).status).toBe('not_observed')
  })
})

describe('a client that must stop at the ID Token', () => {
  test('fails when it asks for userinfo', () => {
    const verdict = judge(criterion('stops-at-id-token'), faulty('token'))
    expect(verdict.status).toBe('failed')
    expect(verdict.evidence.map(({ endpoint }) => endpoint)).toEqual(['token', 'userinfo'])
  })

  test('passes when it does not', () => {
    expect(judge(criterion('stops-at-id-token'), faulty('token').slice(0, 2)).status).toBe('passed')
  })

  test('is not judged by another login that goes well', () => {
    const exchanges = [...faulty('token').slice(0, 2), ...login('two', { after: 5 })]
    expect(judge(criterion('stops-at-id-token'), exchanges).status).toBe('passed')
  })

  test('fails as soon as one delivery of several was accepted', () => {
    const second = login('two', { after: 5 }).map((one) =>
      one.endpoint === 'token' ? { ...one, fault: 'a-fault' } : one,
    )
    const exchanges = [...faulty('token').slice(0, 2), ...second]
    expect(judge(criterion('stops-at-id-token'), exchanges).status).toBe('failed')
  })
})

describe('a client that must open no session', () => {
  test('fails when it logs out of it', () => {
    const exchanges = [...faulty('userinfo'), exchange('end_session', { login: 'one', after: 9 })]
    expect(judge(criterion('opens-no-session'), exchanges).status).toBe('failed')
  })

  test('is not judged by the logout of another login', () => {
    const exchanges = [...faulty('userinfo'), exchange('end_session', { login: 'another', after: 9 })]
    expect(judge(criterion('opens-no-session'), exchanges).status).toBe('not_observed')
  })

  test('passes when the person has to log in again', () => {
    const exchanges = [...faulty('userinfo'), ...login('two', { after: 9 })]
    expect(judge(criterion('opens-no-session'), exchanges).status).toBe('passed')
  })

  test('is not judged before the next step, which it is told', () => {
    expect(judge(criterion('opens-no-session'), faulty('userinfo'))).toMatchObject({
      status: 'not_observed',
      because: { en: expect.stringContaining('log out if the service thinks you are logged in') },
    })
  })
})

describe('a client that must read the keys again', () => {
  const { client_id: _, ...jwks } = exchange('jwks', { after: 1 })

  test('passes when it does and goes on', () => {
    expect(judge(criterion('fetches-keys'), [...faulty('token'), jwks]).status).toBe('passed')
  })

  test('fails when it goes on without, or stops', () => {
    expect(judge(criterion('fetches-keys'), faulty('token'))).toMatchObject({ status: 'failed' })
    expect(judge(criterion('fetches-keys'), [...faulty('token').slice(0, 2), jwks]).status).toBe('failed')
  })
})
