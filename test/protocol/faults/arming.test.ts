import { decodeJwt } from 'jose'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { catalogue, faultIds } from '../../../src/faults/catalogue.ts'
import type { Doublure, HubId } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { type ApiReply, authorize, callApi, codeOf, redeem } from '../control/drive.ts'
import { armLogin, callback, delivered } from './drive.ts'

const other = { ...rp, client_id: 'other' }
const hub = 'franceconnect'

let doublure: Doublure
let api: ReturnType<typeof callApi>
beforeAll(async () => {
  doublure = await startDoublure({ clients: [rp, other] })
  api = callApi(doublure)
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const persona = { 'doublure-persona': 'angela-dubois' }

/** The nonce that a client reads after a login without armed login. */
const nonceOf = async (client_id: string, label?: string, on: HubId = hub) => {
  const headers: Record<string, string> = on === hub ? { ...persona } : { 'doublure-persona': 'john-doe' }
  if (label !== undefined) headers['doublure-label'] = label
  const code = codeOf(await authorize(doublure, on, { client_id, headers }))
  const { body } = await redeem(doublure, on, code, client_id)
  return decodeJwt(body.id_token).nonce
}
const sound = 'nonce-of-thirty-two-characters-00'
const broken = 'not-the-nonce-that-you-sent'

const arm = (order: object): Promise<ApiReply> =>
  api('POST', '/faults', { fault: 'invalid-nonce', client_id: rp.client_id, ...order })

test('the catalogue says of each fault where it acts, what it violates and what a correct client does', async () => {
  const { list } = await api('GET', '/faults/catalogue')
  expect(list.map(({ id }) => id)).toEqual(faultIds)
  const described = await api('GET', '/openapi.json')
  const { schemas } = described.body.components as { schemas: Record<string, { properties: object }> }
  const told = new Set(list.flatMap((fault) => Object.keys(fault)))
  expect(Object.keys(schemas.Fault?.properties ?? {}).toSorted()).toEqual([...told].toSorted())
  expect((await api('GET', '/faults/catalogue/invalid-nonce')).body).toEqual({
    id: 'invalid-nonce',
    title: 'The ID Token carries a nonce that the client did not send',
    module: 'oidcc-client-test-nonce-invalid',
    seam: 'id_token',
    reference: {
      document: 'OpenID Connect Core 1.0',
      section: '3.1.3.7 (11)',
      url: 'https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation',
    },
    reaction: expect.stringContaining('Refuses the login'),
    params: {
      type: 'object',
      properties: { nonce: { default: broken, type: 'string' } },
      additionalProperties: false,
    },
    fr: {
      title: 'L’ID Token porte un nonce que le client n’a pas envoyé',
      reaction: expect.stringContaining('Refuse la connexion'),
    },
  })
})

test('a fault reaches its client once, and no other client', async () => {
  const { status, body, headers } = await arm({})
  expect([status, body.remaining, headers.get('location')]).toEqual([
    201,
    1,
    `/_doublure/api/v1/faults/${body.id}`,
  ])
  expect(await nonceOf('other')).toBe(sound)
  expect(await nonceOf(rp.client_id)).toBe(broken)
  expect(await nonceOf(rp.client_id)).toBe(sound)
  expect((await api('GET', `/faults/${body.id}`)).body.remaining).toBe(0)
  expect(doublure.exchanges({ fault: 'invalid-nonce' })).toMatchObject([
    { endpoint: 'token', client_id: rp.client_id },
  ])
})

test('a fault is delivered as often as it says', async () => {
  await arm({ times: 2 })
  expect([await nonceOf('rp'), await nonceOf('rp'), await nonceOf('rp')]).toEqual([broken, broken, sound])
})

test('faults armed one after the other come one after the other', async () => {
  await arm({ params: { nonce: 'first' } })
  await arm({ params: { nonce: 'second' } })
  expect([await nonceOf('rp'), await nonceOf('rp')]).toEqual(['first', 'second'])
})

test('a fault with a label waits for a login of that label', async () => {
  const { body } = await arm({ label: 'mine' })
  expect([await nonceOf('rp', 'theirs'), await nonceOf('rp')]).toEqual([sound, sound])
  expect((await api('GET', `/faults/${body.id}`)).body.why_not).toBe(
    'an answer of this kind left without a label',
  )
  expect(await nonceOf('rp', 'mine')).toBe(broken)
})

test('a fault with a hub waits for that hub, and one without comes anywhere', async () => {
  await arm({ hub: 'proconnect' })
  expect([await nonceOf('rp'), await nonceOf('rp', undefined, 'proconnect')]).toEqual([sound, broken])
  await arm({})
  expect(await nonceOf('rp', undefined, 'proconnect')).toBe(broken)
})

test('a fault of an armed login reaches that login alone, whatever comes between', async () => {
  const faulty = await callback(doublure, { hub, faults: ['invalid-nonce'] })
  expect(await nonceOf('rp')).toBe(sound)
  const { body } = await redeem(doublure, hub, codeOf(faulty))
  expect(decodeJwt(body.id_token).nonce).toBe(broken)
})

test('a fault may be armed for one login by its id', async () => {
  const login = await armLogin(doublure, { hub })
  await arm({ login })
  expect(await nonceOf('rp')).toBe(broken)
})

test('a login that is refused at the door keeps its faults for the next request', async () => {
  await armLogin(doublure, { hub, faults: ['invalid-nonce'] })
  await authorize(doublure, hub, { more: { prompt: 'none' } })
  expect((await api('GET', '/faults')).list).toEqual([])
  expect(await nonceOf('rp')).toBe(broken)
})

test('a fault that was disarmed or reset does nothing', async () => {
  const { body } = await arm({})
  expect((await api('DELETE', `/faults/${body.id}`)).status).toBe(204)
  expect((await api('DELETE', `/faults/${body.id}`)).status).toBe(404)
  await arm({})
  await api('DELETE', '/faults?client_id=other')
  expect((await api('GET', '/faults?client_id=rp')).list).toHaveLength(1)
  await doublure.reset({ client_id: 'rp' })
  expect((await api('GET', '/faults')).list).toEqual([])
  expect(await nonceOf('rp')).toBe(sound)
})

test('a name that does not exist is an error that lists those that do', async () => {
  const armed = await arm({ fault: 'invalid-nonsense' })
  expect([armed.status, armed.body.title, armed.body.known]).toEqual([
    400,
    'Unknown fault "invalid-nonsense"',
    faultIds,
  ])
  const login = await api('POST', '/logins', { client_id: 'rp', hub, faults: ['invalid-nonsense'] })
  expect([login.status, login.body.known]).toEqual([400, faultIds])
  const asked = await api('GET', '/faults/catalogue/invalid-nonsense')
  expect([asked.status, asked.body.known]).toEqual([404, faultIds])
  expect((await arm({ client_id: 'nobody' })).body.known).toEqual(['rp', 'other'])
  expect((await arm({ hub: 'nowhere' })).body.title).toBe('Unknown hub "nowhere"')
  expect((await arm({ login: 'no-login' })).body.title).toBe('Unknown login "no-login"')
})

test('a fault that none of the registrations of a client can meet is refused, whatever the hubs', async () => {
  const armed = await arm({ fault: 'idtoken-truncated' })
  expect([armed.status, armed.body.detail]).toEqual([
    400,
    expect.stringContaining('expected a registration with id_token_encrypted_response_alg'),
  ])
  await doublure.clients.put({
    ...rp,
    client_id: 'mixed',
    hubs: ['franceconnect-plus'],
    jwks_uri: 'http://localhost:3000/jwks',
    id_token_encrypted_response_alg: 'ECDH-ES',
    id_token_encrypted_response_enc: 'A256GCM',
  })
  await doublure.clients.put({ ...rp, client_id: 'mixed', hubs: ['franceconnect'] })
  expect((await arm({ client_id: 'mixed', fault: 'idtoken-truncated' })).status).toBe(201)
  expect((await arm({ client_id: 'mixed', hub, fault: 'idtoken-truncated' })).status).toBe(400)
})

test('parameters are checked, all at once, with their place', async () => {
  const params = { seconds: -1, minutes: 4 }
  const armed = await arm({ fault: 'clock-ahead', params })
  expect([armed.status, armed.body.problems]).toEqual([
    400,
    [
      { origin: 'body.params.seconds', message: 'Too small: expected number to be >0' },
      { origin: 'body.params.minutes', message: 'unknown key "minutes"' },
    ],
  ])
  const faults = ['missing-acr', { fault: 'clock-ahead', params }]
  const login = await api('POST', '/logins', { client_id: 'rp', hub, faults })
  expect(login.body.problems).toMatchObject([
    { origin: 'body.faults.1.params.seconds' },
    { origin: 'body.faults.1.params.minutes' },
  ])
})

test('parameters that a client knows are not unknown ones', async () => {
  const parameters = { code: 'zz', state: 'q', iss: 'i', error: 'e', 'mine-alone': 'x' }
  const { status, body } = await arm({ fault: 'unknown-parameters', params: { parameters } })
  const problem = (name: string) => ({
    origin: `body.params.parameters.${name}`,
    message: expect.stringContaining('expected a name other than code, state, iss, error'),
  })
  expect([status, body.problems]).toEqual([400, ['code', 'state', 'iss', 'error'].map(problem)])
  const own = { fault: 'unknown-parameters', params: { parameters: { 'mine-alone': 'x' } } }
  expect((await arm(own)).status).toBe(201)
})

test('every fault of the catalogue can be armed as it stands', async () => {
  const wanting = catalogue.filter(({ needs }) => needs?.startsWith('encrypted')).map(({ id }) => id)
  for (const { id } of catalogue) {
    const { status } = await arm({ fault: id, hub })
    expect([id, status]).toEqual([id, wanting.includes(id) ? 400 : 201])
  }
  expect(delivered(doublure)).toEqual([])
})

test('a header names the faults of one login, and no other login meets them', async () => {
  const headers = { ...persona, 'doublure-fault': 'invalid-nonce, missing-acr' }
  const faulty = await authorize(doublure, hub, { headers })
  expect(await nonceOf('rp')).toBe(sound)
  const { body } = await redeem(doublure, hub, codeOf(faulty))
  expect(decodeJwt(body.id_token)).toMatchObject({ nonce: broken })
  expect(decodeJwt(body.id_token)).not.toHaveProperty('acr')
  expect(doublure.exchanges({ fault: 'invalid-nonce,missing-acr' })).toMatchObject([{ endpoint: 'token' }])
})

test('faults of a header and of an armed login add up', async () => {
  await armLogin(doublure, { hub, faults: ['invalid-nonce'] })
  const back = await authorize(doublure, hub, { headers: { 'doublure-fault': 'missing-state' } })
  expect(new URL(back.location ?? '').searchParams.has('state')).toBe(false)
  const { body } = await redeem(doublure, hub, codeOf(back))
  expect(decodeJwt(body.id_token).nonce).toBe(broken)
})

test('a header with a name that does not exist is an error, and the armed login still waits', async () => {
  const login = await armLogin(doublure, { hub, faults: ['invalid-nonce'] })
  for (const name of ['nonsense', 'invalid-nonce,', 'idtoken-truncated']) {
    const { status, body } = await authorize(doublure, hub, { headers: { 'doublure-fault': name } })
    expect([status, JSON.parse(body).known]).toEqual([400, expect.arrayContaining(['invalid-nonce'])])
  }
  expect(await doublure.logins.get(login)).toMatchObject({ state: 'armed', remaining: 1 })
  expect(await nonceOf('rp')).toBe(broken)
})

test('a header with a fault that the client cannot meet says what the registration lacks, as the control API does', async () => {
  const { status, body } = await authorize(doublure, hub, {
    headers: { 'doublure-fault': 'idtoken-truncated' },
  })
  const needed = 'cannot reach the client rp: expected a registration with id_token_encrypted_response_alg'
  expect([status, JSON.parse(body).detail]).toEqual([
    400,
    expect.stringContaining(`The fault idtoken-truncated ${needed}; known: `),
  ])
  const armed = doublure.faults.arm({ fault: 'idtoken-truncated', client_id: 'rp' })
  await expect(armed).rejects.toThrow(needed)
})

test('a program that embeds the double drives faults without HTTP', async () => {
  const known = await doublure.faults.catalogue()
  expect(known.map(({ id }) => id)).toEqual(faultIds)
  const armed = await doublure.faults.arm({ fault: 'invalid-nonce', client_id: 'rp' })
  expect(await nonceOf('rp')).toBe(broken)
  expect(await doublure.faults.get(armed.id)).toMatchObject({ remaining: 0 })
  expect(await doublure.faults.list('rp')).toHaveLength(1)
  await doublure.faults.remove(armed.id)
  await doublure.faults.arm({ fault: 'invalid-nonce', client_id: 'rp' })
  await doublure.faults.clear('rp')
  expect(await doublure.faults.list()).toEqual([])
  await expect(doublure.faults.arm({ fault: 'nonsense' as never, client_id: 'rp' })).rejects.toThrow(
    'Unknown fault "nonsense"; known: jwks-unreachable',
  )
})
