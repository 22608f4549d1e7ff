import type { HubFacts } from './visit.ts'

/**
 * Whether a hub tells browsers to keep to https: not over http, and not on this machine itself, where the order would
 * hold for every port of localhost, the service under test with them.
 */
export const keepsToHttps = ({ base }: Pick<HubFacts, 'base'>): boolean => {
  const { protocol, hostname } = new URL(base)
  return protocol === 'https:' && !/^(.+\.)?localhost$|^127\.|^\[::1\]$/.test(hostname)
}
