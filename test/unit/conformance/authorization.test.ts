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

  test('fails when one value served two logins, with these as evidence', () => {
    const same = { state: 'always-the-same-state-value-here-' }
    const pair = [asking('one', same), asking('two', same)]
    const verdict = judge(state, [...pair.flat(), ...login('three')])
    expect(verdict).toMatchObject({
      status: 'failed',
      because: { en: 'state came twice: always-the-s…' },
      evidence: pair.map(([request]) => request),
    })
  })

  test('is one value when a browser only sent its request again, before a code was given', () => {
    const request = (id: string, headers = {}) =>
      login(id, { status: 303, location: '/interaction/x', headers }).slice(0, 1)
    const [first = exchange('authorization')] = request('one')
    const again = { ...first, id: 'again', login: 'again' }
    const given = exchange('interaction', {
      login: 'again',
      location: 'http://localhost:3000/callback?code=x',
    })
    const other = login('two')
    expect(judge(state, [first, again, given]).status).toBe('not_observed')
    expect(judge(state, [first, again, given, ...other])).toMatchObject({
      status: 'passed',
      evidence: [first, other[0]],
    })
    const later = { ...first, id: 'later', login: 'later' }
    expect(judge(state, [first, again, given, later]).status).toBe('failed')
    const elsewhere = { ...again, request: { ...first.request, headers: { 'user-agent': 'another' } } }
    expect(judge(state, [first, elsewhere]).status).toBe('failed')
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
      findings: [
        { rule: 'r', title: 't', message: 'nonce is short', remedy: 'm', reference, code: 'Y030007' },
      ],
    })
    const verdict = judge(criterion, [...login('one'), refused])
    expect(verdict.because.en).toBe('1/2: refused with Y030007: nonce is short')
    expect(verdict.evidence).toEqual([refused])
  })

  test('is refused for each of several causes, told once', () => {
    const refused = (code: string, ...messages: string[]) =>
      exchange('authorization', {
        query: { client_id: 'rp' },
        status: 400,
        refusal: { code, id: 'x' },
        findings: messages.map((message) => ({
          rule: 'r',
          title: 't',
          message,
          remedy: 'm',
          reference,
          code,
        })),
      })
    const short = refused('Y030007', 'nonce is short', 'nonce is short')
    const late = refused('Y030007', 'nonce is short')
    const level = refused('Y000400', 'no acr_values', 'PKCE')
    const verdict = judge(acceptedByTheHub(reference), [short, level, late, ...login('one')])
    expect(verdict.because.en).toBe(
      '3/4: refused with Y030007: nonce is short; refused with Y000400: no acr_values, PKCE',
    )
    // Pages show the last.
    expect(verdict.evidence).toEqual([short, late, level])
  })

  test('is refused for what the hub told of it, not for what it only noticed', () => {
    const why = [{ received: 'redirect_uri=x', expected: 'e', remedy: 'r' }]
    const refused = exchange('authorization', {
      query: { client_id: 'rp' },
      status: 400,
      refusal: { code: 'Y04C013C', id: 'x', why },
      findings: [{ rule: 'r', title: 't', message: 'only noticed', remedy: 'm', reference }],
    })
    expect(judge(acceptedByTheHub(reference), [refused]).because.en).toBe(
      '1/1: refused with Y04C013C: redirect_uri=x',
    )
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
