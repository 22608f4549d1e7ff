import { CompactEncrypt, importJWK, type JWK } from 'jose'
import type { Client } from '../../clients/client.ts'
import type { Words } from '../../lib/words.ts'
import { verbatim } from '../../rules/sentences.ts'
import type { Code } from './errors.ts'

type Unsealed = { code: Code; received: Words }

type Sealed = { jwe: string } | Unsealed

/** Milliseconds that a data provider has to give its keys. */
const TIMEOUT = 2500

/** Encrypts a signed answer with the key that a data provider publishes; one that registered none reads it as it is. */
export const encryptFor = async (client: Client, signed: string): Promise<Sealed> => {
  const { introspection_encrypted_response_alg: alg, introspection_encrypted_response_enc: enc } = client
  if (alg === undefined || enc === undefined) return { jwe: signed }
  const keys = await keysOf(client)
  if ('code' in keys) return keys
  const fitting = keys.keys.filter(
    (key) => (key.use ?? 'enc') === 'enc' && (key.alg ?? alg) === alg && fits(key, alg),
  )
  const [key] = fitting
  if (!key)
    return {
      code: 'Y440001',
      received: {
        fr: `aucune clé de ${client.client_id} pour ${alg}`,
        en: `no key of ${client.client_id} for ${alg}`,
      },
    }
  if (fitting.length > 1)
    return {
      code: 'Y440009',
      received: {
        fr: `${fitting.length} clés de ${client.client_id} pour ${alg}`,
        en: `${fitting.length} keys of ${client.client_id} for ${alg}`,
      },
    }
  try {
    const jwe = await new CompactEncrypt(Buffer.from(signed))
      .setProtectedHeader({ alg, enc })
      .encrypt(await importJWK(key, alg))
    return { jwe }
  } catch (error) {
    return { code: 'Y440005', received: verbatim(String(error)) }
  }
}

const fits = ({ kty }: JWK, alg: string): boolean => (alg.startsWith('RSA') ? kty === 'RSA' : kty !== 'RSA')

const keysOf = async (client: Client): Promise<{ keys: JWK[] } | Unsealed> => {
  if (client.jwks) return client.jwks as { keys: JWK[] }
  const { jwks_uri = '' } = client
  try {
    const response = await fetch(jwks_uri, { signal: AbortSignal.timeout(TIMEOUT) })
    if (!response.ok)
      return {
        code: 'Y440010',
        received: {
          fr: `statut ${response.status} de ${jwks_uri}`,
          en: `status ${response.status} from ${jwks_uri}`,
        },
      }
    const body: unknown = await response.json()
    const isSet = typeof body === 'object' && body !== null && 'keys' in body && Array.isArray(body.keys)
    return isSet
      ? (body as { keys: JWK[] })
      : {
          code: 'Y440011',
          received: { fr: `aucun JSON Web Key Set à ${jwks_uri}`, en: `no JSON Web Key Set at ${jwks_uri}` },
        }
  } catch (error) {
    return {
      code: 'Y440010',
      received: verbatim(`${jwks_uri}: ${error instanceof Error ? error.message : error}`),
    }
  }
}
