import { afterAll, expect, test } from 'vitest'
import { Browser } from '../../support/browser.ts'
import { startDoublure } from '../../support/mock.ts'
import { authorizeUrl, toEmailPage } from './walk.ts'

const doublure = await startDoublure({ hubs: ['proconnect'] })
afterAll(() => doublure.close())
const issuer = doublure.issuer('proconnect')

const expected = {
  'content-security-policy':
    "default-src 'self';base-uri 'self';font-src 'self' https: data:;frame-ancestors;img-src 'self' data: stats.data.gouv.fr;" +
    "object-src 'none';script-src 'self' stats.data.gouv.fr blob:;script-src-attr 'none';style-src 'self';connect-src 'self' stats.data.gouv.fr",
  'x-frame-options': 'SAMEORIGIN',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-permitted-cross-domain-policies': 'none',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-xss-protection': '0',
  'origin-agent-cluster': '?1',
}

test.each([
  ['a page', async () => (await toEmailPage(issuer)).seen.headers],
  ['discovery', async () => (await fetch(`${issuer}/.well-known/openid-configuration`)).headers],
  [
    'an error of the token endpoint',
    async () => (await fetch(`${issuer}/token`, { method: 'POST' })).headers,
  ],
  ['the 404', async () => (await fetch(`${issuer}/nowhere`)).headers],
])('%s bears the headers of the real hub, but those of https alone', async (_what, headersOf) => {
  const headers = await headersOf()
  expect(Object.fromEntries(Object.keys(expected).map((name) => [name, headers.get(name)]))).toEqual(expected)
  expect(headers.has('strict-transport-security')).toBe(false)
})

test('cookies are Lax, unreadable by scripts, and last as on the real hub', async () => {
  const seen = await new Browser().open(authorizeUrl(issuer))
  const cookies = seen.headers.getSetCookie()
  const named = (name: string) => cookies.find((cookie) => cookie.startsWith(`${name}=`)) ?? ''
  expect(cookies.every((cookie) => /httponly/i.test(cookie) && /samesite=lax/i.test(cookie))).toBe(true)
  expect(named('pc_session_id')).toMatch(/^pc_session_id=s%3A/)
  expect(named('pc_session_id')).not.toMatch(/expires|max-age/i)
  expect(named('_interaction')).toMatch(/path=\/proconnect;/)
  const [, uid = ''] = /\/interaction\/([\w-]{21})$/.exec(seen.location ?? '') ?? []
  expect(named('_interaction_resume')).toContain(`path=/proconnect/api/v2/authorize/${uid};`)
  expect(named('_interaction.sig')).not.toBe('')
  const [, expires = ''] = /expires=([^;]*)/i.exec(named('_interaction')) ?? []
  expect(Math.abs(Date.parse(expires) - Date.now() - 3600_000)).toBeLessThan(10_000)
})
