import { decodeJwt } from 'jose'
import { describe, expect, expectTypeOf } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import type { Agent, Citizen } from '../../../src/personas/persona.ts'
import { doublureTest } from '../../../src/vitest/doublure-test.ts'
import { rp } from '../../support/mock.ts'

const test = doublureTest({ clients: [rp] })

const hub = 'franceconnect'
const redirect_uri = rp.redirect_uris[0] ?? ''

/** What a service of the client would do: ask for a login, then exchange its code. */
const authorizeUrl = (doublure: Doublure): string =>
  `${doublure.issuer(hub)}/authorize?${new URLSearchParams({
    response_type: 'code',
    client_id: rp.client_id,
    redirect_uri,
    scope: 'openid profile email',
    acr_values: 'eidas1',
    state: 'state-of-thirty-two-characters-00',
    nonce: 'nonce-of-thirty-two-characters-00',
  })}`
const claimsOf = async (doublure: Doublure, callback: URL) => {
  const { client_id, client_secret } = rp
  const code = callback.searchParams.get('code') ?? ''
  const grant = { grant_type: 'authorization_code', code, redirect_uri, client_id, client_secret }
  const tokens = await fetch(`${doublure.issuer(hub)}/token`, {
    method: 'POST',
    body: new URLSearchParams(grant),
  })
  const { access_token } = (await tokens.json()) as { access_token: string }
  const headers = { authorization: `Bearer ${access_token}` }
  return decodeJwt(await (await fetch(`${doublure.issuer(hub)}/userinfo`, { headers })).text())
}

describe('tests of one file that run at once', { concurrent: true }, () => {
  const numbers = [1, 2, 3, 4, 5, 6]
  const people = new Set<string>()
  const labels = new Set<string>()

  test.for(numbers)(
    'have a citizen of their own (%i)',
    async (number, { doublure, citizen, label, loginAs, authorizeAs, exchanges, expect }) => {
      const email = `${number}@example.org`
      await loginAs(citizen, { client_id: 'rp', hub, claims: { email } })
      const claims = await claimsOf(doublure, await authorizeAs(citizen, authorizeUrl(doublure)))
      expect(claims).toMatchObject({
        email,
        given_name: citizen.given_name,
        family_name: citizen.family_name,
      })
      expect(exchanges().map(({ endpoint }) => endpoint)).toEqual(['authorization', 'token', 'userinfo'])
      expect(exchanges({ endpoint: 'token' }).map((one) => [one.persona, one.label])).toEqual([
        [citizen.id, label],
      ])
      people.add(citizen.id)
      labels.add(label)
    },
  )

  test.afterAll(() => {
    expect([people.size, labels.size]).toEqual([numbers.length, numbers.length])
  })
})

describe('a test', () => {
  const met: string[] = []

  test('receives agents too', async ({ doublure, agent }) => {
    met.push(agent.id)
    expect(await doublure.personas.get(agent.id)).toMatchObject({ kind: 'agent', siret: agent.siret })
  })

  test('leaves nobody behind', async ({ doublure }) => {
    expect(met).toHaveLength(1)
    const known = await doublure.personas.list()
    expect(known.filter(({ id }) => met.includes(id))).toEqual([])
  })

  test('ends a login as it likes', async ({ doublure, citizen, authorizeAs }) => {
    const back = await authorizeAs(citizen, authorizeUrl(doublure), { outcome: 'cancel' })
    expect(back.searchParams.get('error')).toBe('access_denied')
  })

  test('learns how the hub refused', async ({ doublure, authorizeAs }) => {
    const unknown = authorizeUrl(doublure).replace('client_id=rp', 'client_id=nobody')
    await expect(authorizeAs('angela-dubois', unknown)).rejects.toThrow(
      /angela-dubois was not sent back.*Y\d+/,
    )
    await expect(authorizeAs('nobody', 'http://localhost:1/authorize')).rejects.toThrow(
      'nothing answers at http://localhost:1, where the service sends nobody',
    )
    await expect(authorizeAs('nobody', authorizeUrl(doublure))).rejects.toThrow(/400.*nobody/)
  })

  test('has a label that a header can carry: « déjà vu » 日本', ({ label }) => {
    expect(label).toMatch(/^has-a-label-that-a-header-can-carry-deja-vu-[0-9a-f]{8}$/)
  })

  test('knows the types of what it receives', ({ doublure, citizen, agent, label }) => {
    expectTypeOf(doublure).toEqualTypeOf<Doublure>()
    expectTypeOf(citizen).toEqualTypeOf<Citizen>()
    expectTypeOf(agent).toEqualTypeOf<Agent>()
    expectTypeOf(label).toEqualTypeOf<string>()
  })
})

doublureTest({ hubs: ['proconnect'] })('another double can run beside it', ({ doublure }) => {
  expect(doublure.issuer('proconnect')).toContain('/proconnect/api/v2')
  expect(() => doublure.issuer(hub)).toThrow('unknown hub')
})
