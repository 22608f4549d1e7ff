import type { Client } from '../clients/client.ts'
import { suggestion } from '../clients/nearest.ts'
import type { Problem } from '../lib/problem.ts'
import type { Config } from './config.ts'

/** What is allowed and will surprise: each is told, none stops the start. */
export const advise = ({ clients, identity_providers }: Config): Problem[] => {
  const providers = new Set(identity_providers.map(({ id }) => id))
  return clients.flatMap((client) =>
    [...unknownProviders(client, providers), ...severalHosts(client)].map((message) => ({
      origin: `client "${client.client_id}"`,
      message,
    })),
  )
}

const unknownProviders = ({ idp_filter, allowed_idp_hints }: Client, providers: ReadonlySet<string>) =>
  [
    ...idp_filter.list.map((id) => ({ key: 'idp_filter', id })),
    ...(allowed_idp_hints ?? []).map((id) => ({ key: 'allowed_idp_hints', id })),
  ]
    .filter(({ id }) => !providers.has(id))
    .map(({ key, id }) => `${key} names "${id}", which is no identity provider${suggestion(id, providers)}`)

/** FranceConnect refuses every login of such a client: the sub could not be computed. */
const severalHosts = ({ redirect_uris, sector_identifier_uri }: Client): string[] => {
  const hosts = new Set(redirect_uris.map((uri) => new URL(uri).host))
  if (hosts.size < 2 || sector_identifier_uri !== undefined) return []
  return [
    `redirect_uris are on several hosts (${[...hosts].join(', ')}): FranceConnect then wants a sector_identifier_uri`,
  ]
}
