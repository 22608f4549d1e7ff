import { parseJson } from '../lib/parse-json.ts'
import { type Params, single } from './params.ts'

/** Payload of the `id_token_hint` of a logout, unverified; undefined when there is none that can be read. */
export const hintPayload = (params: Params): Readonly<Record<string, unknown>> | undefined => {
  const [, payload] = single(params, 'id_token_hint')?.split('.') ?? []
  if (payload === undefined) return undefined
  try {
    const read = parseJson(Buffer.from(payload, 'base64url').toString('utf8'))
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
