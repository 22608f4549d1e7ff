import { createHmac, createPublicKey, verify } from 'node:crypto'
import { parseJson } from '../lib/parse-json.ts'
import { single } from '../oidc/params.ts'
import { type Carried, isToken, parsedAnswer } from './carried.ts'
import { shorten } from './held.ts'

/** What signatures are checked with: every public key that the hub ever had, and the client's secret for HS256. */
export type Verifiers = { keys: readonly Record<string, string>[]; secret?: string | undefined }

/** `unverified`: no key of ours can tell; `sealed`: encrypted, and we do not hold what is inside. */
export type SignatureState = 'valid' | 'invalid' | 'unknown_key' | 'unsigned' | 'unverified' | 'sealed'

/** A token that an exchange carried, decoded. */
export type SeenToken = {
  /** Its parameter or member; `userinfo` or `introspection` when it is the whole answer. */
  name: string
  carried_by: 'request' | 'response'
  /** Enough of it to recognise it in another place. */
  masked: string
  /** Protected header of the encryption, when there is one. */
  encryption?: Record<string, unknown>
  /** Absent for a token that is opaque, or sealed. */
  header?: Record<string, unknown>
  payload?: Record<string, unknown>
  /** Absent for an opaque token. */
  signature?: SignatureState
}

const carriers = ['access_token', 'id_token', 'refresh_token'] as const
const inRequest = ['id_token_hint', 'token', 'refresh_token', 'access_token', 'client_assertion'] as const

/** Decodes and verifies every token of an exchange: costly, hence done when somebody reads. */
export const tokensOf = (carried: Carried, endpoint: string, verifiers: Verifiers): SeenToken[] => {
  const decode = (name: string, carried_by: SeenToken['carried_by'], text: string) => ({
    name,
    carried_by,
    masked: shorten(text),
    ...decoded(text, carried, verifiers),
  })
  const answer = parsedAnswer(carried)
  const sent = inRequest.flatMap((name) => {
    const value = single(carried.body, name) ?? single(carried.query, name)
    return value === undefined ? [] : [decode(name, 'request', value)]
  })
  if (typeof answer === 'string')
    return isToken(answer) ? [...sent, decode(endpoint, 'response', answer)] : sent
  const received = carriers.flatMap((name) => {
    const value = answer?.[name]
    return typeof value === 'string' ? [decode(name, 'response', value)] : []
  })
  return [...sent, ...received]
}

type Decoded = Pick<SeenToken, 'encryption' | 'header' | 'payload' | 'signature'>

const decoded = (text: string, { opened }: Carried, verifiers: Verifiers): Decoded => {
  if (!isToken(text)) return {}
  const parts = text.split('.')
  if (parts.length !== 5) return signed(text, verifiers)
  const encryption = part(parts[0])
  const inside = opened?.get(text)
  return {
    ...(encryption && { encryption }),
    ...(inside === undefined ? { signature: 'sealed' as const } : signed(inside, verifiers)),
  }
}

const signed = (text: string, verifiers: Verifiers): Decoded => {
  const [header, payload] = text.split('.').map(part)
  return {
    ...(header && { header }),
    ...(payload && { payload }),
    signature: header ? verified(text, header, verifiers) : 'unverified',
  }
}

const part = (encoded = ''): Record<string, unknown> | undefined => {
  try {
    const value = parseJson(Buffer.from(encoded, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

const verified = (
  text: string,
  { alg, kid }: Record<string, unknown>,
  { keys, secret }: Verifiers,
): SignatureState => {
  const end = text.lastIndexOf('.')
  const content = Buffer.from(text.slice(0, end))
  const signature = Buffer.from(text.slice(end + 1), 'base64url')
  if (alg === 'none') return 'unsigned'
  if (alg === 'HS256') {
    if (secret === undefined) return 'unverified'
    return createHmac('sha256', secret).update(content).digest().equals(signature) ? 'valid' : 'invalid'
  }
  const candidates = keys.filter((key) => key.alg === alg && (kid === undefined || key.kid === kid))
  if (candidates.length === 0) return kid === undefined ? 'unverified' : 'unknown_key'
  const holds = candidates.some((jwk) => {
    const key = createPublicKey({ key: jwk, format: 'jwk' })
    return verify('sha256', content, { key, dsaEncoding: 'ieee-p1363' }, signature)
  })
  return holds ? 'valid' : 'invalid'
}
