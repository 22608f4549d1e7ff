import { decodeJwt } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { toClient } from '../franceconnect/walk.ts'
import { toEnd } from '../proconnect/walk.ts'
import { askUserinfo, authorize, codeOf, logIn, redeem } from './drive.ts'

const hub = 'franceconnect'
const numbers = Array.from({ length: 12 }, (_, index) => index)

let doublure: Doublure

beforeAll(async () => {
  doublure = await startDoublure({
    clients: [rp, ...numbers.map((number) => ({ ...rp, client_id: `client-${number}` }))],
  })
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const armed = (order: object) => doublure.login({ client_id: 'rp', hub, persona: 'angela-dubois', ...order })

describe('tests that run at the same time', () => {
  test('with a client each never take each other’s logins', async () => {
    const seen = await Promise.all(
      numbers.map(async (number) => {
        const client_id = `client-${number}`
        await armed({ client_id, claims: { email: `${number}@example.org` } })
        const { claims } = await logIn(doublure, hub, { client_id })
        return claims.email
      }),
    )
    expect(seen).toEqual(numbers.map((number) => `${number}@example.org`))
  })

  test('with a label each share a client, and read only their own exchanges', async () => {
    await Promise.all(
      numbers.map((number) => armed({ label: `test-${number}`, claims: { email: `${number}@example.org` } })),
    )
    const seen = await Promise.all(
      numbers.toReversed().map(async (number) => {
        const headers = { 'doublure-label': `test-${number}` }
        const { claims } = await logIn(doublure, hub, { headers })
        return [number, claims.email]
      }),
    )
    expect(seen).toEqual(numbers.toReversed().map((number) => [number, `${number}@example.org`]))
    for (const number of numbers) {
      const own = doublure.exchanges({ label: `test-${number}` })
      expect(own.map(({ endpoint }) => endpoint)).toEqual(['authorization', 'token', 'userinfo'])
      expect(new Set(own.map(({ login }) => login)).size).toBe(1)
    }
  })

  test('take every armed login exactly once', async () => {
    for (const number of numbers) await armed({ claims: { email: `${number}@example.org` } })
    const emails = await Promise.all(
      numbers.map(async () => (await logIn(doublure, hub)).claims.email as string),
    )
    expect(emails.toSorted()).toEqual(numbers.map((number) => `${number}@example.org`).toSorted())
  })
})

describe('one agent in two browsers at once', () => {
  const where = 'proconnect'
  const asJohn = (email: string) => armed({ hub: where, persona: 'john-doe', claims: { email } })
  const begin = async (email: string) => {
    await asJohn(email)
    const browser = new Browser()
    const seen = await authorize(doublure, where, { browser })
    const { body } = await redeem(doublure, where, codeOf(seen))
    return { browser, tokens: body }
  }

  test('is the same person, whose claims stay apart', async () => {
    const [one, other] = [await begin('one@example.org'), await begin('other@example.org')]
    const first = await askUserinfo(doublure, where, one.tokens.access_token)
    const second = await askUserinfo(doublure, where, other.tokens.access_token)
    expect([first.claims.email, second.claims.email]).toEqual(['one@example.org', 'other@example.org'])
    expect(first.claims.sub).toBe(second.claims.sub)
    expect(decodeJwt(one.tokens.id_token).sub).toBe(first.claims.sub)
  })

  test('is known to introspection by the sub that the client reads', async () => {
    const { tokens } = await begin('one@example.org')
    const response = await fetch(`${doublure.issuer(where)}/token/introspection`, {
      method: 'POST',
      body: new URLSearchParams({
        token: tokens.access_token,
        client_id: rp.client_id,
        client_secret: rp.client_secret,
      }),
    })
    expect(await response.json()).toMatchObject({ active: true, sub: decodeJwt(tokens.id_token).sub })
  })

  test('stays logged in through one when the session of the other is over', async () => {
    const [one, other] = [await begin('one@example.org'), await begin('other@example.org')]
    const [, cookie] = [...other.browser.cookies].find(([name]) => name.startsWith('pc_session_id')) ?? []
    await doublure.age({ hub: where, seconds: 24 * 3600, session: cookie?.value ?? '' })
    expect((await askUserinfo(doublure, where, other.tokens.access_token)).status).not.toBe(200)
    expect((await askUserinfo(doublure, where, one.tokens.access_token)).status).toBe(200)
  })
})

describe('a label', () => {
  test('of an armed login follows it into the journal without any header', async () => {
    const { id } = await armed({ label: 'from the order' })
    await logIn(doublure, hub)
    const own = doublure.exchanges({ label: 'from the order' })
    expect(own.map(({ endpoint }) => endpoint)).toEqual(['authorization', 'token', 'userinfo'])
    expect(own.map(({ login, persona }) => [login, persona])).toEqual(own.map(() => [id, 'angela-dubois']))
  })

  test.each([
    ['franceconnect', toClient, 'angela-dubois'],
    ['proconnect', toEnd, 'john-doe'],
  ] as const)(
    'of an armed login that names nobody follows the person through the pages of %s',
    async (where, walk, who) => {
      const { id } = await doublure.login({ client_id: 'rp', hub: where, label: 'by hand' })
      const { seen } = await walk(doublure.issuer(where))
      await redeem(doublure, where, codeOf(seen))
      const own = doublure.exchanges({ label: 'by hand' })
      expect(own.every(({ login }) => login === id)).toBe(true)
      expect(own.map(({ path }) => path)).toEqual(doublure.exchanges().map(({ path }) => path))
      expect(own.map(({ endpoint }) => endpoint)).toContain('interaction')
      expect(own.at(-1)).toMatchObject({ endpoint: 'token', persona: who })
      expect(await doublure.logins.get(id)).toMatchObject({ state: 'done' })
    },
  )

  test('of a request is matched by armed logins of that label alone', async () => {
    await armed({ label: 'one' })
    const seen = await authorize(doublure, hub, { headers: { 'doublure-label': 'two' } })
    expect(seen.location).toContain('/interaction/')
  })
})

test('two logins of one browser are told apart', async () => {
  const browser = new Browser({ 'doublure-persona': 'angela-dubois' })
  await logIn(doublure, hub, { browser })
  await logIn(doublure, hub, { browser })
  const logins = doublure.exchanges().map(({ login }) => login)
  expect(new Set(logins).size).toBe(2)
  expect(logins[0]).toBe(logins[2])
  expect(logins[3]).toBe(logins[5])
})
