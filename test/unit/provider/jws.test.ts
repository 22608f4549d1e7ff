import { generateKeyPairSync, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { signCompact } from '../../../src/provider/jws.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

test('an ES256 signature is two numbers of 32 bytes, short ones and negative-looking ones included', () => {
  // One signature in 128 has a number of fewer bytes, and three in four have one that DER lengthens.
  for (let n = 0; n < 3000; n++) {
    const token = signCompact({ alg: 'ES256' }, { n }, privateKey)
    const [input = '', signature = ''] = [token.slice(0, token.lastIndexOf('.')), token.split('.')[2]]
    const bytes = Buffer.from(signature, 'base64url')
    const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const
    expect({ length: bytes.length, holds: verify('sha256', Buffer.from(input), key, bytes), token }).toEqual({
      length: 64,
      holds: true,
      token,
    })
  }
})
