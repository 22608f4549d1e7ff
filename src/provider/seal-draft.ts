import { createPublicKey, type KeyObject } from 'node:crypto'
import type { TokenDraft } from '../faults/fault.ts'
import { newKey, spareKey, strangerKey } from './fault-keys.ts'
import { type HubKeys, keyOf, type PrivateJwk } from './hub-keys.ts'
import { signCompact } from './jws.ts'

/** What signs a draft, and the name of its key when it has one. */
type Signer = { kid?: string; key: KeyObject | string }

/** What signing needs beside the draft. */
type Signing = {
  keys: HubKeys
  /** The client's, for HS256. */
  secret: string
  /** Milliseconds for which a client may have to verify what is signed. */
  life: number
}

/** Signs a draft as it asks to be. */
export const signDraft = async (
  { header, claims, key, damaged, companion }: TokenDraft,
  signing: Signing,
): Promise<string> => {
  if (key === 'none') return `${encoded(header)}.${encoded(claims)}.`
  if (companion && header.alg !== 'HS256') await spareKey(signing.keys, asymmetric(header.alg), signing.life)
  const signer = await signerOf(header, key, signing)
  const said = 'kid' in header && signer.kid !== undefined ? { ...header, kid: signer.kid } : header
  const signed = signCompact(said, claims, signer.key)
  return damaged ? damage(signed) : signed
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const asymmetric = (alg: string) => (alg === 'RS256' ? 'RS256' : 'ES256')

const signerOf = async (
  { alg, kid }: TokenDraft['header'],
  key: TokenDraft['key'],
  { keys, secret, life }: Signing,
): Promise<Signer> => {
  if (key === 'public') return { key: publicPem(keys, kid) }
  if (alg === 'HS256') return { key: key === 'stranger' ? `not ${secret}` : secret }
  if (key === 'stranger') return { key: keyOf(await strangerKey(asymmetric(alg))) }
  if (key === 'rotated') return named(await newKey(keys, asymmetric(alg), life))
  return keys.signing(alg) ?? named(await spareKey(keys, asymmetric(alg), life))
}

const named = (jwk: PrivateJwk): Signer => ({ kid: jwk.kid, key: keyOf(jwk) })

/** The public key that the header names in PEM, which careless libraries take for an HMAC secret. */
const publicPem = ({ publicJwks: { keys } }: HubKeys, kid: unknown): string =>
  createPublicKey({ key: keys.find((key) => key.kid === kid) ?? keys[0] ?? {}, format: 'jwk' })
    .export({ type: 'spki', format: 'pem' })
    .toString()

/** One byte in the middle of the signature is another. */
const damage = (token: string): string => {
  const [header, payload, signature = ''] = token.split('.')
  const bytes = Buffer.from(signature, 'base64url')
  const middle = Math.floor(bytes.length / 2)
  bytes[middle] = (bytes[middle] ?? 0) ^ 0xff
  return [header, payload, bytes.toString('base64url')].join('.')
}
