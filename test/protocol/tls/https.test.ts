import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectDoublure, type Doublure } from '../../../src/index.ts'
import { ask } from '../../support/ask.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { exchange, head } from '../../support/raw.ts'

const data_dir = mkdtempSync(join(tmpdir(), 'doublure-https-'))
let alone: Doublure
let both: Doublure
let plainUrl: string
beforeAll(async () => {
  alone = await startDoublure({ tls: 'auto', data_dir: join(data_dir, 'alone') })
  both = await startDoublure({
    hubs: [{ id: 'franceconnect', host: 'hub.test' }, 'proconnect'],
    tls: { auto: true, port: 0, names: ['more.internal'] },
    data_dir: join(data_dir, 'both'),
    limits: { handshakeTimeout: 200 },
  })
  plainUrl = `http://localhost:${both.port}`
})
afterAll(async () => {
  await alone.close()
  await both.close()
  rmSync(data_dir, { recursive: true })
})

const authorize = (base: string) =>
  `${base}/api/v2/authorize?${new URLSearchParams({
    client_id: rp.client_id,
    redirect_uri: rp.redirect_uris[0] ?? '',
    response_type: 'code',
    scope: 'openid',
    acr_values: 'eidas1',
    state: 's'.repeat(32),
    nonce: 'n'.repeat(32),
  })}`

const discovery = (base: string) => `${base}/api/v2/.well-known/openid-configuration`

/** The address of a name on the port of https. */
const named = (name: string) => `https://${name}:${new URL(both.url).port}`

const areSecure = (cookies: readonly string[]) => cookies.map((line) => /; secure/i.test(line))

describe('https alone', () => {
  test('is the public address, and what issuers are made of', async () => {
    expect(alone.url).toBe(`https://localhost:${alone.port}`)
    expect(alone.issuer('proconnect')).toBe(`${alone.url}/proconnect/api/v2`)
    const { body } = await ask(discovery(`${alone.url}/proconnect`), { ca: alone.authority })
    expect(JSON.parse(body)).toMatchObject({
      issuer: `${alone.url}/proconnect/api/v2`,
      authorization_endpoint: `${alone.url}/proconnect/api/v2/authorize`,
      token_endpoint: `${alone.url}/proconnect/api/v2/token`,
    })
  })

  test('is refused by who does not trust the authority', async () => {
    await expect(ask(`${alone.url}/livez`)).rejects.toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })
  })

  test('is not taken for a double that is not there', async () => {
    await expect(connectDoublure(alone.url)).rejects.toThrow(
      /the certificate of https:\/\/localhost:\d+ is not trusted here \(UNABLE_TO_VERIFY\w+\): .*NODE_EXTRA_CA_CERTS/,
    )
  })

  test('tells plain http where to go, with the headers of every answer', async () => {
    const answer = await exchange(alone.url, [head('GET /livez')], /\}$/)
    expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*x-content-type-options: nosniff[\s\S]*begins with https:/)
    expect((await ask(`${alone.url}/livez`, { ca: alone.authority })).status).toBe(200)
  })

  test.each(['franceconnect', 'proconnect'] as const)('makes every cookie of %s Secure', async (hub) => {
    const { status, cookies } = await ask(authorize(`${alone.url}/${hub}`), { ca: alone.authority })
    expect(status).toBe(303)
    expect(cookies.length).toBeGreaterThan(3)
    expect(areSecure(cookies)).not.toContain(false)
  })

  test('does not tell browsers to keep every port of localhost to https', async () => {
    const { headers } = await ask(authorize(`${alone.url}/franceconnect`), { ca: alone.authority })
    expect(headers).not.toHaveProperty('strict-transport-security')
    expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests')
  })

  test('lets a client trust it, and the whole login go', async () => {
    const started = await ask(authorize(`${alone.url}/franceconnect`), {
      ca: alone.authority,
      headers: { 'doublure-persona': 'angela-dubois' },
    })
    const callback = new URL(String(started.headers.location))
    expect(callback.searchParams.get('iss')).toBe(alone.issuer('franceconnect'))
    const { status, body } = await ask(`${alone.issuer('franceconnect')}/token`, {
      ca: alone.authority,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: callback.searchParams.get('code') ?? '',
        redirect_uri: rp.redirect_uris[0] ?? '',
        client_id: rp.client_id,
        client_secret: rp.client_secret,
      }).toString(),
    })
    expect({ status, body }).toEqual({ status: 200, body: expect.stringContaining('id_token') })
  })
})

describe('https and plain http together', () => {
  test('are told apart: browsers come by https, a server may come by either', async () => {
    expect(new URL(both.url).protocol).toBe('https:')
    expect(new URL(both.url).port).not.toBe(String(both.port))
    const { body } = await ask(discovery(`${plainUrl}/proconnect`))
    expect(JSON.parse(body)).toMatchObject({
      issuer: `${both.url}/proconnect/api/v2`,
      authorization_endpoint: `${both.url}/proconnect/api/v2/authorize`,
      token_endpoint: `${plainUrl}/proconnect/api/v2/token`,
    })
  })

  test('a connection to https that says nothing is cut off', async () => {
    const silent = connect(Number(new URL(both.url).port), '127.0.0.1')
    await once(silent.resume(), 'close')
  })

  test('cookies follow the public scheme even where the browser came by plain http', async () => {
    const { status, cookies } = await ask(authorize(`${plainUrl}/franceconnect`))
    expect({ status, secure: areSecure(cookies).includes(false) }).toEqual({ status: 303, secure: false })
  })

  test.each(['hub.test', 'fcp-low.sbx.dev-franceconnect.fr'])(
    'a hub answers by its own name %s, Secure and keeping to https',
    async (name) => {
      const { body } = await ask(discovery(named(name)), { ca: both.authority })
      expect(JSON.parse(body).issuer).toBe(`${named(name)}/api/v2`)
      const { cookies, headers } = await ask(authorize(named(name)), { ca: both.authority })
      expect(areSecure(cookies)).not.toContain(false)
      expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
    },
  )

  test('a hub answers by its own name over plain http too, without Secure cookies', async () => {
    const own = `http://hub.test:${both.port}`
    const { body } = await ask(discovery(own))
    expect(JSON.parse(body).issuer).toBe(`${own}/api/v2`)
    const { status, cookies } = await ask(authorize(own))
    expect({ status, secure: areSecure(cookies).includes(true) }).toEqual({ status: 303, secure: false })
  })

  test.each(['127.0.0.1', 'doublure', 'more.internal', 'auth.integ01.dev-franceconnect.fr'])(
    'the certificate is for %s',
    async (name) => {
      const answer = ask(`${named(name)}/livez`, { ca: both.authority })
      if (name.startsWith('auth.'))
        await expect(answer).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
      else expect((await answer).status).toBe(200)
    },
  )
})
