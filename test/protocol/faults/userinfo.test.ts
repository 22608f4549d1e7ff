import { compactVerify, createRemoteJWKSet, decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { delivered, type Named, userinfoResponse } from './drive.ts'

const plain = { ...rp, client_id: 'plain', userinfo_signed_response_alg: null }

let doublure: Doublure
beforeAll(async () => {
  doublure = await startDoublure({ clients: [rp, plain] })
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const broken: readonly [Named, Record<string, unknown>][] = [
  ['userinfo-invalid-sub', { sub: 'the-sub-of-somebody-else' }],
  ['userinfo-missing-sub', { sub: undefined }],
  ['userinfo-missing-claim', { given_name: undefined }],
  [{ fault: 'userinfo-missing-claim', params: { claim: 'email' } }, { email: undefined }],
  ['userinfo-wrong-type', { given_name: 42 }],
  [{ fault: 'userinfo-wrong-type', params: { claim: 'email', value: ['a', null] } }, { email: ['a', null] }],
]
const sealed: readonly [Named, Record<string, unknown>][] = [
  ['userinfo-invalid-iss', { iss: 'https://another-issuer.example.org' }],
  ['userinfo-invalid-aud', { aud: 'another-client' }],
]
const nameOf = (fault: Named) => (typeof fault === 'string' ? fault : fault.fault)

describe.each(['franceconnect', 'proconnect'] as const)('userinfo of %s', (hub) => {
  const jwks = () => createRemoteJWKSet(new URL(`${doublure.issuer(hub)}/jwks`))
  const signed = async (faults: readonly Named[]) =>
    (await userinfoResponse(doublure, { hub, faults })).text()

  test.each([...broken, ...sealed])(
    'suffers %j, and its signature is still right',
    async (fault, changes) => {
      const sound = decodeJwt(await signed([]))
      const token = await signed([fault])
      const { iat, exp, ...claims } = decodeJwt(token)
      const { iat: _, exp: __, ...expected } = { ...sound, ...changes } as Record<string, unknown>
      expect(claims).toEqual(expected)
      await expect(compactVerify(token, jwks())).resolves.toBeDefined()
      expect(delivered(doublure)).toEqual([nameOf(fault)])
    },
  )

  test.each(broken)('suffers %j in plain JSON too', async (fault, changes) => {
    const ask = async (faults: readonly Named[]) =>
      (await (await userinfoResponse(doublure, { hub, client_id: 'plain', faults })).json()) as object
    const sound = await ask([])
    expect({ ...(await ask([fault])) }).toEqual(JSON.parse(JSON.stringify({ ...sound, ...changes })))
    expect(delivered(doublure)).toEqual([nameOf(fault)])
  })

  test('has a wrong signature for userinfo-invalid-signature', async () => {
    await expect(compactVerify(await signed(['userinfo-invalid-signature']), jwks())).rejects.toMatchObject({
      code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    })
  })

  test('has no signature for userinfo-null-alg', async () => {
    const token = await signed(['userinfo-null-alg'])
    expect(decodeProtectedHeader(token).alg).toBe('none')
    expect(token).toMatch(/\.$/)
  })

  test('is plain JSON for userinfo-unsigned', async () => {
    const response = await userinfoResponse(doublure, { hub, faults: ['userinfo-unsigned'] })
    expect(response.headers.get('content-type')).toContain('application/json')
    expect(await response.json()).toEqual({ sub: 'the-sub-of-whoever-sends-this', given_name: 'Mallory' })
  })

  test('is empty for userinfo-empty-body', async () => {
    const response = await userinfoResponse(doublure, { hub, faults: ['userinfo-empty-body'] })
    expect([response.status, await response.text()]).toEqual([200, ''])
  })

  test('says that it is a web page for userinfo-wrong-content-type', async () => {
    const response = await userinfoResponse(doublure, { hub, faults: ['userinfo-wrong-content-type'] })
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    await expect(compactVerify(await response.text(), jwks())).resolves.toBeDefined()
  })

  test.each([
    ['userinfo-error-401', 401, 'invalid_token'],
    ['userinfo-error-500', 500, 'server_error'],
  ])('refuses for %s', async (fault, status, error) => {
    const response = await userinfoResponse(doublure, { hub, faults: [fault] })
    expect([response.status, await response.json()]).toEqual([status, expect.objectContaining({ error })])
  })

  test('takes its time for userinfo-slow', async () => {
    const began = performance.now()
    const faults = [{ fault: 'userinfo-slow', params: { seconds: 0.4 } }]
    expect((await userinfoResponse(doublure, { hub, faults })).status).toBe(200)
    expect(performance.now() - began).toBeGreaterThan(390)
  })

  test('drops the connection for userinfo-connection-dropped', async () => {
    await expect(
      userinfoResponse(doublure, { hub, faults: ['userinfo-connection-dropped'] }),
    ).rejects.toMatchObject({ cause: { code: 'UND_ERR_SOCKET' } })
  })

  test('is told by a wrong clock as the ID Token is, and the fault counts once', async () => {
    const token = decodeJwt(await signed(['clock-ahead']))
    expect(token.iat).toBeGreaterThan(Date.now() / 1000 + 200)
    expect(delivered(doublure)).toEqual(['clock-ahead', 'clock-ahead'])
  })
})

test('userinfo-never-answers says nothing, and ends with the server', async () => {
  const told = Promise.withResolvers<void>()
  const own = await startDoublure({
    onExchange: ({ fault }) => fault === 'userinfo-never-answers' && told.resolve(),
  })
  const silent = userinfoResponse(own, { hub: 'proconnect', faults: ['userinfo-never-answers'] })
  const ended = expect(silent).rejects.toMatchObject({ cause: { code: 'UND_ERR_SOCKET' } })
  await told.promise
  await own.close()
  await ended
})
