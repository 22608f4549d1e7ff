import { z } from 'zod'
import { expected } from './wording.ts'

const key = z
  .looseObject(
    { kty: z.enum(['RSA', 'EC', 'OKP'], expected('a key type: RSA, EC or OKP')) },
    expected('a JSON Web Key'),
  )
  .refine((jwk) => !('d' in jwk), {
    error:
      'the member "d" makes this a private key, expected the public key alone: remove the private members',
  })

/** The public keys of a client, as in RFC 7517; a private member is refused because it has no business here. */
export const publicJwks = z.strictObject(
  {
    keys: z
      .array(key, expected('a list of keys'))
      .min(1, 'an empty list was given, expected at least one public key'),
  },
  expected('a JSON Web Key Set: { keys: [...] }'),
)
