import { afterAll, describe, expect, test } from 'vitest'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { authorizeUrl, type Changes, callback, errorOf, received, request } from './walk.ts'

const doublure = await startDoublure({
  hubs: ['proconnect'],
  clients: [rp, { ...rp, client_id: 'gone', active: false }],
})
afterAll(() => doublure.close())
const issuer = doublure.issuer('proconnect')

const ask = (changes: Changes) => new Browser().open(authorizeUrl(issuer, changes))
const claims = (value: unknown) => ({ claims: JSON.stringify(value) })
const challenge = 'c'.repeat(43)

describe('errors that a page shows', () => {
  test.each<[string, Changes, string, string]>([
    ['an unknown client', { client_id: 'unknown' }, 'invalid_client', 'client is invalid'],
    ['an inactive client', { client_id: 'gone' }, 'invalid_client', 'client is invalid'],
    [
      'another redirect_uri',
      { redirect_uri: `${callback}/` },
      'invalid_redirect_uri',
      "redirect_uri did not match any of the client's registered redirect_uris",
    ],
    [
      'an error to redirect to an address that is not registered',
      { redirect_uri: 'http://localhost:3000/other', response_type: 'token' },
      'invalid_redirect_uri',
      "redirect_uri did not match any of the client's registered redirect_uris",
    ],
  ])('%s', async (_what, changes, code, message) => {
    const seen = await ask(changes)
    expect(errorOf(seen)).toEqual({ status: 400, code: `oidc-provider-rendered-error:${code}`, message })
    expect(seen.body).not.toContain('data-testid="error-retry-link"')
  })
})

describe('errors that reach the client', () => {
  test.each<[Changes, string, string]>([
    [{ response_type: '' }, 'invalid_request', "missing required parameter 'response_type'"],
    [{ response_mode: 'none' }, 'unsupported_response_mode', 'unsupported response_mode requested'],
    [{ request: 'x.y.z' }, 'request_not_supported', 'request parameter provided but not supported'],
    [
      { request_uri: 'https://rp.example/request' },
      'invalid_request_uri',
      'provided request_uri is not allowed',
    ],
    [{ request_uri: 'ftp://rp.example' }, 'invalid_request_uri', 'invalid request_uri scheme'],
    [
      { registration: '{}' },
      'registration_not_supported',
      'registration parameter provided but not supported',
    ],
    [{ prompt: 'select_account' }, 'invalid_request', 'unsupported prompt value requested'],
    [{ prompt: 'create' }, 'invalid_request', 'unsupported prompt value requested'],
    [{ prompt: 'none login' }, 'invalid_request', 'prompt none must only be used alone'],
    [{ prompt: 'none' }, 'login_required', 'End-User authentication is required'],
    [{ max_age: '-1' }, 'invalid_request', 'invalid max_age parameter value'],
    [{ max_age: 'soon' }, 'invalid_request', 'invalid max_age parameter value'],
    [{ max_age: ['1', '2'] }, 'invalid_request', "'max_age' parameter must not be provided twice"],
    [{ id_token_hint: 'garbage' }, 'invalid_request', 'could not validate id_token_hint'],
    [{ scope: 'email' }, 'invalid_request', 'openid scope must be requested when using the nonce parameter'],
    [
      { scope: '', acr_values: 'eidas1' },
      'invalid_request',
      'openid scope must be requested when using the acr_values parameter',
    ],
    [{ claims: 'not JSON' }, 'invalid_request', 'could not parse the claims parameter JSON'],
    [claims([]), 'invalid_request', 'claims parameter should be a JSON object'],
    [claims('text'), 'invalid_request', 'claims parameter should be a JSON object'],
    [claims({}), 'invalid_request', 'claims parameter should have userinfo or id_token properties'],
    [claims({ id_token: 1 }), 'invalid_request', 'claims.id_token should be an object'],
    [claims({ userinfo: 1 }), 'invalid_request', 'claims.userinfo should be an object'],
    [
      claims({ id_token: { acr: { essential: true, values: 'eidas1' } } }),
      'invalid_request',
      'invalid claims.id_token.acr.values type',
    ],
    [
      { code_challenge_method: 'S256' },
      'invalid_request',
      'code_challenge must be provided with code_challenge_method',
    ],
    [
      { code_challenge: 'short', code_challenge_method: 'S256' },
      'invalid_request',
      'code_challenge must be a string with a minimum length of 43 characters',
    ],
    [
      { code_challenge: 'c'.repeat(129), code_challenge_method: 'S256' },
      'invalid_request',
      'code_challenge must be a string with a maximum length of 128 characters',
    ],
    [
      { code_challenge: `${challenge}+`, code_challenge_method: 'S256' },
      'invalid_request',
      'code_challenge contains invalid characters',
    ],
    [
      { code_challenge: challenge },
      'invalid_request',
      'plain code_challenge_method fallback disabled, code_challenge_method must be provided',
    ],
    [
      { code_challenge: challenge, code_challenge_method: 'plain' },
      'invalid_request',
      'not supported value of code_challenge_method',
    ],
  ])('%j → %s, %s', async (changes, error, error_description) => {
    const seen = await ask(changes)
    const { state } = request
    expect(seen.status).toBe(303)
    expect(received(seen)).toEqual({ error, error_description, state, iss: issuer })
    expect(seen.location).toBe(
      `${callback}?error=${error}&error_description=${encodeURIComponent(error_description).replaceAll("'", '%27')}` +
        `&state=${state}&iss=${encodeURIComponent(issuer)}`,
    )
  })

  test('name the first scope that was not granted', async () => {
    const seen = await ask({ scope: 'openid siren chorusdt' })
    expect(Object.entries(received(seen))).toEqual([
      ['error', 'invalid_scope'],
      ['error_description', 'requested scope is not allowed'],
      ['scope', 'siren'],
      ['state', request.state],
      ['iss', issuer],
    ])
  })

  test('stand in the fragment when the response_type asks for tokens', async () => {
    const { location, status } = await ask({ response_type: 'id_token' })
    expect(status).toBe(303)
    expect(location).toContain(
      '#error=unsupported_response_type&error_description=unsupported%20response_type%20requested',
    )
  })

  test('are posted when response_mode asks for it, in the hub’s words', async () => {
    const seen = await ask({ response_mode: 'form_post', code_challenge: challenge })
    expect(seen.status).toBe(400)
    expect(seen.form().action).toBe(callback)
    expect(seen.form().fields).toEqual({
      error: 'invalid_request',
      error_description:
        'plain code_challenge_method fallback disabled, code_challenge_method must be provided',
      state: request.state,
      iss: issuer,
    })
  })

  test('leave the state out when it was empty', async () => {
    expect(received(await ask({ state: '', prompt: 'create' }))).not.toHaveProperty('state')
  })

  test('come in the order of the hub', async () => {
    const wrong = { prompt: 'create', scope: 'openid siren', max_age: 'x', code_challenge: 'c', claims: '{' }
    expect(errorOf(await ask({ ...wrong, client_id: 'unknown', response_mode: 'x' })).code).toContain(
      'invalid_client',
    )
    const errors: string[] = []
    for (const changes of [
      { ...wrong, registration: '{}', response_mode: 'x', request_uri: 'https://x' },
      { ...wrong, registration: '{}', request_uri: 'https://x' },
      { ...wrong, registration: '{}' },
      wrong,
      { ...wrong, prompt: 'login' },
      { ...wrong, prompt: 'login', scope: 'openid' },
      { ...wrong, prompt: 'login', scope: 'openid', code_challenge: undefined },
      { ...wrong, prompt: 'login', scope: 'openid', code_challenge: undefined, claims: undefined },
    ]) {
      const { error = '', error_description = '' } = received(await ask(changes))
      errors.push(`${error}: ${error_description}`)
    }
    expect(errors).toEqual([
      'unsupported_response_mode: unsupported response_mode requested',
      'invalid_request_uri: provided request_uri is not allowed',
      'registration_not_supported: registration parameter provided but not supported',
      'invalid_request: unsupported prompt value requested',
      'invalid_scope: requested scope is not allowed',
      'invalid_request: plain code_challenge_method fallback disabled, code_challenge_method must be provided',
      'invalid_request: could not parse the claims parameter JSON',
      'invalid_request: invalid max_age parameter value',
    ])
  })
})

describe('answers that succeed', () => {
  const login = { headers: { 'doublure-persona': 'john-doe' } }
  const open = (changes: Changes) => new Browser().open(authorizeUrl(issuer, changes), login)

  test('carry code, state and iss, with spaces as %20', async () => {
    const { location, status } = await open({ state: 'with a space: and = sign' })
    expect(status).toBe(303)
    expect(location).toMatch(
      /callback\?code=[\w-]{43}&state=with%20a%20space%3A%20and%20%3D%20sign&iss=http%3A/,
    )
  })

  test('stand in the fragment, or in a form, when response_mode asks for it', async () => {
    const { location } = await open({ response_mode: 'fragment' })
    expect(location).toMatch(/callback#code=[\w-]{43}&state=.*&iss=/)
    const form = await open({ response_mode: 'form_post' })
    expect(form.status).toBe(200)
    expect(Object.keys(form.form().fields)).toEqual(['code', 'state', 'iss'])
    const [, script = ''] = /script-src ([^;]*)/.exec(form.headers.get('content-security-policy') ?? '') ?? []
    expect(script).toMatch(/'sha256-[\w+/=]+'/)
  })

  test('are given to a client that asks for no openid, as plain OAuth 2', async () => {
    expect(received(await open({ scope: 'email', nonce: undefined }))).toHaveProperty('code')
  })
})
