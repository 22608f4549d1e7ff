import { createHash, createPrivateKey, type JsonWebKey } from 'node:crypto'
import { z } from 'zod'
import { expected } from '../clients/wording.ts'
import type { PrivateJwk } from './config.ts'

const members = { RSA: ['e', 'kty', 'n'], EC: ['crv', 'kty', 'x', 'y'] } as const
const algs = { RSA: 'RS256', EC: 'ES256' } as const

const text = z.string(expected('text')).min(1, expected('text'))

const privateKey = z
  .looseObject(
    {
      kty: z.enum(['RSA', 'EC'], expected('a signing key: RSA or EC')),
      alg: z.enum(['RS256', 'ES256'], expected('RS256 or ES256')).optional(),
      kid: text.optional(),
    },
    { error: 'expected a private JSON Web Key' },
  )
  .refine((jwk) => isUsable(jwk), {
    error: 'expected a usable private key: RSA, or EC on the curve P-256, with its private member "d"',
  })
  .refine(({ kty, alg }) => alg === undefined || alg === algs[kty], {
    path: ['alg'],
    error: 'it does not go with the type of the key, expected RS256 with RSA, ES256 with EC',
  })
  .transform((jwk): PrivateJwk => ({ ...jwk, alg: algs[jwk.kty], kid: jwk.kid ?? thumbprint(jwk) }))

/** The private signing keys of a hub; messages never show what a key holds. */
export const privateJwks = z
  .looseObject(
    {
      keys: z
        .array(privateKey, { error: 'expected a list of private keys' })
        .min(1, 'an empty list was given, expected at least one private key'),
    },
    { error: 'expected a JSON Web Key Set: {"keys": [...]}' },
  )
  .transform(({ keys }) => ({ keys }))

const isUsable = (jwk: { kty: string; crv?: unknown; d?: unknown }): boolean => {
  if (typeof jwk.d !== 'string' || (jwk.kty === 'EC' && jwk.crv !== 'P-256')) return false
  try {
    createPrivateKey({ key: jwk as JsonWebKey, format: 'jwk' })
    return true
  } catch {
    return false
  }
}

/** RFC 7638: what a key is called when it says no name. */
const thumbprint = (jwk: { kty: 'RSA' | 'EC'; [member: string]: unknown }): string => {
  const required = Object.fromEntries(members[jwk.kty].map((member) => [member, jwk[member]]))
  return createHash('sha256').update(JSON.stringify(required)).digest('base64url')
}
