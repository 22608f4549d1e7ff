import { keepsToHttps } from '../../journey/keeps-to-https.ts'
import type { HubFacts } from '../../journey/visit.ts'

const policy = (isHttps: boolean): string =>
  [
    "default-src 'self'",
    "base-uri 'self'",
    "font-src 'self' https: data:",
    'frame-ancestors',
    "img-src 'self' data: stats.data.gouv.fr",
    "object-src 'none'",
    "script-src 'self' stats.data.gouv.fr blob:",
    "script-src-attr 'none'",
    "style-src 'self'",
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
    "connect-src 'self' stats.data.gouv.fr",
  ].join(';')

/** The headers of every answer. Two of them would break a hub served over http, and stand only on https, localhost left out. */
export const headers = (facts: HubFacts): Record<string, string> => {
  const isHttps = keepsToHttps(facts)
  return {
    'content-security-policy': policy(isHttps),
    ...(isHttps && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'x-download-options': 'noopen',
    'x-frame-options': 'SAMEORIGIN',
    'x-permitted-cross-domain-policies': 'none',
    'x-xss-protection': '0',
  }
}
