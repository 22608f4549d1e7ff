import { compactDecrypt, compactVerify, createRemoteJWKSet, decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { decryptingClient } from '../../support/relying-party.ts'
import { callApi } from '../control/drive.ts'
import { armLogin, delivered, tokensOf, userinfoResponse } from './drive.ts'

const hub = 'franceconnect-plus'
const elliptic = await decryptingClient('ECDH-ES')
const rsa = await decryptingClient('RSA-OAEP')

let doublure: Doublure
beforeAll(async () => {
  doublure = await startDoublure({ clients: [rp, elliptic.client, rsa.client] as never })
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const opened = async (jwe: string, privateKey: typeof elliptic.privateKey) =>
  Buffer.from((await compactDecrypt(jwe, privateKey)).plaintext).toString()

describe.each([
  { alg: 'ECDH-ES', ...elliptic },
  { alg: 'RSA-OAEP', ...rsa },
])('what is encrypted with $alg', ({ client: { client_id }, privateKey }) => {
  const idTokenOf = async (faults: readonly string[]) =>
    (await tokensOf(doublure, { hub, client_id, faults })).id_token
  const userinfoOf = async (faults: readonly string[]) =>
    (await userinfoResponse(doublure, { hub, client_id, faults })).text()
  const answers = [
    { prefix: 'idtoken', answerOf: idTokenOf },
    { prefix: 'userinfo', answerOf: userinfoOf },
  ]

  test.each(answers)('$prefix opens when no fault is armed', async ({ answerOf }) => {
    const jwe = await answerOf([])
    expect(decodeProtectedHeader(jwe).enc).toBe('A256GCM')
    expect(decodeJwt(await opened(jwe, privateKey)).iss).toBe(doublure.issuer(hub))
  })

  test.each(answers)('$prefix opens for somebody else only', async ({ prefix, answerOf }) => {
    const jwe = await answerOf([`${prefix}-encrypted-to-another-key`])
    const { kid, enc } = decodeProtectedHeader(jwe)
    expect([decodeProtectedHeader(await answerOf([])).kid, enc]).toEqual(['for-the-client', 'A256GCM'])
    expect(kid).toMatch(/^[\w-]{43}$/)
    await expect(opened(jwe, privateKey)).rejects.toMatchObject({ code: 'ERR_JWE_DECRYPTION_FAILED' })
    expect(delivered(doublure)).toEqual([`${prefix}-encrypted-to-another-key`])
  })

  test.each(answers)('$prefix has an enc that was not registered', async ({ prefix, answerOf }) => {
    const jwe = await answerOf([`${prefix}-invalid-enc`])
    expect(decodeProtectedHeader(jwe).enc).toBe('A128CBC-HS256')
    await expect(opened(jwe, privateKey)).resolves.toContain('.')
    await expect(
      compactDecrypt(jwe, privateKey, { contentEncryptionAlgorithms: ['A256GCM'] }),
    ).rejects.toMatchObject({ code: 'ERR_JOSE_ALG_NOT_ALLOWED' })
  })

  test.each(answers)('$prefix stops in the middle', async ({ prefix, answerOf }) => {
    const whole = await answerOf([])
    const jwe = await answerOf([`${prefix}-truncated`])
    expect(jwe.length).toBeLessThan(whole.length * 0.8)
    await expect(opened(jwe, privateKey)).rejects.toMatchObject({ code: 'ERR_JWE_INVALID' })
  })

  test('defects of the signed token are inside the encrypted one', async () => {
    const jwe = await idTokenOf(['invalid-nonce', 'invalid-signature'])
    const signed = await opened(jwe, privateKey)
    expect(decodeJwt(signed).nonce).toBe('not-the-nonce-that-you-sent')
    const jwks = createRemoteJWKSet(new URL(`${doublure.issuer(hub)}/jwks`))
    await expect(compactVerify(signed, jwks)).rejects.toMatchObject({
      code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    })
  })

  test('a userinfo about somebody else is encrypted like any other', async () => {
    const signed = await opened(await userinfoOf(['userinfo-invalid-sub']), privateKey)
    expect(decodeJwt(signed).sub).toBe('the-sub-of-somebody-else')
  })
})

test('a client that receives nothing encrypted cannot be given such a fault', async () => {
  await expect(armLogin(doublure, { hub, faults: ['idtoken-truncated'] })).rejects.toThrow(
    'expected a registration with id_token_encrypted_response_alg',
  )
  const { status, body } = await callApi(doublure)('POST', '/faults', {
    fault: 'userinfo-truncated',
    client_id: rp.client_id,
    hub,
  })
  expect([status, body.detail]).toEqual([400, expect.stringContaining('userinfo_encrypted_response_alg')])
})
