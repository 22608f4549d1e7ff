import { afterAll, describe, expect, test } from 'vitest'
import { Browser } from '../../support/browser.ts'
import { startDoublure } from '../../support/mock.ts'
import {
  authorizeUrl,
  codeOf,
  confirm,
  exchange,
  received,
  toChooser,
  toClient,
  toInformation,
  userinfo,
} from './walk.ts'

let offset = 0
const doublure = await startDoublure({ now: () => Date.now() + offset * 1000 })
afterAll(() => doublure.close())
const low = doublure.issuer('franceconnect')
const high = doublure.issuer('franceconnect-plus')

type Cookie = { name: string; value: string; attributes: Record<string, string | true> }

const cookiesOf = (headers: Headers): Cookie[] =>
  headers.getSetCookie().map((line) => {
    const [pair = '', ...rest] = line.split('; ')
    const attributes = rest.map((one) => {
      const [name = '', value] = one.split('=')
      return [name.toLowerCase(), value ?? true] as const
    })
    return {
      name: pair.split('=')[0] ?? '',
      value: pair.split('=')[1] ?? '',
      attributes: Object.fromEntries(attributes),
    }
  })

/** Seconds until a cookie dies. */
const lifetime = ({ attributes }: Cookie): number =>
  Math.round((Date.parse(String(attributes.expires)) - Date.now() - offset * 1000) / 1000)

describe.each([
  ['franceconnect', low, 1800, 1800],
  ['franceconnect-plus', high, 600, undefined],
] as const)('%s', (hub, issuer, interaction, session) => {
  const acr_values = issuer === low ? 'eidas1' : 'eidas2'

  test('the authorize answer sets the session and the interaction', async () => {
    const seen = await new Browser().open(authorizeUrl(issuer, { acr_values }))
    const cookies = cookiesOf(seen.headers)
    expect(cookies.map(({ name }) => name).sort()).toEqual([
      '_interaction',
      '_interaction.sig',
      '_interaction_resume',
      '_interaction_resume.sig',
      'fc_session_id',
    ])
    for (const cookie of cookies) {
      expect(cookie.attributes).toMatchObject({ httponly: true, samesite: 'lax' })
      expect(cookie.attributes).not.toHaveProperty('secure')
      const expected = cookie.name === 'fc_session_id' ? session : interaction
      if (expected === undefined) expect(cookie.attributes).not.toHaveProperty('expires')
      else expect(Math.abs(lifetime(cookie) - expected)).toBeLessThanOrEqual(2)
    }
    const pathOf = (name: string) => cookies.find((cookie) => cookie.name === name)?.attributes.path
    expect(pathOf('fc_session_id')).toBe(`/${hub}`)
    expect(pathOf('_interaction')).toBe(`/${hub}`)
    const uid = seen.location?.split('/').at(-1)
    expect(pathOf('_interaction_resume')).toBe(`/${hub}/api/v2/authorize/${uid}`)
  })

  test('the session is signed as Express signs', async () => {
    const seen = await new Browser().open(authorizeUrl(issuer, { acr_values }))
    const found = cookiesOf(seen.headers).find(({ name }) => name === 'fc_session_id')
    expect(decodeURIComponent(found?.value ?? '')).toMatch(/^s:[\w-]{43}\.[A-Za-z0-9+/]{43}$/)
  })

  test('the session gets another id at each authorize', async () => {
    const browser = new Browser()
    const ids = new Set<string>()
    for (let round = 0; round < 3; round++) {
      const seen = await browser.open(authorizeUrl(issuer, { acr_values }))
      ids.add(cookiesOf(seen.headers).find(({ name }) => name === 'fc_session_id')?.value ?? '')
    }
    expect(ids.size).toBe(3)
  })

  test('the end of a login sets the session of the library', async () => {
    const { browser } = await toClient(issuer)
    expect([...browser.cookies.keys()].map((key) => key.split(';')[0])).toEqual(
      expect.arrayContaining(['_session', '_session.sig', 'fc_session_id']),
    )
  })
})

test('FranceConnect slides its session, FranceConnect+ does not outlive ten minutes', async () => {
  const minutes = async (issuer: string) => {
    const { browser, seen } = await toChooser(issuer)
    for (let minute = 4; minute <= 36; minute += 4) {
      offset += 240
      const again = await browser.open(seen.url)
      // The interaction of the library ends after its own time, and does not slide either.
      if (codeOf(again) !== undefined) return [minute, codeOf(again)]
    }
    return undefined
  }
  expect(await minutes(low)).toEqual([32, 'Y030025'])
  expect(await minutes(high)).toEqual([12, 'Y190001'])
})

test('the end of a login begins ten more minutes on FranceConnect+, for other clients', async () => {
  const { browser, seen } = await toInformation(high)
  offset += 500
  await confirm(browser, seen)
  offset += 500
  const again = await browser.open(authorizeUrl(high, { acr_values: 'eidas2' }))
  expect(again.location).toMatch(/\/verify$/)
})

test('clients that come and go away again give a session of FranceConnect+ no time', async () => {
  const { browser } = await toClient(high)
  const asked = authorizeUrl(high, { acr_values: 'eidas2' })
  offset += 400
  expect((await browser.open(asked)).location).toMatch(/\/verify$/)
  offset += 250
  expect((await browser.open(asked)).location).not.toMatch(/\/verify$/)
})

test('after half an hour without a step, the session is gone: 401 Y190001', async () => {
  const { browser, seen } = await toChooser(low)
  offset += 1801
  const again = await browser.open(seen.url)
  expect([again.status, codeOf(again)]).toEqual([401, 'Y190001'])
})

test('what servers call sets no cookie, even when a cookie of a session comes along', async () => {
  const { browser } = await toClient(low)
  const cookie = [...browser.cookies].map(([key, { value }]) => `${key.split(';')[0]}=${value}`).join('; ')
  const method = 'POST'
  for (const [path, init] of [
    ['/token', { method }],
    ['/token/revocation', { method }],
    ['/checktoken', { method }],
    ['/userinfo', {}],
    ['/jwks', {}],
    ['/.well-known/openid-configuration', {}],
  ] as const) {
    const response = await fetch(`${low}${path}`, { ...init, headers: { cookie } })
    expect([path, response.headers.getSetCookie()]).toEqual([path, []])
  }
})

test('token and userinfo set no cookie', async () => {
  const { seen } = await toClient(low)
  const token = await exchange(low, received(seen).code ?? '')
  expect(token.headers.getSetCookie()).toEqual([])
  const { access_token } = (await token.json()) as { access_token: string }
  expect((await userinfo(low, access_token)).headers.getSetCookie()).toEqual([])
})
