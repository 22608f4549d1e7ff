import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doublure, FaultId } from '../../../src/index.ts'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { askUserinfo, authorize, callApi, codeOf, logIn, redeem } from '../control/drive.ts'

let doublure: Doublure
let secrets: readonly string[]
const browser = new Browser({ 'accept-language': 'en' })
const see = async (path: string) => (await browser.open(`${doublure.url}/_doublure/journal${path}`)).body

beforeAll(async () => {
  doublure = await startDoublure()
  const { tokens } = await logIn(doublure, 'franceconnect', {
    headers: { 'doublure-persona': 'angela-dubois', 'doublure-label': 'mine' },
  })
  secrets = [tokens.access_token, tokens.id_token, rp.client_secret]
  await authorize(doublure, 'franceconnect', { more: { nonce: 'short' } })
})
afterAll(() => doublure.close())

describe('the journal on the dashboard', () => {
  test.each([
    ['?search=angela', 1],
    ['?search=short', 1],
    ['?hub=franceconnect&client_id=rp', 2],
    ['?label=mine', 1],
    ['?label=yours', 0],
    ['?hub=nowhere', 0],
    ['?outcome=unsuccessful', 1],
    ['?outcome=unsuccessful&search=angela', 0],
  ])('%s shows the logins that match', async (query, count) => {
    expect((await see(query)).match(/journal\/logins\//g) ?? []).toHaveLength(count)
  })

  test('says the day of what is not of today, and of a login or an exchange always', async () => {
    const saved = { ...doublure.exchanges()[0], id: 'old', login: 'old', label: 'old' }
    const at = '2026-01-02T03:04:05.678Z'
    await callApi(doublure)('POST', '/exchanges/import', [{ ...saved, at }])
    const day = `<time datetime="${at}">2026-01-02 03:04:05.678</time>`
    for (const path of ['?label=old', '/logins/old', '/exchanges/old']) expect(await see(path)).toContain(day)
    expect(await see('?label=mine')).toMatch(/<time datetime="[^"]*">\d\d:/)
    await callApi(doublure)('DELETE', '/exchanges?label=old')
  })

  test('saves what is shown, and nothing else', async () => {
    const file = JSON.parse(await see('/export.json?search=mine'))
    expect(file).toMatchObject({ doublure: 'journal', version: 1 })
    expect(file.exchanges).toHaveLength(3)
    const failures = JSON.parse(await see('/export.json?outcome=unsuccessful'))
    expect(failures.exchanges).toMatchObject([{ request: { query: { nonce: 'short' } } }])
    expect(JSON.parse(await see('/export.har?label=yours')).log.entries).toEqual([])
  })

  test('tells a near miss once, with the hubs where it was seen, how often, and the last time', async () => {
    const redirect_uri = 'http://localhost:3000/callback/'
    for (const hub of ['franceconnect', 'proconnect', 'proconnect'] as const)
      await authorize(doublure, hub, { more: { redirect_uri } })
    const last = doublure.exchanges().at(-1)
    const [, section = ''] = /data-testid="near-misses">(.*?)<\/section>/s.exec(await see('')) ?? []
    expect(section.match(/<li/g)).toHaveLength(1)
    expect(section).toContain(`<time datetime="${last?.at}">`)
    expect(section).toContain(
      `<a href="/_doublure/journal/exchanges/${last?.id}">ProConnect, FranceConnect</a>`,
    )
    expect(section).toContain('3 times')
    expect(await see(`/logins/${last?.login}`)).toContain(
      `<a href="/_doublure/journal/exchanges/${last?.id}">ProConnect</a>`,
    )
    expect(await see(`/exchanges/${last?.id}`)).toContain('a final slash is too many')
    await callApi(doublure)('DELETE', `/exchanges?search=${encodeURIComponent(redirect_uri)}`)
  })

  test('never shows a secret whole, on any of its pages', async () => {
    const paths = doublure.exchanges().flatMap(({ id, login }) => [`/exchanges/${id}`, `/logins/${login}`])
    for (const path of ['', '/export.json', '/export.har', ...paths]) {
      const body = await see(path)
      expect(body.length, path).toBeGreaterThan(500)
      for (const secret of secrets) expect(body, path).not.toContain(secret)
    }
  })

  test('explains a refusal that no rule foresees, in the language of the page', async () => {
    await authorize(doublure, 'franceconnect', { client_id: 'nobody' })
    const last = doublure.exchanges().at(-1)
    expect(last?.refusal).toMatchObject({ code: 'Y04EA6EF', why: [{ received: 'client_id=nobody' }] })
    for (const path of [`/logins/${last?.login}`, `/exchanges/${last?.id}`]) {
      const body = await see(path)
      expect(body).toContain('client_id=nobody')
      expect(body).toContain('Register the client on this hub')
    }
    const french = await new Browser().open(`${doublure.url}/_doublure/journal/exchanges/${last?.id}`)
    expect(french.body).toContain('<dd>Enregistrez le client sur ce hub')
    expect(french.body).not.toContain('Register the client on this hub')
  })

  test('explains the findings of a refused login, and what to do', async () => {
    const refused = doublure.exchanges().find(({ refusal }) => refusal !== undefined)
    const body = await see(`/logins/${refused?.login}`)
    expect(body).toContain('authorization/nonce-length')
    expect(body).toContain('Send a nonce of 32 random characters or more')
    expect(body).toContain('https://openid.net/specs/')
  })

  test.each([
    ['franceconnect', 'Y0416228'],
    ['proconnect', 'invalid_grant'],
  ] as const)('tells of a code that came twice on %s why, and not what followed of it', async (hub, code) => {
    const headers = {
      'doublure-persona': hub === 'proconnect' ? 'john-doe' : 'angela-dubois',
      'doublure-label': `twice-${hub}`,
    }
    const given = codeOf(await authorize(doublure, hub, { headers }))
    const { body } = await redeem(doublure, hub, given)
    await redeem(doublure, hub, given)
    expect((await askUserinfo(doublure, hub, body.access_token)).status).toBe(401)
    const [{ login } = { login: '' }] = doublure.exchanges({ label: headers['doublure-label'] })
    const told = new RegExp(
      `<span class="code">${code}</span> <span>grant request is invalid[^<]*authorization code already consumed`,
    )
    for (const path of [`?label=twice-${hub}`, `/logins/${login}`]) expect(await see(path)).toMatch(told)
  })

  test('a login whose code went to another hub leads to that request, and not to one of another label', async () => {
    const headers = { 'doublure-persona': 'angela-dubois', 'doublure-label': 'astray' }
    const code = codeOf(await authorize(doublure, 'franceconnect', { headers }))
    const [{ login } = { login: '' }] = doublure.exchanges({ label: 'astray' })
    await redeem(doublure, 'proconnect', code)
    const astray = doublure.exchanges().at(-1)
    expect(astray).not.toHaveProperty('login')
    await fetch(`${doublure.issuer('proconnect')}/token`, {
      method: 'POST',
      headers: { 'doublure-label': 'else' },
      body: new URLSearchParams({ code }),
    })
    const page = await see(`/logins/${login}`)
    expect(page).toContain('Perhaps what came next')
    expect(page).toContain(`href="/_doublure/journal/exchanges/${astray?.id}"`)
    expect(page).not.toContain(`exchanges/${doublure.exchanges().at(-1)?.id}`)
  })

  describe('with a fault delivered', () => {
    const spoil = async (fault: FaultId, label: string, go: (headers: Record<string, string>) => unknown) => {
      await doublure.faults.arm({ client_id: 'rp', fault, label })
      await go({ 'doublure-persona': 'angela-dubois', 'doublure-label': label })
      const [exchange] = doublure.exchanges({ label, fault })
      return { row: await see(`?label=${label}`), exchange }
    }
    const upToTokens = async (headers: Record<string, string>) =>
      redeem(doublure, 'franceconnect', codeOf(await authorize(doublure, 'franceconnect', { headers })))
    const whole = (headers: Record<string, string>) => logIn(doublure, 'franceconnect', { headers })

    test('a login that stopped at its ID Token is no success, and says what was spoilt and where', async () => {
      const { row, exchange } = await spoil('invalid-nonce', 'careful', upToTokens)
      expect(row).toContain('<li class="event warning">')
      expect(row).toContain('stopped at the tokens')
      const page = await see(`/logins/${exchange?.login}`)
      expect(page).toContain('no userinfo request could be joined')
      expect(page).toContain('The ID Token carries a nonce')
      expect(page).toContain('the service asked for nothing more')
      expect(page).toContain('href="/_doublure/faults#fault-invalid-nonce"')
      expect(page).toContain('#IDTokenValidation')
      expect(page.match(/class="step .* spoilt"/g)).toEqual(['class="step span-1-3 leftward answer spoilt"'])
      expect((await browser.open(`${doublure.url}/_doublure/faults`)).body).toContain(
        'id="fault-invalid-nonce"',
      )
    })

    test('a login that went on is no plain success either', async () => {
      const { row, exchange } = await spoil('invalid-nonce', 'careless', whole)
      expect(row).toContain('<li class="event warning">')
      expect(row).not.toContain('logged in')
      const page = await see(`/logins/${exchange?.login}`)
      expect(page).toContain('the service asked for userinfo')
      expect(page).toContain('look at what it displays')
    })

    test('the exchange that carried it explains it, and no other does', async () => {
      const { exchange } = await spoil('invalid-state', 'callback', (headers) =>
        authorize(doublure, 'franceconnect', { headers }),
      )
      const page = await see(`/exchanges/${exchange?.id}`)
      expect(page).toContain('The callback carries a state that the client did not send')
      expect(await see(`/logins/${exchange?.login}`)).toContain('no token request could be joined')
      const [innocent] = doublure.exchanges({ label: 'careless', endpoint: 'userinfo' })
      expect(await see(`/exchanges/${innocent?.id}`)).not.toContain('delivered-faults')
    })
  })
})

test('a callback that a page posts is drawn, and an answer that never left', async () => {
  const own = await startDoublure()
  const look = async (path: string) => (await browser.open(`${own.url}/_doublure/journal${path}`)).body
  const headers = { 'doublure-persona': 'john-doe' }
  await authorize(own, 'proconnect', { headers, more: { response_mode: 'form_post' } })
  const [posts] = own.exchanges()
  expect(posts?.response).toMatchObject({ posted: expect.stringMatching(/callback\?code=[^&]*%E2%80%A6/) })
  expect(await look(`/logins/${posts?.login}`)).toContain('POST http://localhost:3000/callback')
  expect(await look(`/exchanges/${posts?.id}`)).toContain('Posted to')
  expect(await look('')).toContain('stopped at the callback')

  const spoilt = { ...headers, 'doublure-fault': 'token-connection-dropped' }
  const code = codeOf(await authorize(own, 'proconnect', { headers: spoilt }))
  await redeem(own, 'proconnect', code).catch(() => undefined)
  const [dropped] = own.exchanges({ endpoint: 'token' })
  const drawn = await look(`/logins/${dropped?.login}`)
  expect(drawn).toMatch(/answers Service, <\/span>\s*<span class="badge bad">no answer</)
  expect(drawn).toContain('<span class="badge bad">failed</span>')
  expect(await look(`/exchanges/${dropped?.id}`)).toContain('<span class="badge bad">no answer</span>')
  await own.close()
})
