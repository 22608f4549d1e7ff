import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { askUserinfo, codeOf } from '../control/drive.ts'
import { callback, delivered, type Named, tokenRequest, tokenResponse, tokensOf } from './drive.ts'

let doublure: Doublure
beforeAll(async () => {
  doublure = await startDoublure()
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

describe.each(['franceconnect', 'proconnect'] as const)('the token endpoint of %s', (hub) => {
  test.each([
    ['token-error-400', 400, { error: 'invalid_grant' }],
    ['token-error-401', 401, { error: 'invalid_client' }],
    ['token-error-500', 500, { error: 'server_error' }],
  ])('answers an error for %s', async (fault, status, body) => {
    const response = await tokenResponse(doublure, { hub, faults: [fault] })
    expect([response.status, await response.json()]).toEqual([status, body])
    expect(delivered(doublure)).toEqual([fault])
  })

  test('says the error that the parameters name', async () => {
    const params = { error: 'invalid_request', error_description: 'so says the test' }
    const response = await tokenResponse(doublure, { hub, faults: [{ fault: 'token-error-400', params }] })
    expect(await response.json()).toEqual(params)
  })

  test.each([
    ['token-error-503', 503],
    ['token-html', 200],
  ])('answers a web page for %s', async (fault, status) => {
    const response = await tokenResponse(doublure, { hub, faults: [fault] })
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      'text/html; charset=utf-8',
    ])
    expect(await response.text()).toContain('<!doctype html>')
  })

  test('answers JSON that cannot be read for token-malformed-json', async () => {
    const response = await tokenResponse(doublure, { hub, faults: ['token-malformed-json'] })
    expect(response.headers.get('content-type')).toContain('application/json')
    await expect(response.json()).rejects.toThrow(SyntaxError)
  })

  test.each([
    ['token-missing-id-token', 'id_token'],
    ['token-missing-access-token', 'access_token'],
  ])('leaves one member out for %s', async (fault, member) => {
    const sound = await tokensOf(doublure, { hub })
    const tokens = await tokensOf(doublure, { hub, faults: [fault] })
    expect(Object.keys(tokens)).toEqual(Object.keys(sound).filter((name) => name !== member))
  })

  test('gives a token of an unknown type for token-invalid-token-type', async () => {
    const tokens = await tokensOf(doublure, { hub, faults: ['token-invalid-token-type'] })
    expect(tokens).toMatchObject({ token_type: 'carrier-pigeon', id_token: expect.any(String) })
  })

  test.each<Named>(['access-token-expired', { fault: 'access-token-expired', params: { seconds: 1 } }])(
    'gives an access token that userinfo refuses for %j',
    async (fault) => {
      const { access_token } = await tokensOf(doublure, { hub, faults: [fault] })
      expect((await askUserinfo(doublure, hub, access_token)).status).toBe(401)
      expect(delivered(doublure)).toEqual(['access-token-expired'])
    },
  )

  test('takes its time for token-slow', async () => {
    const faults = [{ fault: 'token-slow', params: { seconds: 0.4 } }]
    const code = codeOf(await callback(doublure, { hub, faults }))
    const began = performance.now()
    const response = await tokenRequest(doublure, hub, code)
    expect(performance.now() - began).toBeGreaterThan(390)
    expect(response.status).toBe(200)
  })

  test('drops the connection for token-connection-dropped', async () => {
    await expect(
      tokenResponse(doublure, { hub, faults: ['token-connection-dropped'] }),
    ).rejects.toMatchObject({
      cause: { code: 'UND_ERR_SOCKET' },
    })
    expect(delivered(doublure)).toEqual(['token-connection-dropped'])
  })
})

describe.each(['franceconnect', 'proconnect'] as const)(
  'tokens that a fault keeps from the client of %s',
  (hub) => {
    const token = () => doublure.exchanges().find(({ endpoint }) => endpoint === 'token')
    const trace = async () => {
      const response = await fetch(`${doublure.url}/_doublure/api/v1/exchanges/logins`)
      return ((await response.json()) as { state: string }[])[0]?.state
    }
    const tokensTold = async () => {
      const response = await fetch(`${doublure.url}/_doublure/api/v1/exchanges/${token()?.id}/tokens`)
      return ((await response.json()) as { carried_by: string }[]).filter(
        (one) => one.carried_by === 'response',
      )
    }

    test.each([
      'token-connection-dropped',
      'token-html',
      'token-malformed-json',
      'token-missing-access-token',
    ])('count as sent nowhere: %s', async (fault) => {
      await tokenResponse(doublure, { hub, faults: [fault] }).catch(() => undefined)
      expect(token()).toMatchObject({ fault, withheld: true, response: { status: 200 } })
      expect(await trace()).toBe('failed')
      expect(token()?.unanswered).toBe(fault === 'token-connection-dropped' ? true : undefined)
    })

    test.each(['token-invalid-token-type', 'invalid-nonce'])('but with %s they were sent', async (fault) => {
      await tokenResponse(doublure, { hub, faults: [fault] })
      expect(token()).not.toHaveProperty('withheld')
      expect(await trace()).toBe('tokens_sent')
      expect(await tokensTold()).not.toEqual([])
    })

    test('are not decoded where none left', async () => {
      await tokenResponse(doublure, { hub, faults: ['token-connection-dropped'] }).catch(() => undefined)
      expect(await tokensTold()).toEqual([])
    })
  },
)

test('a request that the hub refuses leaves the fault to the next one', async () => {
  const hub = 'franceconnect'
  const code = codeOf(await callback(doublure, { hub, faults: ['token-error-500'] }))
  expect((await tokenRequest(doublure, hub, 'not-the-code')).status).toBe(400)
  expect((await tokenRequest(doublure, hub, code)).status).toBe(500)
})

test('token-never-answers says nothing, holds nobody else up, and ends with the server', async () => {
  const own = await startDoublure()
  const code = codeOf(await callback(own, { hub: 'proconnect', faults: ['token-never-answers'] }))
  const silent = tokenRequest(own, 'proconnect', code)
  const first = await Promise.race([
    silent.then(
      () => 'an answer',
      () => 'an end',
    ),
    tokensOf(own, { hub: 'proconnect' }).then(() => 'the other login'),
  ])
  expect(first).toBe('the other login')
  expect(delivered(own)).toEqual(['token-never-answers'])
  const ended = expect(silent).rejects.toMatchObject({ cause: { code: 'UND_ERR_SOCKET' } })
  await own.close()
  await ended
})

test('a client registered on this hub alone meets its faults there alone', async () => {
  await doublure.clients.put({ ...rp, client_id: 'other' })
  await callback(doublure, { hub: 'proconnect', faults: ['token-error-500'] })
  const response = await tokenResponse(doublure, { hub: 'proconnect', client_id: 'other' })
  expect(response.status).toBe(200)
})
