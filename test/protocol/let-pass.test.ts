import { afterAll, describe, expect, test } from 'vitest'
import { rp, startDoublure } from '../support/mock.ts'
import { request, toClient } from './franceconnect/walk.ts'

const doublure = await startDoublure({
  hubs: ['franceconnect', 'franceconnect-plus', 'proconnect', 'agentconnect'],
  clients: [
    rp,
    { ...rp, client_id: 'other' },
    { ...rp, client_id: 'plain', userinfo_signed_response_alg: null },
  ],
})
afterAll(() => doublure.close())

const hubs = [
  { hub: 'franceconnect', persona: 'angela-dubois', acr_values: 'eidas1', scope: 'openid profile' },
  { hub: 'franceconnect-plus', persona: 'angela-dubois', acr_values: 'eidas2', scope: 'openid profile' },
  { hub: 'proconnect', persona: 'john-doe', acr_values: undefined, scope: 'openid email' },
  { hub: 'agentconnect', persona: 'john-doe', acr_values: 'eidas1', scope: 'openid email' },
] as const

let count = 0
const fresh = () => `${++count}`.padStart(32, 'fresh-value-')

type Asked = Record<string, string | undefined>
type At = (typeof hubs)[number]

/** A login without pages; gives the code. */
const logIn = async ({ hub, persona, acr_values, scope }: At, asked: Asked = {}, isPageless = true) => {
  const params = {
    client_id: rp.client_id,
    redirect_uri: rp.redirect_uris[0],
    response_type: 'code',
    ...{ acr_values, scope, state: fresh(), nonce: fresh() },
    ...asked,
  }
  const given = Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const { headers, status } = await fetch(`${doublure.issuer(hub)}/authorize?${new URLSearchParams(given)}`, {
    redirect: 'manual',
    ...(isPageless && { headers: { 'doublure-persona': persona } }),
  })
  expect(status).toBe(303)
  return new URL(headers.get('location') ?? '', doublure.url).searchParams
}

const tokensOf = async (at: At, client_id: string = rp.client_id) => {
  const code = (await logIn(at, { client_id })).get('code') ?? ''
  const response = await fetch(`${doublure.issuer(at.hub)}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      ...{ grant_type: 'authorization_code', code, redirect_uri: rp.redirect_uris[0] ?? '' },
      ...{ client_id, client_secret: rp.client_secret },
    }),
  })
  return (await response.json()) as { access_token: string }
}

const userinfo = async ({ hub }: At, access_token: string, accept: string) =>
  fetch(`${doublure.issuer(hub)}/userinfo`, { headers: { authorization: `Bearer ${access_token}`, accept } })

/** Rules that the last exchange broke; none of them was a reason to refuse it. */
const broken = () => {
  const findings = doublure.exchanges().at(-1)?.findings ?? []
  expect(findings.every(({ code }) => code === undefined)).toBe(true)
  return findings.map(({ rule }) => rule).filter((rule) => rule !== 'authorization/redirect-uri-public')
}

describe.each(hubs)('$hub lets pass, and the journal tells,', (at) => {
  test.each(['state', 'nonce'])('a %s that came with an earlier login', async (name) => {
    const asked = { [name]: fresh() }
    await logIn(at, asked)
    expect(broken()).toEqual([])
    await logIn(at, asked)
    expect(broken()).toEqual([`authorization/${name}-used-once`])
    await logIn(at, asked)
    expect(broken()).toEqual([`authorization/${name}-used-once`])
    const long = { [name]: fresh().repeat(9) }
    await logIn(at, long)
    await logIn(at, long)
    expect(broken()).toEqual([`authorization/${name}-used-once`])
    await logIn(at, { ...asked, client_id: 'other' })
    expect(broken()).toEqual([])
    await logIn(at, { client_id: 'other' })
    expect(broken()).toEqual([])
  })

  test('a scope that it does not know, which it ignores', async () => {
    const answer = await logIn(at, { scope: `${at.scope} adress` })
    expect(answer.get('code')).toBeTypeOf('string')
    expect(broken()).toEqual(['authorization/known-scopes'])
    expect(
      doublure
        .exchanges()
        .at(-1)
        ?.findings.map(({ message }) => message),
    ).toContain('not scopes of this hub: adress')
  })

  test('a userinfo asked for as JSON, which comes as a JWT', async () => {
    const { access_token } = await tokensOf(at)
    const answer = await userinfo(at, access_token, 'application/json')
    expect(answer.headers.get('content-type')).toContain('application/jwt')
    expect(broken()).toEqual(['userinfo/accept-jwt'])
    for (const accept of ['application/json, application/jwt', 'application/json, */*;q=0.1']) {
      await userinfo(at, access_token, accept)
      expect(broken()).toEqual([])
    }
  })
})

test.each([
  ['franceconnect', ['userinfo/signed']],
  ['proconnect', []],
])('%s gives JSON to a client registered for it, with the remarks %j', async (hub, remarks) => {
  const at = hubs.find((one) => one.hub === hub) ?? hubs[0]
  const { access_token } = await tokensOf(at, 'plain')
  const answer = await userinfo(at, access_token, 'application/json')
  expect(answer.headers.get('content-type')).toContain('application/json')
  expect(broken()).toEqual(remarks)
})

test('a request sent again before its login gave a code is no second use of its values', async () => {
  const [at] = hubs
  const asked = { state: fresh(), nonce: fresh() }
  await logIn(at, asked, false)
  await logIn(at, asked)
  expect(broken()).toEqual([])
})

test('a login through the pages uses its values up too', async () => {
  await toClient(doublure.issuer('franceconnect'))
  await logIn(hubs[0], { state: request.state })
  expect(broken()).toEqual(['authorization/state-used-once'])
})

test('what a reset forgets was never used', async () => {
  const [at] = hubs
  const asked = { state: fresh(), nonce: fresh() }
  await logIn(at, asked)
  await doublure.reset({ client_id: rp.client_id })
  await logIn(at, asked)
  expect(broken()).toEqual([])
})

test('a scope that the registration does not grant is refused as before, and no finding says otherwise', async () => {
  const answer = await logIn(hubs[2], { scope: 'openid groups' })
  expect(answer.get('error')).toBe('invalid_scope')
  expect(broken()).toEqual([])
})

test('a logout from ProConnect without id_token_hint is let through, and told', async () => {
  const leave = (query: string) =>
    fetch(`${doublure.issuer('proconnect')}/session/end${query}`, { redirect: 'manual' })
  expect((await leave('')).status).toBeLessThan(400)
  expect(broken()).toEqual(['end_session/id-token-hint-given'])
})
