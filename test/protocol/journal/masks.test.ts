import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { rp, startDoublure } from '../../support/mock.ts'
import { authorize, callApi } from '../control/drive.ts'
import { placesThatTell } from './places-that-tell.ts'

const folder = mkdtempSync(join(tmpdir(), 'doublure-masks-'))
const marked = 'https://app.example/cb?token=registered-for-everybody'
const doublure = await startDoublure({
  data_dir: folder,
  clients: [{ ...rp, redirect_uris: [...rp.redirect_uris, marked] }],
})
afterAll(async () => {
  await doublure.close()
  rmSync(folder, { recursive: true })
})

const placesOf = placesThatTell(doublure, folder)

let typed = 0
/** A secret that nothing but the request knows. */
const secret = () => `something-that-nobody-else-may-read-${++typed}`

const hubs = ['franceconnect', 'franceconnect-plus', 'proconnect', 'agentconnect'] as const

describe.each(hubs)('on %s, nothing tells', (hub) => {
  test.each(['clientSecret', 'client-secret', 'Client_Secret', 'client_secret[]', 'CODE', 'refreshToken'])(
    'the value of %s',
    async (name) => {
      const value = secret()
      const before = doublure.exchanges().length
      const body = new URLSearchParams({ grant_type: 'authorization_code', client_id: 'rp', [name]: value })
      await fetch(`${doublure.issuer(hub)}/token`, { method: 'POST', body })
      await authorize(doublure, hub, { more: { [name]: value } })
      expect(await placesOf(before, value)).toEqual([])
    },
  )

  test.each(['redirect_uri', 'post_logout_redirect_uri', 'next'])(
    'the code in the address of %s',
    async (name) => {
      const [code, inner] = [secret(), secret()]
      const deeper = encodeURIComponent(`https://other.example/?access_token=${inner}`)
      const address = `https://app.example/cb?code=${code}&then=${deeper}`
      const before = doublure.exchanges().length
      await authorize(doublure, hub, { more: { [name]: address } })
      await fetch(
        `${doublure.issuer(hub)}/session/end?${new URLSearchParams({ [name]: address, client_id: 'rp' })}`,
      )
      expect(await placesOf(before, code, inner)).toEqual([])
    },
  )
})

test.each(['client_id', 'secret', 'state'])(
  'the secret of a client is told under no name: %s',
  async (name) => {
    const before = doublure.exchanges().length
    for (const hub of hubs) {
      const body = new URLSearchParams({ client_id: 'rp', [name]: rp.client_secret })
      await fetch(`${doublure.issuer(hub)}/token`, { method: 'POST', body })
      await authorize(doublure, hub, { more: { [name]: rp.client_secret } })
      await authorize(doublure, hub, {
        headers: { 'doublure-persona': hub.startsWith('france') ? 'angela-dubois' : 'john-doe' },
        more: { [name]: rp.client_secret },
      })
    }
    expect(await placesOf(before, rp.client_secret)).toEqual([])
  },
)

test.each<[string, Record<string, string>, string]>([
  ['the name of a parameter', { [rp.client_secret]: '1' }, 'a-secr… (42)'],
  ['a parameter without value', { [rp.client_secret]: '' }, 'a-secr… (42)'],
  ['a word of scope', { scope: `openid ${rp.client_secret} email` }, 'scope'],
  ['a name in an address', { redirect_uri: `https://app.example/?${rp.client_secret}=1` }, 'a-secr… (42)'],
  ['a name without value', { redirect_uri: `https://app.example/?${rp.client_secret}=&a=b` }, 'a-secr… (42)'],
  ['a name alone', { redirect_uri: `https://app.example/?${rp.client_secret}` }, 'a-secr… (42)'],
  ['a segment of an address', { redirect_uri: `${rp.redirect_uris}/${rp.client_secret}` }, 'redirect_uri'],
  ['an escaped one', { redirect_uri: `${rp.redirect_uris}/%61${rp.client_secret.slice(1)}` }, 'redirect_uri'],
  ['a word of scope after a comma', { scope: `openid,${rp.client_secret}` }, 'scope'],
  ['a word of scope after a tab', { scope: `openid\t${rp.client_secret}` }, 'scope'],
  ['a member of claims', { claims: JSON.stringify({ id_token: { [rp.client_secret]: null } }) }, 'claims'],
  ['the name of a mailbox', { login_hint: `${rp.client_secret}@app.example` }, 'login_hint'],
  ['a part of client_id', { client_id: `rp:${rp.client_secret}` }, 'client_id'],
])('the secret of a client is told nowhere as %s, and the recette knows', async (_what, more, exposed) => {
  const before = doublure.exchanges().length
  const pages = [
    `?${rp.client_secret}=1`,
    `?${rp.client_secret}=&a=b`,
    `?${rp.client_secret}`,
    rp.client_secret,
  ]
  for (const [at, hub] of hubs.entries()) {
    const body = new URLSearchParams({ client_id: 'rp', ...more })
    await fetch(`${doublure.issuer(hub)}/token`, { method: 'POST', body })
    await authorize(doublure, hub, { more, headers: { referer: `https://app.example/${pages[at]}` } })
  }
  expect(await placesOf(before, rp.client_secret, rp.client_secret.slice(1))).toEqual([])
  const { request } = doublure.exchanges({ endpoint: 'authorization' }).at(-1) ?? {}
  expect(request?.exposed).toContain(exposed)
})

test.each(['clientSecret', 'foo', 'secret'])(
  'a secret in an address fails the recette, named %s',
  async (name) => {
    const hub = 'proconnect'
    const since = doublure.exchanges().length
    const before = { referer: `https://app.example/?next=${rp.client_secret}` }
    await authorize(doublure, hub, { headers: before, more: { [name]: rp.client_secret } })
    const [exchange] = doublure.exchanges().slice(since)
    expect(exchange?.request.exposed).toEqual([name, 'next'])
    expect(exchange?.request.headers.referer).not.toContain(rp.client_secret)
    const report = doublure.report({ client_id: rp.client_id, hub, since: exchange?.at })
    const result = report.hubs[0]?.results.find(({ criterion }) => criterion === 'front-channel/no-secret')
    expect(result).toMatchObject({ status: 'failed', because: { en: expect.stringContaining(name) } })
  },
)

test('a secret in the address of the page before fails the recette, whatever its name', async () => {
  const hub = 'proconnect'
  const since = doublure.exchanges().length
  await authorize(doublure, hub, { headers: { referer: `https://app.example/?foo=${rp.client_secret}` } })
  const [exchange] = doublure.exchanges().slice(since)
  expect(JSON.stringify(exchange)).not.toContain(rp.client_secret)
  const report = doublure.report({ client_id: rp.client_id, hub, since: exchange?.at })
  const result = report.hubs[0]?.results.find(({ criterion }) => criterion === 'front-channel/no-secret')
  expect(result).toMatchObject({
    status: 'failed',
    because: { en: expect.stringContaining('foo in the address of the page before') },
  })
})

test('a registered address whose parameter is shortened is still the registered one', async () => {
  const hub = 'proconnect'
  const before = doublure.exchanges().length
  await authorize(doublure, hub, { more: { redirect_uri: marked } })
  const [exchange] = doublure.exchanges().slice(before)
  expect(exchange?.request.query.redirect_uri).toBe(
    `https://app.example/cb?token=${encodeURIComponent('regist… (24)')}`,
  )
  const { list } = await callApi(doublure)('GET', '/exchanges/near-misses')
  expect(list.filter((miss) => miss.exchange === exchange?.id)).toEqual([])
  const report = doublure.report({ client_id: rp.client_id, hub, since: exchange?.at })
  const result = report.hubs[0]?.results.find(
    ({ criterion }) => criterion === 'authorization/redirect-uri-exact',
  )
  expect(result?.status).toBe('passed')
})

test.each(hubs)('a secret is told neither by a path of %s nor by a header', async (hub) => {
  const before = doublure.exchanges().length
  const escaped = `%61${rp.client_secret.slice(1)}`
  for (const path of [`/nowhere/${rp.client_secret}`, `/authorize/${escaped}`, `/${rp.client_secret}/token`])
    await fetch(`${doublure.issuer(hub)}${path}`, {
      headers: {
        'user-agent': `my-service/${rp.client_secret}`,
        'accept-language': rp.client_secret,
        origin: `https://${rp.client_secret}.example`,
      },
    })
  expect(doublure.exchanges().slice(before)).toHaveLength(3)
  expect(await placesOf(before, rp.client_secret, rp.client_secret.slice(1))).toEqual([])
  const [exchange] = doublure.exchanges().slice(before)
  expect(exchange?.path).toMatch(/\/nowhere\/a-secr… \(42\)$/)
  expect(exchange?.request.headers['user-agent']).toBe('my-service/a-secr… (42)')
})
