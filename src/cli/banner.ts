import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import type { LoadedConfig } from '../config/load-config.ts'
import { discoveryAt } from './hub-addresses.ts'

/** Clients named before the rest is only counted. */
const SHOWN_CLIENTS = 8

/** What is printed once the server answers; its last line is the one that scripts wait for. */
export const banner = (config: Config, { readFrom, merged }: LoadedConfig, url: string): string => {
  const width = Math.max(...config.hubs.map(({ id }) => id.length))
  const ids = [...new Set(config.clients.map(({ client_id }) => client_id))]
  const more = ids.length > SHOWN_CLIENTS ? ` and ${ids.length - SHOWN_CLIENTS} more` : ''
  const whose = merged.lists.clients === undefined ? 'Demonstration clients' : 'Clients'
  return [
    "Doublure is a local double of the State's identity hubs: no real identity passes here.",
    '',
    `Configuration read from: ${readFrom.length > 0 ? readFrom.join(', ') : 'nothing, every setting has its default'}`,
    `${whose}: ${ids.length > 0 ? `${ids.slice(0, SHOWN_CLIENTS).join(', ')}${more}` : 'none'}`,
    'Hubs, by their discovery address:',
    ...config.hubs.map((hub) => `  ${hub.id.padEnd(width)}  ${discoveryAt(hub, url)}`),
    ...trust(config),
    '',
    `Doublure is ready on ${url}`,
    '',
  ].join('\n')
}

const trust = ({ tls }: Config): string[] =>
  tls && 'folder' in tls
    ? [`Its certificate is signed by ${join(tls.folder, 'ca.pem')}: "doublure ca" says how to trust it.`]
    : []
