import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { Browser } from '../../support/browser.ts'
import { startDoublure } from '../../support/mock.ts'

let doublure: Doublure
afterEach(() => doublure.close())

const start = async (options: Parameters<typeof startDoublure>[0] = {}) => {
  doublure = await startDoublure(options)
  const browser = new Browser({ 'accept-language': 'en' })
  return {
    browser,
    see: (path: string, headers = {}) => browser.open(`${doublure.url}${path}`, { headers }),
    post: (path: string, fields: Record<string, string>, headers = {}) =>
      browser.open(`${doublure.url}${path}`, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      }),
  }
}

/** A GET whose headers are exactly these: `fetch` says for itself which mode and host it has. */
const ask = async (path: string, headers: Record<string, string>) => {
  const sent = request(`${doublure.url}${path}`, { headers }).end()
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  return { status: response.statusCode, headers: response.headers, body: await text(response) }
}

const tokenIn = (body: string): string => /name="form_token" value="([^"]+)"/.exec(body)?.[1] ?? ''
const enrolment = (form_token: string) => ({
  form_token,
  client_id: 'mine',
  client_secret: 'a-secret-of-at-least-thirty-two-characters',
  redirect_uris: 'http://localhost:3000/callback',
})
const knows = async (client_id: string) =>
  (await doublure.clients.list()).some((one) => one.client_id === client_id)

describe('the dashboard', () => {
  test('is a page of its own for a link of another site, but never one that scripts of it can read', async () => {
    await start()
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
    const followed = await ask('/_doublure/clients', link)
    expect(followed.status).toBe(200)
    expect(followed.headers['x-frame-options']).toBe('DENY')
    expect(followed.headers['content-security-policy']).toContain("default-src 'self'")
    const fetched = await ask('/_doublure/clients', { ...link, 'sec-fetch-mode': 'cors' })
    expect(fetched.status).toBe(403)
    expect(fetched.body).not.toContain('form_token')
  })

  test('takes a form of its own pages only', async () => {
    const { see, post } = await start()
    const token = tokenIn((await see('/_doublure/clients/new')).body)
    for (const [form_token, headers] of [
      ['', {}],
      ['x'.repeat(token.length), {}],
      [token, { 'sec-fetch-site': 'cross-site' }],
      [token, { 'sec-fetch-site': 'same-site' }],
      [token, { origin: 'https://elsewhere.example' }],
      [token, { origin: 'null' }],
    ] as const) {
      expect((await post('/_doublure/clients/new', enrolment(form_token), headers)).status).toBe(403)
    }
    expect(await knows('mine')).toBe(false)
    const own = { origin: 'null', 'sec-fetch-site': 'same-origin' }
    expect((await post('/_doublure/clients/new', enrolment(token), own)).status).toBe(303)
    expect(await knows('mine')).toBe(true)
  })

  test('shows no more than the hubs to who comes by another name', async () => {
    const { see } = await start()
    const home = await see('/', { 'x-forwarded-for': '203.0.113.7' })
    expect(home.status).toBe(200)
    expect(home.body).toContain('hub-franceconnect')
    expect(home.body).not.toContain('form_token')
    expect((await see('/_doublure/clients', { 'x-forwarded-for': '203.0.113.7' })).status).toBe(403)
  })

  test('opens with the token of the control API, given once', async () => {
    const { see, browser } = await start({ control: { open: false, token: 'a-token-for-the-tests' } })
    const closed = await see('/')
    expect(closed.body).not.toContain('data-testid="events"')
    const wrong = await browser.submit(closed.form('unlock'), { token: 'not-the-token' })
    expect((await browser.follow(wrong)).body).toContain('data-testid="locked"')
    const right = await browser.submit(closed.form('unlock'), { token: 'a-token-for-the-tests' })
    expect(right.headers.getSetCookie().join()).toMatch(/httponly/i)
    expect((await browser.follow(right)).body).toContain('data-testid="events"')
    expect((await see('/_doublure/clients')).status).toBe(200)
  })

  test.each(['%', '%c0%af', '%zz'])(
    'takes the cookie %s, which nobody can read, for none',
    async (cookie) => {
      await start({ control: { open: false, token: 'a-token-for-the-tests' } })
      const headers = { cookie: `doublure_control=${cookie}` }
      const home = await ask('/', headers)
      expect(home.status).toBe(200)
      expect(home.body).toContain('data-testid="locked"')
      expect((await ask('/_doublure/journal', headers)).status).toBe(403)
    },
  )

  test('is not at the address of a hub that is reached by its own name', async () => {
    await start({ hubs: [{ id: 'proconnect', host: 'hub.test' }] })
    const { status } = await ask('/_doublure/clients', { host: 'hub.test' })
    expect(status).toBe(404)
  })
})

describe('the offer to enrol', () => {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'newcomer',
    redirect_uri: 'http://localhost:3000/callback',
    scope: 'openid',
    acr_values: 'eidas1',
    state: 'state-of-thirty-two-characters-00',
    nonce: 'nonce-of-thirty-two-characters-00',
  })
  const path = `/franceconnect/api/v2/authorize?${query}`

  test('is made to whoever may use the control API, even when another site sent them', async () => {
    const { see } = await start()
    expect((await see(path)).form('enrol-secret').fields).toMatchObject({
      client_id: 'newcomer',
      redirect_uris: 'http://localhost:3000/callback',
      scopes: 'openid',
      hub: 'franceconnect',
      again: path,
    })
    const sent = await ask(path, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })
    expect(sent.body).toContain('data-testid="doublure-enrol"')
  })

  test('is made to nobody else', async () => {
    const { see } = await start({ control: { open: false, token: 'a-token-for-the-tests' } })
    expect((await see(path)).body).not.toContain('doublure-enrol')
  })

  test('is not made for a client that is known', async () => {
    const { see } = await start()
    const known = path.replace('newcomer', 'rp').replace('callback', 'elsewhere')
    const page = await see(known)
    expect(page.status).toBe(400)
    expect(page.body).not.toContain('doublure-enrol')
  })

  test('resumes the request, and never an address outside the hub', async () => {
    const { see, browser } = await start()
    const form = (await see(path)).form('enrol-secret')
    const secret = { client_secret: 'a-secret-of-at-least-thirty-two-characters' }
    const away = await browser.submit(form, { ...secret, again: 'https://elsewhere.example/' })
    expect(away.location).toBe(`${doublure.url}/_doublure/clients?done=saved`)
    const back = await browser.submit(form, secret)
    expect(back.location).toBe(`${doublure.url}${path}`)
    expect((await browser.follow(back)).body).toContain('fc-interaction-page')
  })

  test('says what is wrong with a secret that is too short', async () => {
    const { see, browser } = await start()
    const answer = await browser.submit((await see(path)).form('enrol-secret'), { client_secret: 'short' })
    expect(answer.status).toBe(400)
    expect(answer.body).toContain('client_secret: 5 characters were given')
    expect(answer.form('client_id').fields).toMatchObject({ client_id: 'newcomer' })
  })
})
