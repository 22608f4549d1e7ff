import { createHash } from 'node:crypto'
import type { Received } from '../proconnect/journey/ways.ts'
import { stableUuid } from '../proconnect/subject.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest()

/** Until April 2024: 64 hexadecimal characters, another for each client and each identity provider. */
export const pairwiseSubject = async ({ visit, client, provider, answer }: Received): Promise<string> => {
  const { secret } = visit.hub
  const identity = sha256(provider.id + String(answer.identity.uid) + secret).toString('base64')
  return sha256(client.client_id + identity + secret).toString('hex')
}

/** From May 2024: a UUID, the same for every client and another for each identity provider. */
export const publicSubject = async ({ visit, provider, answer }: Received): Promise<string> =>
  stableUuid(visit.hub.secret, provider.id, String(answer.identity.sub))
