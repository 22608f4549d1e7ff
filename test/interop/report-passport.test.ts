import { createRequire } from 'node:module'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Doublure } from '../../src/index.ts'
import { Browser } from '../support/browser.ts'
import { rp, startDoublure } from '../support/mock.ts'
import { playFault, playLogin, type Service } from '../support/services.ts'

type Strategy = { authenticate(request: { query: object; session: object }): void }

// The library has no types.
const { Strategy: OpenIdConnectStrategy } = createRequire(import.meta.url)('passport-openidconnect') as {
  Strategy: new (
    options: object,
    verify: (
      issuer: string,
      profile: object,
      context: object,
      id_token: string,
      done: (error: unknown, user?: unknown) => void,
    ) => void,
  ) => Strategy
}

const hub = 'proconnect'
let doublure: Doublure
let late = 0

beforeAll(async () => {
  doublure = await startDoublure({
    hubs: [hub],
    clients: [{ ...rp, userinfo_signed_response_alg: null }],
    now: () => Date.now() + late,
  })
})
afterAll(() => doublure.close())

type Outcome = { redirect?: string; user?: { id_token: string } }

/** passport's own sequence around a strategy. */
const run = (strategy: Strategy, query: object, session: object) =>
  new Promise<Outcome>((resolve, reject) => {
    const live: Strategy = Object.assign(Object.create(strategy), {
      redirect: (redirect: string) => resolve({ redirect }),
      success: (user: { id_token: string }) => resolve({ user }),
      fail: (challenge: unknown) => reject(new Error(`refused: ${JSON.stringify(challenge)}`)),
      error: reject,
    })
    live.authenticate({ query, session })
  })

const passportService = (): Service => {
  const issuer = doublure.issuer(hub)
  const options = {
    issuer,
    authorizationURL: `${issuer}/authorize`,
    tokenURL: `${issuer}/token`,
    userInfoURL: `${issuer}/userinfo`,
    clientID: rp.client_id,
    clientSecret: rp.client_secret,
    callbackURL: rp.redirect_uris[0],
    scope: ['given_name', 'usual_name', 'email'],
    skipUserProfile: false,
    nonce: true,
  }
  const strategy = new OpenIdConnectStrategy(options, (_issuer, _profile, _context, id_token, done) =>
    done(null, { id_token }),
  )
  let loggedIn: { browser: Browser; id_token: string } | undefined
  return {
    async logIn() {
      loggedIn = undefined
      const session = {}
      const browser = new Browser()
      const { redirect = '' } = await run(strategy, {}, session)
      const seen = await browser.open(redirect, { headers: { 'sec-fetch-dest': 'document' } })
      const query = Object.fromEntries(new URL(seen.location ?? '').searchParams)
      const { user } = await run(strategy, query, session).catch((): Outcome => ({}))
      if (user) loggedIn = { browser, id_token: user.id_token }
      return user !== undefined
    },
    async logOut() {
      const query = new URLSearchParams({ id_token_hint: loggedIn?.id_token ?? '' })
      const { browser } = loggedIn ?? { browser: new Browser() }
      await browser.follow(await browser.open(`${issuer}/session/end?${query}`))
    },
  }
}

test('the recette says what passport-openidconnect leaves to its user', async () => {
  const service = passportService()
  const order = { client_id: rp.client_id, hub } as const
  expect(await playLogin(doublure, hub, service)).toBe(true)
  for (const { fault, params } of doublure.report(order).hubs[0]?.rehearsal ?? [])
    if (fault !== undefined && fault !== 'token-slow')
      await playFault(doublure, hub, { fault, params }, service)
  await playLogin(doublure, hub, service)
  late = 3600_000
  const [report] = doublure.report(order).hubs
  const of = (status: string, kind: string) =>
    report?.results
      .filter((result) => result.status === status && result.kind === kind)
      .map(({ criterion }) => criterion)
  expect(of('failed', 'provoked')).toEqual([
    'callback/refuses-invalid-authorization-response-iss',
    'callback/refuses-remove-authorization-response-iss',
    'callback/refuses-code-given-twice',
    'id_token/refuses-invalid-null-alg',
    'id_token/refuses-invalid-signature',
    'id_token/refuses-hs256-with-public-key',
    'id_token/refuses-unknown-kid',
    'userinfo/refuses-userinfo-invalid-sub',
    'userinfo/refuses-userinfo-missing-sub',
    'jwks/fetched-after-rotation',
  ])
  expect(of('passed', 'provoked')).toEqual(
    expect.arrayContaining([
      'callback/refuses-invalid-state',
      'id_token/refuses-invalid-nonce',
      'id_token/refuses-invalid-iss',
      'id_token/refuses-invalid-aud',
      'id_token/refuses-invalid-expired-exp',
    ]),
  )
  expect(of('not_observed', 'provoked')).toEqual([])
  // A logout is the application's own affair with this library, and its values are short.
  expect(of('failed', 'observed')).toEqual([
    'end_session/complete',
    'authorization/state-length',
    'authorization/nonce-length',
  ])
  expect(of('not_observed', 'observed')).toEqual(['jwks/fetched', 'login/cancel'])
})
