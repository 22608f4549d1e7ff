import type { Client } from '../clients/client.ts'
import { secretsOf } from '../clients/secrets-of.ts'
import type { Examined } from '../conformance/report.ts'
import type { Registration } from '../conformance/traffic.ts'
import type { Platform } from './platform.ts'

/** A platform as reports see it, with what it makes of a client's registration, and the secrets of all. */
export const examine = (
  platform: Platform,
  client: Client | undefined,
  clients: readonly Client[] = [],
): Examined => ({
  hub: platform.id,
  title: platform.title,
  asOf: platform.asOf.date,
  criteria: platform.criteria ?? [],
  ...(client && { client: registrationOf(platform, client), secrets: secretsOf(clients) }),
})

/** A registration with the hub's defaults; a data provider has none of them. */
const registrationOf = (platform: Platform, client: Client): Registration => {
  const metadata = platform.registration(client)
  const text = (name: string) => (typeof metadata?.[name] === 'string' ? String(metadata[name]) : undefined)
  return {
    client_id: client.client_id,
    client_name: client.client_name,
    redirect_uris: client.redirect_uris,
    scopes: text('scope')?.split(' ') ?? client.scopes,
    declared_scopes: client.scopes,
    sector_identifier_uri: client.sector_identifier_uri,
    id_token_encrypted_response_alg: text('id_token_encrypted_response_alg'),
    userinfo_encrypted_response_alg: text('userinfo_encrypted_response_alg'),
    id_token_signed_response_alg: text('id_token_signed_response_alg'),
    userinfo_signed_response_alg: text('userinfo_signed_response_alg') ?? null,
  }
}
