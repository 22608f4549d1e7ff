import { decodeJwt } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { catalogue } from '../../../src/faults/catalogue.ts'
import type { Doublure } from '../../../src/index.ts'
import { Browser } from '../../support/browser.ts'
import { startDoublure } from '../../support/mock.ts'
import { exchange, type Tokens, toClient as throughFranceConnect, toProvider } from '../franceconnect/walk.ts'
import { toProvider as toAgentProvider } from '../proconnect/walk.ts'
import { delivered } from './drive.ts'

let doublure: Doublure
let issuer: string
beforeAll(async () => {
  doublure = await startDoublure()
  issuer = doublure.issuer('franceconnect')
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

describe('the page of an identity provider', () => {
  test('offers every fault that the client can meet', async () => {
    const { seen } = await toProvider(issuer)
    const [, select = ''] = /<select[^>]*name="fault"[^>]*>([\s\S]*?)<\/select>/.exec(seen.body) ?? []
    const offered = [...select.matchAll(/value="([^"]*)"/g)].map(([, value]) => value)
    const possible = catalogue.filter(({ needs }) => !needs?.startsWith('encrypted')).map(({ id }) => id)
    expect(offered).toEqual(['', ...possible])
  })

  test('spoils the login in which it was chosen, and no other', async () => {
    const { browser, seen } = await toProvider(issuer)
    const fields = { persona: 'angela-dubois', fault: 'invalid-nonce' }
    const information = await browser.follow(await browser.submit(seen.form('persona-'), fields))
    const other = await throughFranceConnect(issuer)
    const client = await browser.follow(await browser.submit(information.form('csrfToken')))
    const nonces = await Promise.all(
      [other.seen, client].map(async ({ location = '' }) => {
        const response = await exchange(issuer, new URL(location).searchParams.get('code') ?? '')
        return decodeJwt(((await response.json()) as Tokens).id_token).nonce
      }),
    )
    expect(nonces).toEqual([expect.not.stringContaining('not-the-nonce'), 'not-the-nonce-that-you-sent'])
    expect(delivered(doublure)).toEqual(['invalid-nonce'])
  })

  test('spoils the callback too', async () => {
    const { browser, seen } = await toProvider(issuer)
    const fields = { persona: 'angela-dubois', fault: 'missing-state' }
    const information = await browser.follow(await browser.submit(seen.form('persona-'), fields))
    const client = await browser.follow(await browser.submit(information.form('csrfToken')))
    expect(new URL(client.location ?? '').searchParams.has('state')).toBe(false)
  })

  test('refuses a name that does not exist, with those that do', async () => {
    const { browser, seen } = await toProvider(issuer)
    const answer = await browser.submit(seen.form('persona-'), {
      persona: 'angela-dubois',
      fault: 'no-fault',
    })
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.body)).toMatchObject({
      title: 'Unknown fault "no-fault"',
      known: expect.arrayContaining(['invalid-nonce']),
    })
  })
})

test('a header spoils a login that goes through the pages', async () => {
  const browser = new Browser({ 'doublure-fault': 'invalid-nonce' })
  const { seen } = await throughFranceConnect(issuer, { browser })
  const response = await exchange(issuer, new URL(seen.location ?? '').searchParams.get('code') ?? '')
  expect(decodeJwt(((await response.json()) as Tokens).id_token).nonce).toBe('not-the-nonce-that-you-sent')
})

test('the page of an agent’s identity provider spoils its login too', async () => {
  const proconnect = doublure.issuer('proconnect')
  const { browser, seen } = await toAgentProvider(proconnect)
  const page = await browser.open(seen.location ?? '')
  const fields = { persona: 'john-doe', fault: 'invalid-state' }
  const client = await browser.follow(await browser.submit(page.form('persona-'), fields))
  expect(new URL(client.location ?? '').searchParams.get('state')).toBe('not-the-state-that-you-sent')
})
