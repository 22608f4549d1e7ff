import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { HubId } from '../../src/index.ts'
import { askTokens, authorize, callApi, codeOf, logIn, redeem } from '../protocol/control/drive.ts'
import {
  authorizeUrl,
  confirm,
  exchange,
  received,
  toTokens,
  userinfo,
} from '../protocol/franceconnect/walk.ts'
import { rp } from '../support/mock.ts'
import { people } from '../support/relying-party.ts'
import { carefulService, playLogin } from '../support/services.ts'
import { type RedisServer, startRedis } from './redis-server.ts'
import { alone, type Replicas, startReplicas } from './replicas.ts'

const hub = 'franceconnect'
let redis: RedisServer
let doubles: Replicas
let api: ReturnType<typeof callApi>
beforeAll(async () => {
  redis = await startRedis()
  doubles = await startReplicas(redis.url)
  api = callApi(doubles)
})
afterAll(async () => {
  await doubles?.close()
  await redis?.kill()
})
afterEach(async () => {
  await api('POST', '/reset', {})
})

test.each((Object.keys(people) as HubId[]).filter((one) => one.startsWith('proconnect') || one === hub))(
  'a login with no page goes through three replicas of %s in turn',
  async (at) => {
    const headers = { 'doublure-persona': people[at] ?? '' }
    const { claims } = await logIn(doubles, at.replace('-rie', '') as HubId, { headers })
    expect(claims.sub).toBeTypeOf('string')
  },
)

test.each(['franceconnect', 'franceconnect-plus'] as const)(
  'a person goes through the pages of %s, comes back for another client without choosing, and logs out of all',
  async (at) => {
    await api('PUT', '/clients/other', { ...rp, client_id: 'other' })
    const issuer = doubles.issuer(at)
    const { browser, tokens } = await toTokens(issuer)
    expect(await (await userinfo(issuer, tokens.access_token)).text()).toContain('.')
    const acr_values = at === 'franceconnect' ? 'eidas1' : 'eidas2'
    const again = () => browser.open(authorizeUrl(issuer, { acr_values, client_id: 'other' }))
    const page = await browser.follow(await again())
    expect(page.body).toContain('fc-consent-page')
    const { code = '' } = received(await confirm(browser, page))
    expect((await exchange(issuer, code, { client_id: 'other' })).status).toBe(200)
    const [post_logout_redirect_uri = ''] = rp.post_logout_redirect_uris
    const state = 'state-of-thirty-two-characters-00'
    const query = new URLSearchParams({ id_token_hint: tokens.id_token, post_logout_redirect_uri, state })
    const atProvider = await browser.submit((await browser.open(`${issuer}/session/end?${query}`)).form())
    const out = await browser.submit((await browser.follow(atProvider)).form())
    expect(out.location).toBe(`${post_logout_redirect_uri}?state=${state}`)
    expect((await browser.follow(await again())).body).toContain('providerUid')
  },
)

test('an armed login is taken by one replica, followed by the others, and ends with its logout', async () => {
  const service = carefulService({ issuer: doubles.issuer } as never, hub, 'ES256')
  const [first] = doubles.each
  if (!first) throw new Error('three replicas were started')
  expect(await playLogin({ ...first, issuer: doubles.issuer }, hub, service)).toBe(true)
  await service.logOut()
  for (const replica of doubles.each) {
    const [login] = (await callApi(alone(replica))('GET', '/logins')).list
    expect(login).toMatchObject({ state: 'done', remaining: 0 })
    expect(login?.exchanges).toHaveLength(4)
  }
})

test('a login armed for twenty is given twenty times, however many replicas are asked at once', async () => {
  await api('POST', '/logins', { client_id: 'rp', hub, persona: 'angela-dubois', times: 20 })
  const seen = await Promise.all(Array.from({ length: 45 }, () => authorize(doubles, hub)))
  const codes = seen.filter(({ location }) => location?.startsWith('http://localhost:3000/')).map(codeOf)
  expect(codes).toHaveLength(20)
  for (const { status, body } of await Promise.all(codes.map((code) => redeem(doubles, hub, code))))
    expect({ status, body }).toMatchObject({ status: 200 })
  for (const replica of doubles.each) {
    const [login] = (await callApi(alone(replica))('GET', '/logins')).list
    expect(login).toMatchObject({ state: 'done', remaining: 0 })
    expect(login?.exchanges).toHaveLength(40)
  }
})

test('a fault armed for five answers spoils five, however many replicas answer at once', async () => {
  const headers = { 'doublure-persona': 'angela-dubois' }
  const seen = await Promise.all(Array.from({ length: 15 }, () => authorize(doubles, hub, { headers })))
  const order = { client_id: 'rp', fault: 'token-error-500', times: 5 }
  expect(await api('POST', '/faults', order)).toMatchObject({ status: 201 })
  const answers = await Promise.all(seen.map((one) => redeem(doubles, hub, codeOf(one))))
  expect(answers.filter(({ status }) => status !== 200)).toHaveLength(5)
  for (const replica of doubles.each)
    expect((await callApi(alone(replica))('GET', '/faults')).list[0]).toMatchObject({ remaining: 0 })
})

test('a code is used up whichever replica is asked next', async () => {
  const code = codeOf(await authorize(doubles, hub, { headers: { 'doublure-persona': 'angela-dubois' } }))
  const [once, twice] = [await redeem(doubles, hub, code), await redeem(doubles, hub, code)]
  expect([once.status, twice.status]).toEqual([200, 400])
  expect(twice.body.error).toBe('invalid_grant')
})

test('an answer that one replica holds back has used its code up for the others', async () => {
  const code = codeOf(await authorize(doubles, hub, { headers: { 'doublure-persona': 'angela-dubois' } }))
  const order = { client_id: 'rp', fault: 'token-slow', params: { seconds: 600 } }
  const { body: fault } = await api('POST', '/faults', order)
  const held = redeem(doubles, hub, code).catch(() => undefined)
  const remaining = async () => (await api('GET', `/faults/${fault.id}`)).body.remaining
  await expect.poll(remaining, { timeout: 20_000 }).toBe(0)
  for (const _ of doubles.each) expect((await redeem(doubles, hub, code)).body.error).toBe('invalid_grant')
  await doubles.close()
  await held
  doubles = await startReplicas(redis.url)
  api = callApi(doubles)
})

test('a refresh token goes on from replica to replica', async () => {
  const { tokens } = await logIn(doubles, 'proconnect', {
    headers: { 'doublure-persona': 'john-doe' },
    more: { scope: 'openid uid offline_access', prompt: 'login consent' },
  })
  const grant = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' }
  expect(await askTokens(doubles, 'proconnect', grant)).toMatchObject({ status: 200 })
})
