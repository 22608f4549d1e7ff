import { CompactEncrypt, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { type SeenToken, tokensOf } from '../../../src/journal/tokens.ts'

const secret = 'a-secret-of-at-least-thirty-two-characters'
const bytes = new TextEncoder().encode(secret)
let keys: Record<string, string>[]
let sign: (header: { alg: string; kid?: string }) => Promise<string>

beforeAll(async () => {
  const ours = await generateKeyPair('ES256', { extractable: true })
  keys = [{ ...((await exportJWK(ours.publicKey)) as Record<string, string>), kid: 'ours', alg: 'ES256' }]
  sign = (header) =>
    new SignJWT({ sub: 'someone' })
      .setProtectedHeader(header)
      .sign(header.alg === 'HS256' ? bytes : ours.privateKey)
})

const read = (
  answer: unknown,
  more: { opened?: Map<string, string>; query?: Record<string, string> } = {},
): SeenToken[] => tokensOf({ query: {}, body: {}, answer, ...more }, 'userinfo', { keys, secret })

const spoiled = (token: string): string => {
  const [header, , signature] = token.split('.')
  return [header, Buffer.from('{"sub":"another"}').toString('base64url'), signature].join('.')
}

describe('tokens of an exchange', () => {
  test('are found in a JSON answer, decoded and verified; an opaque one is only shortened', async () => {
    const id_token = await sign({ alg: 'ES256', kid: 'ours' })
    const seen = read(JSON.stringify({ access_token: 'opaque-access-token', id_token }))
    expect(seen).toEqual([
      { name: 'access_token', carried_by: 'response', masked: 'opaque… (19)' },
      {
        name: 'id_token',
        carried_by: 'response',
        masked: `${id_token.slice(0, 6)}… (${id_token.length})`,
        header: { alg: 'ES256', kid: 'ours' },
        payload: { sub: 'someone' },
        signature: 'valid',
      },
    ])
  })

  test('are the whole answer where it is a token', async () => {
    expect(read(await sign({ alg: 'ES256', kid: 'ours' }))).toMatchObject([
      { name: 'userinfo', payload: { sub: 'someone' }, signature: 'valid' },
    ])
  })

  test('are found in the request', async () => {
    const id_token_hint = await sign({ alg: 'ES256', kid: 'ours' })
    expect(tokensOf({ query: { id_token_hint }, body: {} }, 'end_session', { keys })).toMatchObject([
      { name: 'id_token_hint', carried_by: 'request', signature: 'valid' },
    ])
  })

  test('are only shortened when their payload is nested so deep that nobody could show it', () => {
    const payload = Buffer.from(`{"sub":${'['.repeat(5000)}${']'.repeat(5000)}}`).toString('base64url')
    const [seen] = read(undefined, { query: { id_token_hint: `eyJhbGciOiJub25lIn0.${payload}.` } })
    expect(seen).toMatchObject({ name: 'id_token_hint', signature: 'unsigned' })
    expect(seen).not.toHaveProperty('payload')
  })

  test('say what is wrong with their signature', async () => {
    const states = async (token: Promise<string> | string) => read(await token)[0]?.signature
    expect(await states(spoiled(await sign({ alg: 'ES256', kid: 'ours' })))).toBe('invalid')
    expect(await states(sign({ alg: 'ES256', kid: 'theirs' }))).toBe('unknown_key')
    expect(await states(sign({ alg: 'ES256' }))).toBe('valid')
    expect(await states(sign({ alg: 'HS256' }))).toBe('valid')
    expect(await states(spoiled(await sign({ alg: 'HS256' })))).toBe('invalid')
    expect(await states(`${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`)).toBe('unsigned')
  })

  test('are unverified without the secret that would tell', async () => {
    const token = await sign({ alg: 'HS256' })
    expect(tokensOf({ query: {}, body: {}, answer: token }, 'userinfo', { keys })[0]?.signature).toBe(
      'unverified',
    )
  })

  test('that are encrypted show what the hub had signed, or that they are sealed', async () => {
    const { publicKey } = await generateKeyPair('RSA-OAEP')
    const signed = await sign({ alg: 'ES256', kid: 'ours' })
    const sealed = await new CompactEncrypt(Buffer.from(signed))
      .setProtectedHeader({ alg: 'RSA-OAEP', enc: 'A256GCM' })
      .encrypt(publicKey)
    expect(read(sealed, { opened: new Map([[sealed, signed]]) })).toMatchObject([
      {
        encryption: { alg: 'RSA-OAEP', enc: 'A256GCM' },
        payload: { sub: 'someone' },
        signature: 'valid',
      },
    ])
    expect(read(sealed)).toMatchObject([{ signature: 'sealed' }])
    expect(read(sealed)[0]).not.toHaveProperty('payload')
  })

  test.each(['a.b.c', '{"id_token":"x.y.z"}', '{not json', '...', ''])('survive %j', (answer) => {
    expect(() => read(answer)).not.toThrow()
  })
})
