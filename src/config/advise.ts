import type { Client } from '../clients/client.ts'
import { suggestion } from '../clients/nearest.ts'
import type { Problem } from '../lib/problem.ts'
import { badPorts } from './bad-ports.ts'
import type { Config } from './config.ts'
import type { ConfigSources } from './load-config.ts'

/** What is allowed and will surprise: each is told, none stops the start. */
export const advise = (
  { clients, identity_providers, public_url, port, host, hubs, tls }: Config,
  { adviseRegistration, hostsOf }: Pick<ConfigSources, 'adviseRegistration' | 'hostsOf'>,
): Problem[] => {
  const providers = new Set(identity_providers.map(({ id }) => id))
  const ofClients = clients.flatMap((client) =>
    [
      ...unknownProviders(client, providers),
      ...severalHosts(client),
      ...plainSector(client),
      ...oddEntity(client),
      ...adviseRegistration(client),
    ].map((message) => ({ origin: `client "${client.client_id}"`, message })),
  )
  return [
    ...badPort(public_url, port, tls),
    ...otherPort(public_url, port, tls),
    ...otherHost(public_url, host),
    ...otherScheme(public_url, tls),
    ...hubsName(
      public_url,
      // A name that was given to a hub wins over the real one of another, as it does when a request comes by it.
      new Map([
        ...hubs.flatMap((hub) => hostsOf(hub).map((name) => [name, hub.id] as const)),
        ...hubs.flatMap(({ id, host: name }) => (name ? [[name, id] as const] : [])),
      ]),
    ),
    ...ofClients,
  ]
}

/** The port that an address means, said or not. */
const portOf = ({ port, protocol }: URL): number => Number(port) || (protocol === 'https:' ? 443 : 80)

/** Behind a proxy, only the port that browsers are told matters. */
const badPort = (public_url: string | undefined, port: number, tls: Config['tls']): Problem[] => {
  const told = public_url === undefined ? port : portOf(new URL(public_url))
  if (!badPorts.has(told)) return []
  const origin = told === port ? 'port' : told === tls?.port ? 'tls.port' : 'public_url'
  const message = `browsers and the fetch of Node.js refuse to open port ${told} (a bad port of the Fetch standard): choose another, such as 3615`
  return [{ origin, message }]
}

/** Right behind a proxy or a mapped port; a slip when `--port` alone was changed. */
const otherPort = (public_url: string | undefined, port: number, tls: Config['tls']): Problem[] => {
  if (public_url === undefined || port === 0) return []
  const url = new URL(public_url)
  if (!['localhost', '127.0.0.1'].includes(url.hostname) || [port, tls?.port].includes(portOf(url))) return []
  return [
    {
      origin: 'public_url',
      message: `browsers are told ${public_url}, but the server listens on port ${port}: right only if something forwards that port`,
    },
  ]
}

/** By a name of its own a hub answers at the root, where nothing else can. */
const hubsName = (public_url: string | undefined, owners: ReadonlyMap<string, string>): Problem[] => {
  const url = new URL(public_url ?? 'http://localhost')
  const { hostname } = url
  const owner = owners.get(`${hostname}:${portOf(url)}`) ?? owners.get(hostname)
  if (owner === undefined) return []
  return [
    {
      origin: 'public_url',
      message:
        `${hostname} is a name of ${owner}, which answers there at ${public_url}/api/v2 and hides every other address below it: ` +
        'let public_url be another, such as localhost; the hub is reached by its own name all the same',
    },
  ]
}

/** What localhost may lead to. */
const HERE: readonly string[] = ['127.0.0.1', '::1', 'localhost', '0.0.0.0', '0', '::']

/** Right behind something that forwards; a slip when `--host` alone was changed. */
const otherHost = (public_url: string | undefined, host: string): Problem[] => {
  if (public_url === undefined || HERE.includes(host) || new URL(public_url).hostname !== 'localhost')
    return []
  const meant = Object.assign(new URL(public_url), {
    hostname: host.includes(':') ? `[${host}]` : host,
  }).origin
  return [
    {
      origin: 'public_url',
      message: `browsers are told ${public_url}, but the server listens on ${host} alone: say ${meant}, or listen on 0.0.0.0`,
    },
  ]
}

/** Something may speak http in front; more often, the address was left as it was when `tls` was set. */
const otherScheme = (public_url: string | undefined, tls: Config['tls']): Problem[] =>
  tls === undefined || tls.port !== undefined || !public_url?.startsWith('http:')
    ? []
    : [
        {
          origin: 'public_url',
          message: `browsers are told ${public_url}, but the server speaks https alone: say https://, or give https a port of its own with tls.port`,
        },
      ]

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

/** The library refuses every request of such a client. */
const plainSector = ({ sector_identifier_uri }: Client): string[] =>
  sector_identifier_uri?.startsWith('http:')
    ? ['sector_identifier_uri is an http address: FranceConnect takes https alone, and refuses this client']
    : []

/** The partners' portal gives a service no other. */
const oddEntity = ({ entity_id }: Client): string[] =>
  entity_id === undefined || /^[a-zA-Z0-9-]{32,64}$/.test(entity_id)
    ? []
    : [
        `entity_id "${entity_id}" is none that FranceConnect's portal gives: 32 to 64 letters, digits and hyphens`,
      ]
