import { afterAll, describe, expect, test } from 'vitest'
import { Browser } from '../../support/browser.ts'
import { startDoublure } from '../../support/mock.ts'
import { authorizeUrl, codeOf, toChooser } from './walk.ts'

const doublure = await startDoublure({
  hubs: ['franceconnect', { id: 'franceconnect-plus', strictness: 'observe' }],
})
afterAll(() => doublure.close())
const issuer = doublure.issuer('franceconnect')
const root = issuer.replace(/\/api\/v2$/, '')

describe('what the hub does not serve: 404 Y000404', () => {
  test.each([
    ['GET', `${root}/`],
    ['GET', `${root}/unknown`],
    ['GET', `${issuer}/unknown`],
    ['GET', `${issuer}/interaction`],
    ['POST', `${issuer}/token/introspection`],
    ['POST', `${issuer}/reg`],
    ['POST', `${issuer}/request`],
    ['POST', `${issuer}/device/auth`],
    ['GET', `${issuer}/device`],
    ['GET', `${issuer}/session/check`],
    ['GET', `${issuer}/token`],
    ['POST', `${issuer}/userinfo`],
    ['POST', `${issuer}/session/end`],
    ['PUT', `${issuer}/authorize`],
    ['OPTIONS', `${issuer}/token`],
    ['OPTIONS', `${issuer}/userinfo`],
    ['GET', `${issuer}/redirect-to-idp`],
    ['POST', `${issuer}/oidc-callback`],
    ['GET', `${issuer}/checktoken`],
  ])('%s %s', async (method, url) => {
    const seen = await new Browser().open(url, { method })
    expect([seen.status, codeOf(seen)]).toEqual([404, 'Y000404'])
    expect(seen.body).toContain('Page non trouvée')
    expect(seen.headers.get('content-type')).toMatch(/^text\/html/)
    expect(seen.body).not.toContain('back-to-sp-link')
  })
})

test.each(['', '/'])('the root of the issuer leads to the public site, "%s" at its end', async (end) => {
  const seen = await new Browser().open(`${issuer}${end}`)
  expect([seen.status, seen.headers.get('location')]).toEqual([301, 'https://franceconnect.gouv.fr'])
  expect(seen.headers.get('content-type')).toMatch(/^text\/plain/)
})

test('the accessibility page is there', async () => {
  const seen = await new Browser().open(`${issuer}/accessibilite`)
  expect([seen.status, seen.headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect(seen.body).toContain('Accessibilité')
})

describe('the headers of every page', () => {
  test.each([
    ['a page', () => toChooser(issuer).then(({ seen }) => seen)],
    ['a redirect', () => new Browser().open(authorizeUrl(issuer))],
    ['a refusal', () => new Browser().open(authorizeUrl(issuer, { nonce: '' }))],
  ])('%s', async (_name, get) => {
    const { headers } = await get()
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).not.toContain('form-action')
    expect(policy).not.toContain('upgrade-insecure-requests')
    expect(headers.get('strict-transport-security')).toBeNull()
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-powered-by')).toBeNull()
  })
})

test('a hub that observes lets a message through, and says what the real one would refuse', async () => {
  const url = authorizeUrl(doublure.issuer('franceconnect-plus'), { acr_values: 'eidas2', max_age: '60' })
  expect((await new Browser().open(url)).status).toBe(303)
  const findings = doublure
    .exchanges()
    .at(-1)
    ?.findings.filter(({ code }) => code !== undefined)
  expect(findings?.map(({ rule, code }) => [rule, code])).toEqual([
    ['authorization/known-parameters', 'Y030007'],
  ])
})
