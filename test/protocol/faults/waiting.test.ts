import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { authorize, callApi, logIn } from '../control/drive.ts'
import { armLogin, callback, delivered, tokenRequest, tokenResponse, userinfoResponse } from './drive.ts'

const hub = 'franceconnect'
let doublure: Doublure
let api: ReturnType<typeof callApi>
beforeAll(async () => {
  doublure = await startDoublure({ clients: [rp] })
  api = callApi(doublure)
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const askKeys = async () => (await fetch(`${doublure.issuer(hub)}/jwks`)).status
const remaining = async () => (await api('GET', '/faults')).list.map((one) => one.remaining)

describe('a fault of a document waits no more', () => {
  test.each(['cancel', 'Y180001'])('once its login ended without a code: %s', async (outcome) => {
    await callback(doublure, { hub, outcome, faults: ['jwks-error-503'] })
    expect([await remaining(), await askKeys()]).toEqual([[], 200])
  })

  test('once its login has no code left to redeem', async () => {
    const faults = ['code-expired', 'jwks-error-503']
    expect((await tokenResponse(doublure, { hub, faults })).status).toBe(400)
    expect([await remaining(), await askKeys()]).toEqual([[0], 200])
  })

  test('once its login was disarmed', async () => {
    const id = await armLogin(doublure, { hub, faults: ['jwks-error-503'] })
    await authorize(doublure, hub)
    expect(await remaining()).toEqual([1])
    await api('DELETE', `/logins/${id}`)
    expect([await remaining(), await askKeys()]).toEqual([[], 200])
  })

  test('once its client is gone, as little as its logins and its autologin', async () => {
    await api('POST', '/clients', { ...rp, client_id: 'guest', hubs: [hub] })
    await api('POST', '/clients', { ...rp, client_id: 'guest', hubs: ['proconnect'] })
    await armLogin(doublure, { hub, client_id: 'guest' })
    await api('PUT', '/clients/guest/autologin', { persona: 'angela-dubois' })
    await api('POST', '/faults', { fault: 'jwks-error-503', client_id: 'guest' })
    await api('DELETE', '/clients/guest?hub=proconnect')
    expect(await remaining()).toEqual([1])
    await api('DELETE', '/clients/guest')
    expect([await remaining(), (await api('GET', '/logins')).list, await askKeys()]).toEqual([[], [], 200])
  })

  test('but it does while another login of the same order is under way', async () => {
    const faults = ['jwks-error-503']
    const order = { hub, client_id: rp.client_id, persona: 'angela-dubois', times: 2, faults }
    await api('POST', '/logins', order)
    await authorize(doublure, hub)
    await authorize(doublure, hub, { headers: { 'doublure-outcome': 'cancel' } })
    expect(await askKeys()).toBe(503)
  })

  test('but it does while its login goes on with a code', async () => {
    await callback(doublure, { hub, faults: ['jwks-error-503'] })
    expect([await askKeys(), await askKeys()]).toEqual([503, 200])
  })
})

test('a fault that finds nothing to change is not delivered, and says so', async () => {
  const params = { claim: 'preferred_username' }
  const order = { fault: 'userinfo-missing-claim', client_id: rp.client_id, params }
  const { body } = await api('POST', '/faults', order)
  await logIn(doublure, hub, { headers: { 'doublure-persona': 'angela-dubois' } })
  expect(delivered(doublure)).toEqual([])
  expect((await api('GET', `/faults/${body.id}`)).body).toMatchObject({
    remaining: 1,
    why_not: 'it found nothing to change in the last answer of its kind',
  })
})

describe('of faults of one answer, those that others hide are not delivered and say so', () => {
  test.each([
    [['token-html', 'token-error-503'], 'token-error-503', 'token-html'],
    [['invalid-null-alg', 'invalid-signature'], 'invalid-null-alg', 'invalid-signature'],
    [['invalid-signature', 'invalid-null-alg'], 'invalid-null-alg', 'invalid-signature'],
    [['invalid-missing-nonce', 'invalid-nonce'], 'invalid-nonce', 'invalid-missing-nonce'],
    [['unknown-kid', 'signing-key-rotation'], 'signing-key-rotation', 'unknown-kid'],
    [['invalid-nonce', 'token-missing-id-token'], 'token-missing-id-token', 'invalid-nonce'],
    [['access-token-expired', 'token-error-401'], 'token-error-401', 'access-token-expired'],
    [['token-slow', 'token-error-500'], 'token-error-500', 'token-slow'],
    [['code-expired', 'missing-code'], 'missing-code', 'code-expired'],
    [['token-html', 'token-connection-dropped'], 'token-connection-dropped', 'token-html'],
  ])('%j', async (faults, shown, hidden) => {
    const back = await callback(doublure, { hub, faults })
    const code = new URL(back.location ?? '').searchParams.get('code')
    if (code !== null) await tokenRequest(doublure, hub, code).catch(() => undefined)
    expect(delivered(doublure)).toEqual([shown])
    expect((await api('GET', '/faults')).list.find(({ fault }) => fault === hidden)).toMatchObject({
      remaining: 1,
      why_not: `the last answer of its kind showed nothing of it beside ${shown}: arm it for a login of its own`,
    })
  })

  test.each([
    ['token-slow', 'token-invalid-token-type'],
    ['invalid-nonce', 'invalid-signature'],
    ['invalid-nonce', 'token-missing-access-token'],
    ['code-expired', 'invalid-state'],
  ])('but %s and %s show both', async (one, other) => {
    const faults = [one === 'token-slow' ? { fault: one, params: { seconds: 0.01 } } : one, other]
    const back = await callback(doublure, { hub, faults })
    await tokenRequest(doublure, hub, new URL(back.location ?? '').searchParams.get('code') ?? '')
    expect(
      delivered(doublure)
        .flatMap((names) => names.split(','))
        .toSorted(),
    ).toEqual([one, other].toSorted())
    expect(await remaining()).toEqual([0, 0])
  })

  test('a clock counts as delivered with the ID Token, and not with the userinfo that another replaces', async () => {
    await userinfoResponse(doublure, { hub, faults: ['clock-behind', 'userinfo-unsigned'] })
    const told = doublure.exchanges().map(({ endpoint, fault }) => [endpoint, fault])
    expect(told.slice(-2)).toEqual([
      ['token', 'clock-behind'],
      ['userinfo', 'userinfo-unsigned'],
    ])
    expect((await api('GET', '/faults')).list.map(({ why_not }) => why_not)).toEqual([undefined, undefined])
  })
})

test('a login that is done says which of its faults changed nothing', async () => {
  const params = { claim: 'preferred_username' }
  const fault = 'userinfo-missing-claim'
  const id = await armLogin(doublure, { hub, faults: ['invalid-nonce', { fault, params }] })
  await logIn(doublure, hub)
  expect((await api('GET', `/logins/${id}`)).body).toMatchObject({
    state: 'done',
    undelivered: [{ fault, why_not: 'it found nothing to change in the last answer of its kind' }],
  })
})

test('a login that ended before its faults could be delivered says so, in lists too', async () => {
  await callback(doublure, { hub, outcome: 'cancel', faults: ['invalid-nonce', 'jwks-error-503'] })
  const why_not = 'its login ended before an answer of its kind left'
  const undelivered = ['invalid-nonce', 'jwks-error-503'].map((fault) => ({ fault, why_not }))
  expect((await api('GET', '/logins')).list).toMatchObject([{ state: 'done', undelivered }])
})

test.each([
  ['fr', 'Non livrée : userinfo-missing-claim elle n’a rien trouvé à changer'],
  ['en', 'Not delivered: userinfo-missing-claim it found nothing to change'],
])('the pages of armed logins and of one login say which faults changed nothing: %s', async (lang, told) => {
  const faults = [
    'invalid-nonce',
    { fault: 'userinfo-missing-claim', params: { claim: 'preferred_username' } },
  ]
  const id = await armLogin(doublure, { hub, faults })
  await logIn(doublure, hub)
  const read = async (path: string) => {
    const page = await fetch(`${doublure.url}/_doublure/${path}`, { headers: { 'accept-language': lang } })
    return (await page.text()).replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ')
  }
  expect(await read('logins')).toContain(told)
  expect(await read(`journal/logins/${id}`)).toContain(told)
})

test('of two faults of one name, the one that changed something is delivered', async () => {
  const params = { claim: 'email' }
  for (const _ of ['first', 'second'])
    await api('POST', '/faults', { fault: 'userinfo-missing-claim', client_id: rp.client_id, params, hub })
  await armLogin(doublure, { hub, faults: [{ fault: 'userinfo-missing-claim', params }] })
  await logIn(doublure, hub)
  expect(delivered(doublure)).toEqual(['userinfo-missing-claim'])
  expect(await remaining()).toEqual([1, 1, 0])
})
