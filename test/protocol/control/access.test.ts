import { request } from 'node:http'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { startDoublure } from '../../support/mock.ts'
import { callApi } from './drive.ts'

const started: Doublure[] = []
const start = async (options: Parameters<typeof startDoublure>[0] = {}) => {
  const doublure = await startDoublure({ hubs: ['franceconnect'], ...options })
  started.push(doublure)
  return doublure
}
afterAll(() => Promise.all(started.map((doublure) => doublure.close())))

/** A request whose Host header is what a test says, which fetch does not let anyone choose. */
const statusFor = (doublure: Doublure, headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const sent = request(`${doublure.url}/_doublure/api/v1/hubs`, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    sent.on('error', reject)
    sent.end()
  })

describe('the API of a double as it starts', () => {
  let doublure: Doublure
  beforeAll(async () => {
    doublure = await start()
  })

  test.each([
    [{}, 200],
    [{ host: 'localhost' }, 200],
    [{ host: 'attacker.example' }, 403],
    [{ 'x-forwarded-for': '127.0.0.1' }, 403],
    [{ 'x-real-ip': '127.0.0.1' }, 403],
    [{ via: '1.1 proxy' }, 403],
    [{ origin: 'https://attacker.example' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
  ])('answers a request with %j: %i', async (headers, status) =>
    expect(await statusFor(doublure, headers)).toBe(status),
  )

  test('says why it is closed, as a problem', async () => {
    const { status, type, body } = await callApi(doublure, { origin: 'https://attacker.example' })(
      'GET',
      '/hubs',
    )
    expect(status).toBe(403)
    expect(type).toBe('application/problem+json')
    expect(body.detail).toContain('attacker.example')
  })

  test('keeps nothing in caches', async () => {
    expect((await callApi(doublure)('GET', '/hubs')).headers.get('cache-control')).toBe('no-store')
  })
})

test('with a token, it answers whoever sends it, and nobody else', async () => {
  const doublure = await start({ control: { token: 'a-token-for-tests' } })
  const { status, headers } = await callApi(doublure)('GET', '/hubs')
  expect(status).toBe(401)
  expect(headers.get('www-authenticate')).toContain('Bearer')
  const authorization = 'Bearer a-token-for-tests'
  expect(await statusFor(doublure, { authorization, host: 'doublure' })).toBe(200)
  expect(await statusFor(doublure, { authorization: 'Bearer another-token' })).toBe(401)
})

test.each([
  [{}, 200],
  [{ host: 'doublure:3615', 'x-forwarded-for': '203.0.113.9' }, 200],
  [{ host: 'fcp-low.integ01.dev-franceconnect.fr' }, 200],
  [{ host: 'attacker.example' }, 403],
  [{ origin: 'https://attacker.example' }, 403],
  [{ 'sec-fetch-site': 'cross-site' }, 403],
])('open, it answers programs of any machine, and no other site: %j, %i', async (headers, status) => {
  const doublure = await start({ control: { open: true } })
  expect(await statusFor(doublure, headers)).toBe(status)
})

test('behind a proxy that is believed, it answers the callers of this machine alone', async () => {
  const doublure = await start({ trust_proxy: true })
  expect(await statusFor(doublure, { 'x-forwarded-for': '127.0.0.1' })).toBe(200)
  expect(await statusFor(doublure, { 'x-forwarded-for': '203.0.113.9' })).toBe(403)
  const renamed = { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': 'attacker.example' }
  expect(await statusFor(doublure, renamed)).toBe(403)
})

describe('a request that no operation answers', () => {
  let api: ReturnType<typeof callApi>
  beforeAll(async () => {
    api = callApi(await start())
  })

  test('for an unknown path is told what there is', async () => {
    const { status, body } = await api('GET', '/client')
    expect(status).toBe(404)
    expect(body.known).toEqual(expect.arrayContaining(['/clients', '/personas', '/logins', '/exchanges']))
  })

  test('by an unknown method is told which there are', async () => {
    const { status, headers } = await api('PUT', '/logins')
    expect(status).toBe(405)
    expect(headers.get('allow')).toBe('POST, GET')
  })

  test.each([
    ['text/plain', '{"client_id":"rp"}', 415],
    ['application/json', '{"client_id":', 400],
    ['application/json', '[]', 400],
    ['application/json', '', 400],
    ['application/json', `{"client_id":${'['.repeat(5000)}${']'.repeat(5000)}}`, 400],
    ['application/json', `{"client_id":"${'x'.repeat(1_100_000)}"}`, 413],
  ])('with a body of %s that cannot be read is a problem', async (type, body, status) => {
    const [doublure] = started.slice(-1)
    const response = await fetch(`${doublure?.url}/_doublure/api/v1/logins`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    })
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })

  test.each([
    ['the mark that programs of Windows write before a text', {}, '\uFEFF', 201],
    ['a coding that is none', { 'content-encoding': 'identity' }, '', 201],
    ['a coding', { 'content-encoding': 'gzip' }, '', 415],
  ])('with %s: %j', async (_what, headers, mark, status) => {
    const [doublure] = started.slice(-1)
    const response = await fetch(`${doublure?.url}/_doublure/api/v1/logins`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: `${mark}{"client_id":"rp","hub":"franceconnect","persona":"angela-dubois"}`,
    })
    expect({ status: response.status, body: await response.json() }).toMatchObject({
      status,
      body: status === 415 ? { detail: 'Content-Encoding gzip came; expected a body as it is.' } : {},
    })
  })

  test('describes itself: hubs, and an OpenAPI document that is valid', async () => {
    const { list } = await api('GET', '/hubs')
    expect(list).toMatchObject([{ id: 'franceconnect', people: 'citizen', acr_values: ['eidas1'] }])
    const discovery = await fetch(String(list[0]?.discovery))
    expect(await discovery.json()).toMatchObject({ issuer: list[0]?.issuer })
    expect((await api('GET', '/hubs/franceconnect')).body).toEqual(list[0])
    expect((await api('GET', '/hubs/proconnect')).body).toMatchObject({
      status: 404,
      known: ['franceconnect'],
    })
    const { body } = await api('GET', '/openapi.json')
    expect(await new Validator().validate(body)).toMatchObject({ valid: true })
  })
})
