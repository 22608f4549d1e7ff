import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { Browser } from '../../support/browser.ts'
import { startDoublure } from '../../support/mock.ts'
import { askTokens, askUserinfo, authorize, callApi, codeOf, logIn, redeem } from './drive.ts'

let doublure: Doublure
let api: ReturnType<typeof callApi>

beforeAll(async () => {
  doublure = await startDoublure()
  api = callApi(doublure)
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const hub = 'franceconnect'
const angela = { 'doublure-persona': 'angela-dubois' }
const john = { 'doublure-persona': 'john-doe' }
const age = (order: object) => api('POST', '/tokens/age', { hub, ...order })
const cookieOf = (browser: Browser, name: string) =>
  [...browser.cookies].find(([key]) => key.startsWith(`${name};`))?.[1].value ?? ''

describe('a code that is made older', () => {
  test('is good for what is left of its 30 seconds', async () => {
    const code = codeOf(await authorize(doublure, hub, { headers: angela }))
    const { status, body } = await age({ code, seconds: 28 })
    expect(status).toBe(200)
    expect(body.model).toBe('AuthorizationCode')
    expect(body.remaining).toBeGreaterThan(0)
    expect(body.remaining).toBeLessThanOrEqual(2)
    expect((await redeem(doublure, hub, code)).status).toBe(200)
  })

  test('is unknown beyond them', async () => {
    const code = codeOf(await authorize(doublure, hub, { headers: angela }))
    expect((await age({ code, seconds: 30 })).body.remaining).toBe(0)
    expect(await redeem(doublure, hub, code)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  })

  test('leaves other codes as young as they are', async () => {
    const [old, young] = [
      codeOf(await authorize(doublure, hub, { headers: angela })),
      codeOf(await authorize(doublure, hub, { headers: angela })),
    ]
    await age({ code: old, seconds: 60 })
    expect((await redeem(doublure, hub, young)).status).toBe(200)
  })
})

describe('an access token that is made older', () => {
  test('outlives its grant on FranceConnect: userinfo fails after 30 seconds although 60 were promised', async () => {
    const { tokens } = await logIn(doublure, hub, { headers: angela })
    await age({ token: tokens.access_token, seconds: 25 })
    expect((await askUserinfo(doublure, hub, tokens.access_token)).status).toBe(200)
    const { body } = await age({ token: tokens.access_token, seconds: 10 })
    expect(body.remaining).toBeGreaterThan(20)
    expect((await askUserinfo(doublure, hub, tokens.access_token)).status).toBe(401)
    const [last] = doublure.exchanges({ endpoint: 'userinfo' }).slice(-1)
    expect(last?.refusal?.code).toBe('Y0489D15')
  })

  test('expires on ProConnect, where its refresh token gives another', async () => {
    const where = 'proconnect'
    const { tokens } = await logIn(doublure, where, { headers: john })
    await age({ hub: where, token: tokens.access_token, seconds: 3600 })
    expect((await askUserinfo(doublure, where, tokens.access_token)).status).toBe(401)
    const refreshed = await askTokens(doublure, where, {
      grant_type: 'refresh_token',
      refresh_token: tokens.refresh_token ?? '',
    })
    expect(refreshed.status).toBe(200)
    expect((await askUserinfo(doublure, where, refreshed.body.access_token)).status).toBe(200)
  })
})

test('a refresh token that is made older expires', async () => {
  const where = 'proconnect'
  const { tokens } = await logIn(doublure, where, { headers: john })
  const refresh_token = tokens.refresh_token ?? ''
  const { body } = await age({ hub: where, token: refresh_token, seconds: 24 * 3600 })
  expect(body).toEqual({ model: 'RefreshToken', remaining: 0 })
  const refused = await askTokens(doublure, where, { grant_type: 'refresh_token', refresh_token })
  expect(refused).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
})

describe('a session that is made older', () => {
  const information = 'fc-consent-page'
  const again = async (browser: Browser) =>
    (await browser.follow(await authorize(doublure, hub, { browser }))).body

  test('serves another login while it lasts, and no more once it is over', async () => {
    const browser = new Browser()
    await authorize(doublure, hub, { browser, headers: angela })
    const { body } = await age({ session: cookieOf(browser, 'fc_session_id'), seconds: 1700 })
    expect(body.model).toBe('Session')
    expect(await again(browser)).toContain(information)
    await age({ session: cookieOf(browser, 'fc_session_id'), seconds: 1800 })
    expect(await again(browser)).not.toContain(information)
  })

  test('can be named by its id, which the cookie holds', async () => {
    const browser = new Browser()
    await authorize(doublure, hub, { browser, headers: angela })
    const [, id = ''] = /^s:([\w-]+)\./.exec(decodeURIComponent(cookieOf(browser, 'fc_session_id'))) ?? []
    expect((await age({ session: id, seconds: 1800 })).body).toEqual({ model: 'Session', remaining: 0 })
    expect(await again(browser)).not.toContain(information)
  })

  test('takes the refresh tokens of ProConnect with it', async () => {
    const browser = new Browser()
    const { tokens } = await logIn(doublure, 'proconnect', { browser, headers: john })
    await age({ hub: 'proconnect', session: cookieOf(browser, 'pc_session_id'), seconds: 13 * 3600 })
    const grant = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' }
    expect((await askTokens(doublure, 'proconnect', grant)).status).toBe(400)
  })
})

test.each(['code', 'token', 'session'])('a %s that the hub does not know is 404', async (kind) => {
  const { status, body } = await age({ [kind]: 'never-given', seconds: 1 })
  expect(status).toBe(404)
  expect(body.title).toBe(`The hub franceconnect knows no such ${kind}`)
})

test.each([
  [{ seconds: 1 }, 'exactly one of code, token and session'],
  [{ seconds: 1, code: 'a', token: 'b' }, 'exactly one of code, token and session'],
  [{ seconds: 0, code: 'a' }, 'body.seconds'],
  [{ code: 'a' }, 'body.seconds'],
  [{ hub: 'nowhere', seconds: 1, code: 'a' }, 'Unknown hub'],
])('%j is refused', async (order, told) => {
  const { status, body } = await age(order)
  expect(status).toBe(400)
  expect(`${body.title} ${body.detail}`).toContain(told)
})
