import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { callback, delivered, type Named, tokenRequest } from './drive.ts'

let doublure: Doublure
beforeAll(async () => {
  doublure = await startDoublure()
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const state = 'state-of-thirty-two-characters-00'

/** What the client's address receives. */
const receivedOf = async (hub: string, faults: readonly Named[]) => {
  const { location = '' } = await callback(doublure, { hub, faults })
  expect(location.startsWith(rp.redirect_uris[0] ?? '')).toBe(true)
  return new URL(location).searchParams
}

const broken: readonly [Named, Record<string, unknown>][] = [
  ['invalid-state', { state: 'not-the-state-that-you-sent' }],
  [{ fault: 'invalid-state', params: { state: 'mine' } }, { state: 'mine' }],
  ['missing-state', { state: undefined }],
  ['invalid-authorization-response-iss', { iss: 'https://another-issuer.example.org' }],
  ['remove-authorization-response-iss', { iss: undefined }],
  ['missing-code', { code: undefined }],
  [
    'error-with-description',
    {
      code: undefined,
      error: 'server_error',
      error_description: 'authentication aborted due to a technical error on the authorization server',
    },
  ],
  [
    { fault: 'error-without-description', params: { error: 'access_denied' } },
    { code: undefined, error: 'access_denied', error_description: undefined },
  ],
  ['unknown-parameters', { 'unknown-parameter': '<b>"\'&', session_state: 'of-another-time' }],
]

describe.each(['franceconnect', 'proconnect'])('the callback of %s', (hub) => {
  test('is sound when no fault is armed', async () => {
    expect(Object.fromEntries(await receivedOf(hub, []))).toEqual({
      code: expect.any(String),
      iss: doublure.issuer(hub),
      state,
    })
  })

  test.each(broken)('suffers %j and nothing else', async (fault, changes) => {
    const sound = { code: expect.any(String), iss: doublure.issuer(hub), state }
    const expected = Object.entries({ ...sound, ...changes }).filter(([, value]) => value !== undefined)
    expect(Object.fromEntries(await receivedOf(hub, [fault]))).toEqual(Object.fromEntries(expected))
    expect(delivered(doublure)).toEqual([typeof fault === 'string' ? fault : fault.fault])
  })

  test('has two codes for code-given-twice', async () => {
    const params = await receivedOf(hub, ['code-given-twice'])
    expect(params.getAll('code')).toEqual([expect.any(String), 'another-code'])
  })

  test('brings a code that the token endpoint refuses for code-expired', async () => {
    const code = (await receivedOf(hub, ['code-expired'])).get('code') ?? ''
    const response = await tokenRequest(doublure, hub, code)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: 'invalid_grant' })
    expect(delivered(doublure)).toEqual(['code-expired'])
  })
})
