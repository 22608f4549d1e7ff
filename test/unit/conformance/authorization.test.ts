import { describe, expect, test } from 'vitest'
import {
  acceptedByTheHub,
  redirectUriExact,
  topLevelWindow,
  unguessable,
} from '../../../src/conformance/stock/authorization.ts'
import { asking, exchange, judge, login, reference } from './traffic-of-a-client.ts'

const state = unguessable('state', { bits: 96, reference })

describe('state', () => {
  test('is not judged before two logins', () => {
    expect(judge(state, [])).toMatchObject({ status: 'not_observed' })
    expect(judge(state, login('one'))).toMatchObject({ status: 'not_observed' })
  })

  test('passes when two logins have two good values', () => {
    const verdict = judge(state, [...login('one'), ...login('two')])
    expect(verdict.status).toBe('passed')
    expect(verdict.evidence).toHaveLength(2)
  })

  test('fails when one value served two logins', () => {
    const same = { state: 'always-the-same-state-value-here-' }
    const verdict = judge(state, [...asking('one', same), ...asking('two', same)])
    expect(verdict).toMatchObject({ status: 'failed', because: { en: expect.stringContaining('twice') } })
  })

  test('fails when it counts', () => {
    const verdict = judge(state, [
      ...asking('one', { state: 'state-1' }),
      ...asking('two', { state: 'state-2' }),
    ])
    expect(verdict).toMatchObject({ status: 'failed', because: { en: expect.stringContaining('guessed') } })
  })

  test('fails when it is missing, after one login already', () => {
    expect(judge(state, asking('one', { state: '' }))).toMatchObject({ status: 'failed' })
  })
})

describe('the request', () => {
  test('is accepted until the hub refuses one, with its code and its reasons', () => {
    const criterion = acceptedByTheHub(reference)
    expect(judge(criterion, login('one')).status).toBe('passed')
    const refused = exchange('authorization', {
      query: { client_id: 'rp' },
      status: 400,
      refusal: { code: 'Y030007', id: 'x' },
      findings: [{ rule: 'r', title: 't', message: 'nonce is short', remedy: 'm', reference }],
    })
    const verdict = judge(criterion, [...login('one'), refused])
    expect(verdict.because.en).toBe('1/2: refused with Y030007: nonce is short')
    expect(verdict.evidence).toEqual([refused])
  })

  test('is not blamed for a person whom the hub refused, in a login that showed no page', () => {
    const ended = {
      status: 400,
      location: '',
      accepted: true as const,
      refusal: { code: 'Y010008', id: 'x' },
    }
    expect(judge(acceptedByTheHub(reference), login('one', ended)).status).toBe('passed')
  })

  test('is blamed for an error about the request, whoever logs in', () => {
    const ended = {
      location: 'http://localhost:3000/callback?error=invalid_request',
      persona: 'angela-dubois',
    }
    expect(judge(acceptedByTheHub(reference), login('one', ended)).because.en).toContain('invalid_request')
  })

  test('names a registered redirect_uri, character for character', () => {
    const criterion = redirectUriExact(reference)
    expect(judge(criterion, login('one')).status).toBe('passed')
    const near = asking('one', { redirect_uri: 'http://localhost:3000/callback/' })
    expect(judge(criterion, near)).toMatchObject({ status: 'failed' })
  })

  test('is for a person to look at when no browser tells how it opened the hub, until one does', () => {
    const criterion = topLevelWindow(reference)
    const silent = login('one', { headers: {} })
    expect(judge(criterion, silent)).toMatchObject({ status: 'review', evidence: [silent[0]] })
    expect(judge(criterion, [...silent, ...login('two')]).status).toBe('passed')
  })

  test('comes from a window of its own, not from a frame', () => {
    const criterion = topLevelWindow(reference)
    expect(judge(criterion, login('one')).status).toBe('passed')
    expect(judge(criterion, login('one', { headers: { 'sec-fetch-dest': 'iframe' } })).status).toBe('failed')
    expect(judge(criterion, []).status).toBe('not_observed')
  })
})
