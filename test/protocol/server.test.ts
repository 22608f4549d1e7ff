import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doublure } from '../../src/index.ts'
import { Browser } from '../support/browser.ts'
import { rp, startDoublure } from '../support/mock.ts'

let doublure: Doublure
beforeAll(async () => {
  doublure = await startDoublure()
})
afterAll(() => doublure.close())

const authorize = (more: Record<string, string> = {}) =>
  `${doublure.issuer('franceconnect')}/authorize?${new URLSearchParams({
    client_id: rp.client_id,
    redirect_uri: rp.redirect_uris[0] ?? '',
    response_type: 'code',
    scope: 'openid',
    acr_values: 'eidas1',
    state: 's'.repeat(32),
    nonce: 'n'.repeat(32),
    ...more,
  })}`

/** Sends bytes as they are, and gives the first line of the answer. */
const raw = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(doublure.url).port), '127.0.0.1', () => socket.end(text))
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''))
    socket.on('error', reject)
  })

describe('health', () => {
  test.each(['/livez', '/readyz'])('%s says that it is Doublure', async (path) => {
    const answer = await fetch(`${doublure.url}${path}`)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ status: 'ok', server: 'doublure' })
  })
})

describe('schemas', () => {
  test.each(['config', 'client', 'persona'])('the one of %s is served to editors', async (name) => {
    const answer = await fetch(`${doublure.url}/_doublure/schema/${name}.json`)
    expect(answer.headers.get('content-type')).toContain('schema+json')
    expect(await answer.json()).toHaveProperty('$schema', 'https://json-schema.org/draft/2020-12/schema')
  })

  test.each(['constructor', 'nothing'])('there is none of %s', async (name) => {
    expect((await fetch(`${doublure.url}/_doublure/schema/${name}.json`)).status).toBe(404)
  })
})

test('a parameter that is repeated thousands of times is answered as one is', async () => {
  const answer = await fetch(`${doublure.issuer('proconnect')}/userinfo?${'a&'.repeat(4900)}`)
  expect(answer.status).toBe(400)
})

describe('headers of ours', () => {
  test.each([
    ['doublure-person', 'angela-dubois', 'Unknown header "doublure-person"'],
    ['doublure-persona', 'nobody', 'Unknown persona "nobody"'],
    ['doublure-persona', '', 'Unknown value of the header "doublure-persona"'],
    ['doublure-idp', 'nothing', 'Unknown identity provider "nothing"'],
    ['doublure-outcome', 'Y999999', 'Unknown outcome "Y999999"'],
  ])('%s: %s is an error that says what exists', async (name, value, title) => {
    const seen = await new Browser().open(authorize(), { headers: { [name]: value } })
    expect(seen.status).toBe(400)
    expect(seen.headers.get('content-type')).toBe('application/problem+json')
    expect(JSON.parse(seen.body)).toMatchObject({ title, known: expect.any(Array) })
  })
})

describe('the journal', () => {
  test('keeps no code or secret that a Referer carries', async () => {
    const referer = 'http://localhost:3000/callback?code=abcdefghijklmnop&client_secret=qrstuvwxyz0123'
    await new Browser().open(authorize(), { headers: { referer } })
    const kept = JSON.stringify(doublure.exchanges({ endpoint: 'authorization' }))
    expect(kept).toContain('localhost:3000/callback?code=abcdef')
    expect(kept).not.toMatch(/ghijklmnop|wxyz0123/)
  })
})

describe('a malformed request', () => {
  test.each([
    ['an address that is none', 'GET http:// HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['no HTTP at all', 'hello\r\n\r\n'],
    ['a header of 100 kB', `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`],
  ])('with %s is refused, and the server goes on', async (_name, text) => {
    expect(await raw(text)).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect((await fetch(`${doublure.url}/readyz`)).status).toBe(200)
  })

  test('with a body of 10 MB is refused by the hub in its own words', async () => {
    const answer = await fetch(`${doublure.issuer('franceconnect')}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `code=${'x'.repeat(10_000_000)}`,
    }).catch(() => undefined)
    if (answer) expect(await answer.json()).toMatchObject({ error: 'invalid_request' })
    expect((await fetch(`${doublure.url}/readyz`)).status).toBe(200)
  })
})

describe('the panel of a refusal', () => {
  test('says which address came and which are registered', async () => {
    const seen = await new Browser().open(authorize({ redirect_uri: 'http://localhost:3000/elsewhere' }))
    expect(seen.body).toContain('redirect_uri=http://localhost:3000/elsewhere')
    expect(seen.body).toContain('http://localhost:3000/callback')
  })

  test('says which client came and which exist', async () => {
    const seen = await new Browser().open(authorize({ client_id: 'somebody' }))
    expect(seen.body).toContain('client_id=somebody')
    expect(seen.body).toContain('client actif de ce hub\u00a0: rp')
  })
})
