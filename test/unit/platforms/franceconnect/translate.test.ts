import { describe, expect, test } from 'vitest'
import { errorBody, translate } from '../../../../src/platforms/franceconnect/translate.ts'
import type { LibraryError } from '../../../../src/platforms/library-error.ts'

const thrown = (changes: Partial<LibraryError>): LibraryError => ({
  name: 'InvalidRequest',
  status: 400,
  error: 'invalid_request',
  route: 'token',
  method: 'POST',
  path: '/api/v2/token',
  ...changes,
})

const grant = (detail: string) =>
  thrown({
    name: 'InvalidGrant',
    error: 'invalid_grant',
    error_description: 'grant request is invalid',
    detail,
  })
const metadata = (error_description: string, detail?: string) =>
  thrown({
    name: 'InvalidClientMetadata',
    error: 'invalid_client_metadata',
    error_description,
    detail,
    route: 'authorization',
  })
const basic = { authorization: 'Basic cnA=' }

describe('the code', () => {
  test.each<[string, LibraryError, string]>([
    [
      'a client unknown at authorize',
      thrown({ name: 'InvalidClient', error_description: 'client is invalid', route: 'authorization' }),
      'Y04EA6EF',
    ],
    [
      'a client unknown at logout',
      thrown({ name: 'InvalidClient', error_description: 'client is invalid', route: 'end_session' }),
      'Y04BF2C5',
    ],
    [
      'a client unknown after logout',
      thrown({ name: 'InvalidClient', error_description: 'client is invalid', route: 'end_session_success' }),
      'Y04FE3C9',
    ],
    [
      'several mechanisms with a header',
      thrown({
        error_description: 'client authentication must only be provided using one mechanism',
        ...basic,
      }),
      'Y04DADA6',
    ],
    [
      'several mechanisms without',
      thrown({ error_description: 'client authentication must only be provided using one mechanism' }),
      'Y047E9E5',
    ],
    ['two ids with a header', thrown({ error_description: 'client_id mismatch', ...basic }), 'Y0419ECE'],
    ['two ids with an assertion', thrown({ error_description: 'client_id mismatch' }), 'Y048454B'],
    [
      'a malformed header at userinfo',
      thrown({ error_description: 'invalid authorization header value format', route: 'userinfo' }),
      'Y04B729E',
    ],
    [
      'a malformed header at token',
      thrown({ error_description: 'invalid authorization header value format', authorization: 'Bearer x' }),
      'Y04F62CD',
    ],
    [
      'a Basic header without colon',
      thrown({ error_description: 'invalid authorization header value format', ...basic }),
      'Y046ADF1',
    ],
    ['keys that are no set', metadata('client JSON Web Key Set is invalid'), 'Y046AAF6'],
    ['a key that is none', metadata('client JSON Web Key Set is invalid', 'jwks.keys[0].x'), 'Y0450142'],
    ['any other metadata', metadata('redirect_uris must contain members'), 'Y043310B'],
    ['a grant at token', grant('grant not found'), 'Y04D8B5C'],
    [
      'a grant at userinfo',
      { ...grant('grant not found'), name: 'InvalidToken', route: 'userinfo' },
      'Y0489D15',
    ],
    [
      'an assertion that does not verify',
      thrown({ name: 'InvalidClientAuth', detail: 'signature verification failed' }),
      'Y04F7688',
    ],
    [
      'an error that hides another',
      thrown({ name: 'InvalidRedirectUri', shadows: 'InvalidScope', route: 'authorization' }),
      'Y040001',
    ],
    ['an error that no table knows', thrown({ error_description: 'something new' }), 'Y040001'],
    [
      'an error of our own making',
      thrown({ name: 'TypeError', status: 500, error: 'server_error' }),
      'Y030029',
    ],
  ])('of %s', (_name, error, code) => {
    expect(translate(error).code).toBe(code)
  })
})

describe('the text', () => {
  test.each<[string, LibraryError, string | undefined]>([
    ['an absent detail', thrown({ error_description: 'x' }), 'x (undefined)'],
    [
      'a detail',
      grant('authorization code not found'),
      'grant request is invalid (authorization code not found)',
    ],
    [
      'PKCE',
      grant('unsupported code_challenge_method'),
      'grant request is invalid (PKCE verification failed)',
    ],
    [
      'a detail that the older release did not have',
      thrown({ error_description: 'failed to parse the request body', detail: 'too large' }),
      'failed to parse the request body (undefined)',
    ],
    [
      'the path',
      thrown({ error_description: 'only x content-type bodies are supported on POST /api/v2/token' }),
      'only x content-type bodies are supported on POST /token (undefined)',
    ],
    [
      'what the client receives at its own address',
      thrown({ error_description: 'x', detail: 'y', route: 'authorization' }),
      'x',
    ],
    ['an error without description', thrown({ route: 'resume', error: 'access_denied' }), undefined],
    [
      'a broken hub',
      thrown({ status: 500, error: 'server_error', error_description: 'oops' }),
      'something bad happened (undefined)',
    ],
  ])('of %s', (_name, error, text) => {
    expect(translate(error).error_description).toBe(text)
  })

  test('of a refusal explains itself', () => {
    const [why] = translate(grant('authorization code not found')).why ?? []
    expect(why).toMatchObject({
      received: {
        fr: 'la demande de jeton n’est pas valable : code d’autorisation inconnu',
        en: 'grant request is invalid: authorization code not found',
      },
    })
    expect(why?.passage?.url).toMatch(/^https:/)
  })
})

test('the body of an error has three members, the last one with the code and the id', () => {
  const body = errorBody(translate(grant('client mismatch')), 'an-id')
  expect(JSON.stringify(body)).toBe(
    JSON.stringify({
      error: 'invalid_grant',
      error_description: 'grant request is invalid (client mismatch)',
      error_uri:
        'https://docs.partenaires.franceconnect.gouv.fr/fs/fs-technique/fs-technique-erreurs/?code=Y047A2EA&id=an-id',
    }),
  )
})
