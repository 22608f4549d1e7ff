import { afterAll, expect, test } from 'vitest'
import { rp, startDoublure } from '../../support/mock.ts'
import { basic, expectError, form } from './token-request.ts'
import { post, received, toClient } from './walk.ts'

const doublure = await startDoublure({
  clients: [
    rp,
    { ...rp, client_id: 'other' },
    { ...rp, client_id: 'inactive', active: false },
    { ...rp, client_id: 'hmac', id_token_signed_response_alg: 'HS256' },
    { ...rp, client_id: 'data', redirect_uris: [], response_types: [], grant_types: [] },
  ],
})
afterAll(() => doublure.close())
const issuer = doublure.issuer('franceconnect')
const token = `${issuer}/token`
const codeFrom = async () => received((await toClient(issuer)).seen).code ?? ''

const mechanism = 'client authentication must only be provided using one mechanism (undefined)'
const failed = (detail: string) => `client authentication failed (${detail})`
const noMethod =
  'the provided authentication mechanism does not match the registered client authentication method'
const assertion = {
  client_assertion: `${btoa('{"alg":"ES256"}')}.${btoa('{"sub":"rp"}')}.x`.replaceAll('=', ''),
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
}

type Row = [
  string,
  Record<string, string | undefined>,
  Record<string, string>,
  number,
  string,
  string,
  string,
]
const none = { client_id: undefined, client_secret: undefined }
const rows: Row[] = [
  [
    'a wrong secret',
    { client_secret: 'x'.repeat(32) },
    {},
    401,
    'invalid_client',
    failed('invalid secret provided'),
    'Y0434A7B',
  ],
  [
    'an unknown client',
    { client_id: 'nobody' },
    {},
    401,
    'invalid_client',
    failed('client not found'),
    'Y0479FCE',
  ],
  [
    'an inactive client',
    { client_id: 'inactive' },
    {},
    401,
    'invalid_client',
    failed('client not found'),
    'Y0479FCE',
  ],
  [
    'a data provider',
    { client_id: 'data' },
    {},
    401,
    'invalid_client',
    failed('client not found'),
    'Y0479FCE',
  ],
  ['no secret', { client_secret: undefined }, {}, 401, 'invalid_client', failed(noMethod), 'Y044D82C'],
  [
    'no credentials',
    none,
    {},
    400,
    'invalid_request',
    'no client authentication mechanism provided (undefined)',
    'Y044FEB3',
  ],
  [
    'body and header',
    {},
    basic(rp.client_id, rp.client_secret),
    400,
    'invalid_request',
    mechanism,
    'Y04DADA6',
  ],
  ['body and assertion', assertion, {}, 400, 'invalid_request', mechanism, 'Y047E9E5'],
  ['an assertion alone', { ...none, ...assertion }, {}, 401, 'invalid_client', failed(noMethod), 'Y044D82C'],
  [
    'a header that is no Basic',
    none,
    { authorization: 'Bearer x' },
    400,
    'invalid_request',
    'invalid authorization header value format (undefined)',
    'Y04F62CD',
  ],
  [
    'a header without colon',
    none,
    { authorization: `Basic ${btoa('rp')}` },
    400,
    'invalid_request',
    'invalid authorization header value format (undefined)',
    'Y046ADF1',
  ],
  [
    'a header and another client_id',
    { client_id: 'other', client_secret: undefined },
    basic('rp', 'x'),
    400,
    'invalid_request',
    'mismatch in body and authorization client ids (undefined)',
    'Y0419ECE',
  ],
  [
    'a header without secret',
    none,
    basic('rp', ''),
    400,
    'invalid_request',
    'client_secret must be provided in the Authorization header (undefined)',
    'Y045CC8C',
  ],
  [
    'an Origin',
    {},
    { origin: 'https://a.example' },
    400,
    'invalid_request',
    'origin https://a.example not allowed for client: rp (undefined)',
    'Y0489AFE',
  ],
]

test.each(rows)('%s', async (_name, fields, headers, status, error, text, code) => {
  await expectError(await post(token, form(fields), headers), status, error, text, code)
})

test('a wrong secret in a Basic header is challenged', async () => {
  const response = await post(token, form(none), basic('rp', 'x'.repeat(32)))
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toBe(
    `Basic realm="${issuer}", error="invalid_client", error_description="client authentication failed"`,
  )
})

test('a right Basic header is accepted, and reported', async () => {
  const response = await post(
    token,
    form({ ...none, code: await codeFrom() }),
    basic(rp.client_id, rp.client_secret),
  )
  expect(response.status).toBe(200)
  expect(
    doublure
      .exchanges()
      .at(-1)
      ?.findings.map(({ rule }) => rule),
  ).toEqual(['token/client-secret-post'])
})

test('HS256 is accepted, and reported', async () => {
  await post(token, form({ client_id: 'hmac' }))
  expect(
    doublure
      .exchanges()
      .at(-1)
      ?.findings.map(({ rule }) => rule),
  ).toEqual(['token/asymmetric-signature'])
})

test('JSON is answered to a browser too', async () => {
  const response = await post(token, form({}), { accept: 'text/html,*/*;q=0.8' })
  const text = 'grant request is invalid (authorization code not found)'
  await expectError(response, 400, 'invalid_grant', text, 'Y049E20B')
})
