import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Browser } from '../support/browser.ts'
import { spawnDoublure } from '../support/process.ts'
import { people, requests } from '../support/relying-party.ts'

const callback = 'http://localhost:3000/callback'
const hubs = ['franceconnect', 'franceconnect-plus', 'proconnect', 'agentconnect']
const clientSecret = 'the-client-secret-that-nobody-may-read'
const controlToken = 'the-control-token-that-nobody-may-read'

// Whole processes are started, on machines that do other things too.
vi.setConfig({ testTimeout: 120_000 })

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublure-secrets-'))
  const client = {
    client_id: 'rp',
    client_secret: clientSecret,
    redirect_uris: [callback],
    post_logout_redirect_uris: [callback],
  }
  writeFileSync(join(folder, 'clients.json'), JSON.stringify([client]))
})
afterAll(() => rmSync(folder, { recursive: true }))

const flags = ['--clients', 'clients.json', '--control-token', controlToken]

/** The name of an interaction stands in its address, and is worth nothing without the signature that comes along. */
const cookiesOf = ({ cookies }: Browser): string[] =>
  [...cookies].flatMap(([key, { value }]) => (/^_interaction(_resume)?;/.test(key) ? [] : [value]))

/** Everything that gives access to something, as a login meets it. */
const playLogin = async (url: string, hub: string, secrets: Set<string>): Promise<void> => {
  const issuer = `${url}/${hub}/api/v2`
  const browser = new Browser()
  const typed = (name: string) => {
    const value = `${name}-typed-by-a-person-${hub}`
    secrets.add(value)
    return value
  }
  const query = new URLSearchParams({
    client_id: 'rp',
    redirect_uri: callback,
    response_type: 'code',
    state: 'state-of-thirty-two-characters-00',
    nonce: 'nonce-of-thirty-two-characters-00',
    ...requests[hub],
  })
  const seen = await browser.open(`${issuer}/authorize?${query}`, {
    headers: { 'doublure-persona': people[hub] ?? '' },
  })
  const code = URL.parse(seen.location ?? '')?.searchParams.get('code') ?? ''
  secrets.add(code)
  for (const value of cookiesOf(browser)) secrets.add(value)
  const grant = { grant_type: 'authorization_code', code, redirect_uri: callback }
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${issuer}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers })
  const basic = `Basic ${Buffer.from(`rp:${clientSecret}`).toString('base64')}`
  secrets.add(basic.slice(6))

  // Failures first: what is refused is talked about most.
  await post('/token', { ...grant, client_id: 'rp', client_secret: typed('wrong-secret') })
  await post('/token', { ...grant, code: typed('wrong-code') }, { authorization: basic })
  await post('/token', {
    ...grant,
    client_id: 'rp',
    client_assertion: typed('assertion'),
    client_assertion_type: 'x',
  })
  await post('/token', {
    ...grant,
    client_id: 'rp',
    password: typed('password'),
    code_verifier: typed('verifier'),
  })
  await fetch(`${issuer}/userinfo`, { headers: { authorization: `Bearer ${typed('wrong-token')}` } })
  await fetch(`${issuer}/userinfo?access_token=${typed('token-in-the-address')}`)
  await fetch(`${issuer}/session/end?id_token_hint=${typed('hint')}`)
  await browser.open(`${issuer}/authorize?${query}&code=${typed('code-in-the-address')}`, {
    headers: { referer: `${callback}?code=${typed('code-in-a-referer')}` },
  })
  await fetch(`${issuer}/nowhere/${clientSecret}`)
  await fetch(`${issuer}/oidc-callback?code=${typed('code-of-a-provider')}&state=x`)

  const granted = await post('/token', { ...grant, client_id: 'rp', client_secret: clientSecret })
  const {
    access_token = '',
    id_token = '',
    refresh_token = '',
  } = (await granted.json()) as Record<string, string>
  expect(access_token).not.toBe('')
  for (const token of [access_token, id_token, refresh_token]) if (token) secrets.add(token)
  await (await fetch(`${issuer}/userinfo`, { headers: { authorization: `Bearer ${access_token}` } })).text()
  await post('/token/introspection', { token: access_token, client_id: 'rp', client_secret: clientSecret })
  await post('/token/revocation', { token: access_token, client_id: 'rp', client_secret: clientSecret })
  await browser.open(
    `${issuer}/session/end?${new URLSearchParams({ id_token_hint: id_token, state: 'x'.repeat(32) })}`,
  )

  // The same by the pages of the hub and of its identity provider.
  const walker = new Browser()
  await walker.follow(await walker.open(`${issuer}/authorize?${query}`))
  for (const value of cookiesOf(walker)) secrets.add(value)
  const provider = `${url}/_doublure/identity-provider/${hub}/${hub.startsWith('f') ? 'fc-impots' : 'fia1'}/authorize`
  await walker.open(provider, {
    method: 'POST',
    body: new URLSearchParams({
      persona: people[hub] ?? '',
      password: typed('password-of-a-provider'),
      state: 'x',
    }),
  })
}

const readable = (printed: string, secrets: ReadonlySet<string>): string[] =>
  [...secrets].filter((secret) => secret.length > 8 && printed.includes(secret))

test.each(['line', 'json'])(
  'whole logins, and every way to fail one, leave no secret in a log of form %s',
  async (form) => {
    const child = await spawnDoublure(folder, ['--log', form, ...flags])
    const url = child.url ?? expect.fail(child.err())
    const secrets = new Set([clientSecret, controlToken])
    for (const hub of hubs) await playLogin(url, hub, secrets)
    const api = (authorization: string, body: object) =>
      fetch(`${url}/_doublure/api/v1/clients`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    const registered = {
      client_id: 'new',
      client_secret: 'a-secret-registered-while-it-ran-000',
      redirect_uris: [callback],
    }
    secrets.add(registered.client_secret)
    await api('Bearer the-wrong-control-token-of-somebody', registered)
    secrets.add('the-wrong-control-token-of-somebody')
    await api(`Bearer ${controlToken}`, registered)
    await api(`Bearer ${controlToken}`, { ...registered, redirect_uris: ['not an address'] })
    expect(await child.end('SIGTERM')).toBe(0)
    const printed = child.out() + child.err()
    expect(printed.split('\n').filter((line) => line.includes('token')).length).toBeGreaterThan(20)
    expect(readable(printed, secrets)).toEqual([])
  },
)

test('the configuration is printed without its secrets', async () => {
  const inline = JSON.stringify([{ client_id: 'rp', client_secret: clientSecret, redirect_uris: [callback] }])
  writeFileSync(
    join(folder, 'with-secrets.yaml'),
    `clients: ${inline}\ncontrol: { token: ${controlToken} }\n`,
  )
  for (const shown of [['--config', 'with-secrets.yaml'], flags]) {
    const child = await spawnDoublure(folder, [...shown, '--print-config'])
    await child.end('SIGTERM')
    expect(child.out()).toContain('token')
    expect(readable(child.out() + child.err(), new Set([clientSecret, controlToken]))).toEqual([])
  }
})

test('what is wrong in a configuration is told without its secrets', async () => {
  const broken = JSON.stringify([
    { client_id: 'rp', client_secret: clientSecret, redirect_uris: 5, secret: clientSecret },
  ])
  writeFileSync(
    join(folder, 'broken.yaml'),
    `clients: ${broken}\ncontrol: { token: ${controlToken}, opened: 1 }\nport: x\n`,
  )
  const child = await spawnDoublure(folder, ['--config', 'broken.yaml'])
  expect(await child.end('SIGTERM')).toBe(1)
  expect(child.err()).toContain('redirect_uris')
  expect(readable(child.out() + child.err(), new Set([clientSecret, controlToken]))).toEqual([])
})

test('the password of a Redis is never told, whether the server can be reached or not', async () => {
  const password = 'the-redis-password-that-nobody-may-read'
  const store = ['--store', `redis://someone:${password}@127.0.0.1:1/0`]
  for (const more of [['--print-config'], []]) {
    const child = await spawnDoublure(folder, [...store, ...flags, '--log', 'json', ...more])
    if (child.url) await fetch(`${child.url}/proconnect/api/v2/session/end`)
    await child.end('SIGTERM')
    const printed = child.out() + child.err()
    expect(printed).toContain('127.0.0.1:1')
    expect(readable(printed, new Set([password]))).toEqual([])
  }
})
