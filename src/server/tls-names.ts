import type { Config } from '../config/config.ts'
import { platformOf } from '../platforms/index.ts'

/** Every name that a client may reach this server by, for its certificate; none twice. */
export const tlsNames = ({
  public_url,
  hubs,
  tls,
}: Pick<Config, 'public_url' | 'hubs' | 'tls'>): string[] => {
  const names = [
    ...['localhost', '127.0.0.1', '::1'],
    // The name of the service in our compose files, and that of the machine for its containers.
    ...['doublure', 'host.docker.internal'],
    ...(public_url === undefined ? [] : [new URL(public_url).hostname]),
    ...hubs.flatMap(({ id, as_of, host }) => [
      ...(platformOf(id, as_of)?.hosts ?? []),
      ...(host === undefined ? [] : [host]),
    ]),
    ...(tls && 'names' in tls ? tls.names : []),
  ]
  return [...new Set(names.map(bare))]
}

/** Without port and brackets, as a certificate says it. */
const bare = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^([^:]*):\d+$/, '$1')
