import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure, HubId } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { authorize } from '../control/drive.ts'
import { armLogin, callback, delivered, type Named, tokenRequest } from './drive.ts'

let doublure: Doublure
beforeAll(async () => {
  doublure = await startDoublure()
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const state = 'state-of-thirty-two-characters-00'

const address = rp.redirect_uris[0] ?? ''

/** What the client's address receives. */
const receivedOf = async (hub: HubId, faults: readonly Named[]) => {
  const { location = '' } = await callback(doublure, { hub, faults })
  expect(location.startsWith(address)).toBe(true)
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

describe.each(['franceconnect', 'proconnect'] as const)('the callback of %s', (hub) => {
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

  test.each<Named>(['code-expired', { fault: 'code-expired', params: { seconds: 1 } }])(
    'brings a code that the token endpoint refuses for %j',
    async (fault) => {
      const code = (await receivedOf(hub, [fault])).get('code') ?? ''
      const response = await tokenRequest(doublure, hub, code)
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ error: 'invalid_grant' })
      expect(delivered(doublure)).toEqual(['code-expired'])
    },
  )
})

describe('the callback of proconnect in another response mode', () => {
  const hub = 'proconnect'
  const spaced = 'state with a space of 32 chars -'
  const open = async (response_mode: string, faults: readonly Named[], more: Record<string, string> = {}) => {
    const login = await armLogin(doublure, { hub, faults })
    const seen = await authorize(doublure, hub, { more: { response_mode, state: spaced, ...more } })
    return { login, seen }
  }

  test('suffers the faults in the fragment', async () => {
    const { seen, login } = await open('fragment', ['invalid-authorization-response-iss', 'missing-code'])
    const { hash, search } = new URL(seen.location ?? '')
    expect([search, hash]).toEqual([
      '',
      '#state=state%20with%20a%20space%20of%2032%20chars%20-&iss=https%3A%2F%2Fanother-issuer.example.org',
    ])
    expect(await doublure.logins.get(login)).toMatchObject({ state: 'done' })
  })

  test('suffers the faults in the form that is posted, and the form still posts itself', async () => {
    const { seen } = await open('form_post', ['unknown-parameters', 'code-given-twice'])
    const { action, fields } = seen.form()
    expect([seen.status, action]).toEqual([200, address])
    expect(fields).toMatchObject({ state: spaced, iss: doublure.issuer(hub), 'unknown-parameter': '<b>"\'&' })
    expect(seen.body.match(/name="code"/g)).toHaveLength(2)
    expect(seen.body).toContain('document.forms[0].submit()')
    expect(delivered(doublure)).toEqual(['unknown-parameters,code-given-twice'])
  })

  test('brings a code that is already too old for code-expired', async () => {
    const { seen } = await open('form_post', ['code-expired'])
    expect((await tokenRequest(doublure, hub, seen.form().fields.code ?? '')).status).toBe(400)
  })

  test('is left as it is when no fault is armed', async () => {
    const { seen, login } = await open('form_post', [])
    expect(seen.form().fields).toEqual({ code: expect.any(String), state: spaced, iss: doublure.issuer(hub) })
    expect(await doublure.logins.get(login)).toMatchObject({ state: 'in_progress' })
  })

  test.each(['query', 'fragment', 'form_post'])(
    'ends the login when it brings an error by %s',
    async (mode) => {
      const { login } = await open(mode, [], {
        acr_values: 'eidas3',
        claims: '{"id_token":{"acr":{"essential":true,"value":"eidas3"}}}',
      })
      expect(await doublure.logins.get(login)).toMatchObject({ state: 'done' })
    },
  )
})
