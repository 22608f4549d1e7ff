import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doublure, HubId } from '../../src/index.ts'
import { Browser } from '../support/browser.ts'
import { rp, startDoublure } from '../support/mock.ts'
import { people, requests } from '../support/relying-party.ts'

type Done = (error: unknown, user?: unknown) => void
type PassportRequest = { query: Record<string, string>; session: object }
type Strategy = {
  authenticate(request: PassportRequest): void
  redirect(url: string): void
  success(user: { issuer: string; profile: { id: string; name?: { givenName?: string } } }): void
  fail(challenge: unknown): void
  error(error: Error): void
}

// The library has no types.
const { Strategy: OpenIdConnectStrategy } = createRequire(import.meta.url)('passport-openidconnect') as {
  Strategy: new (options: object, verify: (issuer: string, profile: object, done: Done) => void) => Strategy
}

let doublure: Doublure

beforeAll(async () => {
  doublure = await startDoublure({ clients: [{ ...rp, userinfo_signed_response_alg: null }] })
})
afterAll(() => doublure.close())

/** passport's own sequence around a strategy: redirect, come back, verify. */
const run = (strategy: Strategy, request: PassportRequest) =>
  new Promise<{ redirect?: string; user?: Parameters<Strategy['success']>[0] }>((resolve, reject) => {
    const live: Strategy = Object.assign(Object.create(strategy), {
      redirect: (redirect: string) => resolve({ redirect }),
      success: (user: Parameters<Strategy['success']>[0]) => resolve({ user }),
      fail: (challenge: unknown) => reject(new Error(`refused: ${JSON.stringify(challenge)}`)),
      error: reject,
    })
    live.authenticate(request)
  })

const strategyFor = (hub: HubId, more: object = {}) => {
  const issuer = doublure.issuer(hub)
  const { scope = '', acr_values } = requests[hub] ?? {}
  return new OpenIdConnectStrategy(
    {
      issuer,
      authorizationURL: `${issuer}/authorize`,
      tokenURL: `${issuer}/token`,
      userInfoURL: `${issuer}/userinfo`,
      clientID: rp.client_id,
      clientSecret: rp.client_secret,
      callbackURL: rp.redirect_uris[0],
      scope: scope.replace(/^openid /, '').split(' '),
      ...(acr_values && { acrValues: acr_values }),
      skipUserProfile: false,
      ...more,
    },
    (from, profile, done) => done(null, { issuer: from, profile }),
  )
}

describe('passport-openidconnect', () => {
  test.each(['proconnect', 'proconnect-rie'] as const)(
    'logs in on %s, reading userinfo as JSON',
    async (hub) => {
      const session = {}
      const strategy = strategyFor(hub)
      const { redirect = '' } = await run(strategy, { query: {}, session })
      const seen = await new Browser({ 'doublure-persona': people[hub] ?? '' }).open(redirect)
      const query = Object.fromEntries(new URL(seen.location ?? '').searchParams)
      const { user } = await run(strategy, { query, session })
      expect(user).toMatchObject({
        issuer: doublure.issuer(hub),
        profile: { name: { givenName: expect.any(String) } },
      })
    },
  )

  test('is refused by FranceConnect, which asks for a nonce that this library does not send by itself', async () => {
    const { redirect = '' } = await run(strategyFor('franceconnect'), { query: {}, session: {} })
    const seen = await new Browser().open(redirect)
    expect(seen.status).toBe(400)
    expect(seen.body).toContain('Y030007')
  })

  test('is refused there too with the nonce that it can send: twenty characters are too few', async () => {
    const { redirect = '' } = await run(strategyFor('franceconnect', { nonce: true }), {
      query: {},
      session: {},
    })
    const seen = await new Browser().open(redirect)
    expect(seen.body).toContain('Y030007')
    expect(seen.body).toContain('nonce a 20 caractères')
  })
})
