import { decodeJwt } from 'jose'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import {
  authorizeUrl,
  type Changes,
  encode,
  errorOf,
  exchange,
  inside,
  loginAs,
  providerOf,
  received,
  request,
  toEmailPage,
} from './walk.ts'

const doublure = await startDoublure({
  hubs: ['proconnect'],
  clients: [
    rp,
    { ...rp, client_id: 'other' },
    { ...rp, client_id: 'public-only', type: 'public' },
    { ...rp, client_id: 'fia-only', allowed_email_domains: ['fia1.fr'] },
  ],
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())
const issuer = doublure.issuer('proconnect')

const essential = (...values: string[]) => ({
  claims: JSON.stringify({ id_token: { acr: { essential: true, values } } }),
})

/** A browser whose person logged in a moment ago. */
const loggedIn = async (persona = 'john-doe', changes: Changes = {}) => {
  const { browser, seen } = await loginAs(issuer, persona, { changes })
  received(seen)
  return browser
}

const control = (method: string, path: string, body: object) =>
  fetch(`${doublure.url}/_doublure/api/v1/${path}`, {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })

describe('an active session', () => {
  test.each<[string, Changes]>([
    ['by default', {}],
    ['although prompt=login', { prompt: 'login' }],
    ['although prompt=login consent', { prompt: 'login consent' }],
    ['silently', { prompt: 'none' }],
    ['whatever max_age', { max_age: '1' }],
    ['for another client', { client_id: 'other' }],
    ['when idp_hint names its provider', { idp_hint: 'pc-identite' }],
    ['when login_hint names its address', { login_hint: 'johndoe@example.com' }],
    ['when its level is demanded', essential('eidas1', 'eidas2')],
    ['when a level is merely wished', { acr_values: 'eidas3' }],
  ])('is used again %s', async (_when, changes) => {
    const { seen } = await toEmailPage(issuer, { browser: await loggedIn(), changes })
    expect(received(seen)).toHaveProperty('code')
  })

  test.each<[string, Changes, string]>([
    ['idp_hint names another provider', { idp_hint: 'fia1' }, 'fia1'],
    ['login_hint names another address', { login_hint: 'someone@fia2.fr' }, 'fia2'],
    ['login_hint has other capitals', { login_hint: 'JohnDoe@example.com' }, 'pc-identite'],
    ['idp_hint differs, though the client asked for silence', { prompt: 'none', idp_hint: 'fia1' }, 'fia1'],
  ])('is not used when %s', async (_when, changes, provider) => {
    const { seen } = await toEmailPage(issuer, { browser: await loggedIn(), changes })
    expect(providerOf(seen)).toBe(provider)
  })

  test.each<[string, string, Changes]>([
    ['another level is demanded', 'john-doe', essential('eidas2')],
    ['another level is demanded silently', 'john-doe', { ...essential('eidas2'), prompt: 'none' }],
    ['it reached eidas2', 'mona-eidas2', {}],
    ['it reached eidas3', 'olga-eidas3', {}],
  ])('is not used when %s: the page shows', async (_when, persona, changes) => {
    const { seen } = await toEmailPage(issuer, { browser: await loggedIn(persona), changes })
    expect(seen.status).toBe(200)
    expect(seen.body).toContain('id="email-input"')
  })

  test('keeps its name through SSO, and changes it at each return of an identity provider', async () => {
    const browser = await loggedIn()
    const nameOf = () => browser.cookies.get('pc_session_id;/proconnect')?.value
    const first = nameOf()
    await toEmailPage(issuer, { browser })
    expect(nameOf()).toBe(first)
    const { seen } = await toEmailPage(issuer, { browser, changes: { idp_hint: 'fia1' } })
    const chooser = await browser.open(seen.location ?? '')
    await inside(browser, await browser.submit(chooser.form('persona-'), { persona: 'john-doe' }))
    expect(nameOf()).not.toBe(first)
  })

  test('dates the login again', async () => {
    const browser = await loggedIn()
    const { seen } = await toEmailPage(issuer, { browser })
    const { id_token } = (await (await exchange(issuer, received(seen).code)).json()) as { id_token: string }
    expect(Math.abs(Number(decodeJwt(id_token).auth_time) - Date.now() / 1000)).toBeLessThan(5)
  })

  test('passes every check again: a blocked account', async () => {
    const browser = await loggedIn()
    await control('PATCH', 'personas/john-doe', { blocked: true })
    const { seen } = await toEmailPage(issuer, { browser })
    expect(errorOf(seen)).toMatchObject({
      status: 400,
      code: 'Y500024 (CoreFcaAgentAccountBlockedException)',
    })
  })

  test.each([
    ['public-only', 'julien-prive', 'Y500015 (CoreFcaAgentNotFromPublicServiceException)'],
    ['fia-only', 'john-doe', 'Y500025 (CoreFcaUnauthorizedEmailException)'],
  ])('passes every check again: the client %s', async (client_id, persona, code) => {
    const { seen } = await toEmailPage(issuer, { browser: await loggedIn(persona), changes: { client_id } })
    expect(errorOf(seen)).toMatchObject({ status: 400, code })
  })

  test('starts again when its provider was disabled since, or tells a silent client so', async () => {
    const [browser, silent] = [await loggedIn(), await loggedIn()]
    await control('PATCH', 'identity-providers/pc-identite', { hub: 'proconnect', active: false })
    expect((await toEmailPage(issuer, { browser })).seen.body).toContain('id="email-input"')
    const { seen } = await toEmailPage(issuer, { browser: silent, changes: { prompt: 'none' } })
    expect(received(seen)).toMatchObject({
      error: 'login_required',
      error_description: 'end-user authentication is required',
    })
  })
})

describe('a silent login', () => {
  test.each(['GET', 'POST'])('without a session fails, by %s', async (method) => {
    const browser = new Browser()
    const changes = { prompt: 'none' }
    const seen = await (method === 'GET'
      ? browser.open(authorizeUrl(issuer, changes))
      : browser.open(`${issuer}/authorize`, { method, body: encode({ ...request, ...changes }) }))
    expect(seen.status).toBe(303)
    expect(received(seen)).toMatchObject({
      error: 'login_required',
      error_description: 'End-User authentication is required',
    })
  })

  test('with a session that has not finished its login fails too', async () => {
    const { browser } = await toEmailPage(issuer)
    const { seen } = await toEmailPage(issuer, { browser, changes: { prompt: 'none' } })
    expect(received(seen)).toHaveProperty('error', 'login_required')
  })
})

test('pages cannot be framed', async () => {
  const { seen } = await toEmailPage(issuer)
  expect(seen.headers.get('x-frame-options')).toBe('SAMEORIGIN')
})

test('a session cookie that was tampered with is refused', async () => {
  const { browser, seen } = await toEmailPage(issuer)
  browser.cookies.set('pc_session_id;/proconnect', { value: 's%3Aforged.signature', path: '/proconnect' })
  const refused = await browser.open(seen.url)
  expect(errorOf(refused)).toMatchObject({ status: 401, code: 'Y190012 (SessionBadCookieException)' })
  const [, link = ''] = /href="([^"]*\/error\?[^"]*)"/.exec(refused.body) ?? []
  const back = await inside(browser, await browser.open(new URL(link.replaceAll('&amp;', '&'), issuer).href))
  expect(received(back)).toMatchObject({
    error: 'access_denied',
    error_description: 'user authentication aborted',
  })
})

test('a subject that is demanded and is not the person’s sends them back, never an error', async () => {
  const demand = (value: string) => ({ claims: JSON.stringify({ id_token: { sub: { value } } }) })
  const { seen } = await loginAs(issuer, 'john-doe')
  const { id_token } = (await (await exchange(issuer, received(seen).code)).json()) as { id_token: string }
  const right = await loginAs(issuer, 'john-doe', { changes: demand(decodeJwt(id_token).sub ?? '') })
  expect(received(right.seen)).toHaveProperty('code')
  const wrong = await loginAs(issuer, 'john-doe', { changes: demand('somebody-else') })
  expect(wrong.seen.location).toContain('/interaction/')
  const hinted = await loginAs(issuer, 'nadia-cherif', { changes: { id_token_hint: id_token } })
  expect(received(hinted.seen)).toHaveProperty('code')
})
