import { afterAll, describe, expect, test } from 'vitest'
import { Browser } from '../../support/browser.ts'
import { startDoublure } from '../../support/mock.ts'
import { authorizeUrl, codeOf, toCallback, toChooser, toClient, toInformation, toProvider } from './walk.ts'

const doublure = await startDoublure()
afterAll(() => doublure.close())
const issuer = doublure.issuer('franceconnect')

const uid = 'u'.repeat(43)
const pages = [
  `/interaction/${uid}`,
  '/oidc-callback?code=x&state=y',
  `/interaction/${uid}/verify`,
  `/interaction/${uid}/consent`,
  '/auto-login',
]
const forms = ['/redirect-to-idp', '/login']

const go = (browser: Browser, path: string, fields?: Record<string, string>) =>
  browser.open(`${issuer}${path}`, fields && { method: 'POST', body: new URLSearchParams(fields) })

const tamper = (browser: Browser, change: (value: string) => string) => {
  for (const [key, cookie] of browser.cookies) {
    if (key.startsWith('fc_session_id')) browser.cookies.set(key, { ...cookie, value: change(cookie.value) })
  }
}

describe('a browser without a live session', () => {
  test.each([...pages, ...forms])('%s without cookie: 401 Y190001', async (path) => {
    const seen = await go(new Browser(), path, forms.includes(path) ? { csrfToken: 'x' } : undefined)
    expect([seen.status, codeOf(seen)]).toEqual([401, 'Y190001'])
    expect(seen.headers.get('cache-control')).toBe('no-store')
  })

  test.each(pages)('%s with a tampered cookie: 401 Y190012', async (path) => {
    const { browser } = await toChooser(issuer)
    tamper(browser, (value) => `${value.slice(0, -4)}AAAA`)
    const seen = await go(browser, path)
    expect([seen.status, codeOf(seen)]).toEqual([401, 'Y190012'])
  })

  test('an unknown session cookie on /authorize is replaced', async () => {
    const { browser } = await toChooser(issuer)
    tamper(browser, () => 'nonsense')
    expect((await toChooser(issuer, { browser })).seen.status).toBe(200)
  })
})

describe('steps out of order: 409 Y190004', () => {
  const expectDisorder = async (browser: Browser, path: string, fields?: Record<string, string>) => {
    const seen = await go(browser, path, fields)
    expect([seen.status, codeOf(seen)]).toEqual([409, 'Y190004'])
  }

  test.each(pages.slice(1))('%s right after the chooser', async (path) => {
    const { browser } = await toChooser(issuer)
    await expectDisorder(browser, path)
  })

  test('the chooser after the information page', async () => {
    const { browser } = await toInformation(issuer)
    await expectDisorder(browser, `/interaction/${uid}`)
  })

  test('a form of the chooser posted on /login', async () => {
    const { browser, seen } = await toChooser(issuer)
    await expectDisorder(browser, '/login', { csrfToken: seen.form('csrfToken').fields.csrfToken ?? '' })
  })

  test('an empty state passes the gate and stops at the chooser', async () => {
    const { seen } = await toChooser(issuer, { changes: { state: '' } })
    expect([seen.status, codeOf(seen)]).toEqual([409, 'Y190004'])
  })
})

describe('the same step twice: 400 Y420001', () => {
  test('the form of the chooser', async () => {
    const { browser, chooser } = await toProvider(issuer)
    const seen = await browser.submit(chooser.form('value="fc-impots"'))
    expect([seen.status, codeOf(seen)]).toEqual([400, 'Y420001'])
  })

  test('/oidc-callback and /verify', async () => {
    const { browser, seen } = await toCallback(issuer)
    const verify = await browser.open(seen.location ?? '')
    const again = await browser.open(seen.location ?? '')
    expect([again.status, codeOf(again)]).toEqual([400, 'Y420001'])
    await browser.open(verify.location ?? '')
    const verifyAgain = await browser.open(verify.location ?? '')
    expect([verifyAgain.status, codeOf(verifyAgain)]).toEqual([400, 'Y420001'])
  })

  test('/login', async () => {
    const { browser, seen } = await toInformation(issuer)
    await browser.submit(seen.form('csrfToken'))
    const again = await browser.submit(seen.form('csrfToken'))
    expect([again.status, codeOf(again)]).toEqual([400, 'Y420001'])
  })
})

describe('the token against forgery', () => {
  const leave = async (csrfToken?: string) => {
    const { browser } = await toChooser(issuer)
    const token = csrfToken === undefined ? undefined : { csrfToken }
    return go(browser, '/redirect-to-idp', { providerUid: 'fc-impots', ...token })
  }

  test.each([
    ['absent', undefined, 400, 'Y470002'],
    ['empty', '', 400, 'Y470002'],
    ['wrong', 'x', 401, 'Y470001'],
  ])('%s', async (_name, token, status, code) => {
    const seen = await leave(token)
    expect([seen.status, codeOf(seen)]).toEqual([status, code])
  })

  test('of no page that this session has seen', async () => {
    const browser = new Browser()
    await browser.open(authorizeUrl(issuer))
    const seen = await go(browser, '/redirect-to-idp', { providerUid: 'fc-impots', csrfToken: 'x' })
    expect([seen.status, codeOf(seen)]).toEqual([401, 'Y470003'])
  })

  test('used by a choice that was refused', async () => {
    const { browser, seen } = await toChooser(issuer)
    const { csrfToken = '' } = seen.form('csrfToken').fields
    const refused = await go(browser, '/redirect-to-idp', { providerUid: 'nobody', csrfToken })
    expect([refused.status, codeOf(refused)]).toEqual([500, 'Y020019'])
    const again = await go(browser, '/redirect-to-idp', { providerUid: 'fc-impots', csrfToken })
    expect([again.status, codeOf(again)]).toEqual([401, 'Y470004'])
  })
})

describe('what is allowed', () => {
  test('reloading the chooser and the information page', async () => {
    const { browser, seen } = await toChooser(issuer)
    expect((await browser.open(seen.url)).status).toBe(200)
    const information = await toInformation(issuer)
    expect((await information.browser.open(information.seen.url)).status).toBe(200)
  })

  test('going back from the provider to the chooser, and choosing again', async () => {
    const { browser, chooser } = await toProvider(issuer)
    const again = await browser.open(chooser.url)
    const left = await browser.submit(again.form('value="fc-poste"'))
    expect([left.status, left.location]).toEqual([302, expect.stringContaining('/fc-poste/authorize')])
  })
})

test('an interaction id of another shape is refused by the door itself', async () => {
  const seen = await go(new Browser(), '/interaction/short')
  expect([seen.status, codeOf(seen)]).toEqual([400, 'Y000400'])
})

test('the cookies of the library lost: 500 Y030025', async () => {
  const { browser, seen } = await toChooser(issuer)
  for (const key of browser.cookies.keys()) if (key.startsWith('_interaction')) browser.cookies.delete(key)
  const again = await browser.open(seen.url)
  expect([again.status, codeOf(again)]).toEqual([500, 'Y030025'])
})

test('identity asked through claims goes round in circles, and ends in 409 Y190004', async () => {
  const { seen } = await toClient(issuer, { changes: { claims: '{"userinfo":{"email":null}}' } })
  expect([seen.status, codeOf(seen)]).toEqual([409, 'Y190004'])
})

test('an essential acr that the login does not give goes round in circles too', async () => {
  const claims = '{"id_token":{"acr":{"essential":true,"value":"eidas3"}}}'
  const { seen } = await toClient(issuer, { changes: { claims } })
  expect([seen.status, codeOf(seen)]).toEqual([409, 'Y190004'])
})
