import type { WrittenConfig } from '../config/config.ts'

/** Where this machine reaches a Doublure that listens on a host and a port, where every address stands for the loopback. */
export const localAddress = (
  { host, port }: Pick<WrittenConfig, 'host' | 'port'>,
  scheme: 'http' | 'https' = 'http',
): string => {
  if (host === '0.0.0.0') return `${scheme}://127.0.0.1:${port}`
  if (host === '::') return `${scheme}://[::1]:${port}`
  return host.includes(':') ? `${scheme}://[${host}]:${port}` : `${scheme}://${host}:${port}`
}
