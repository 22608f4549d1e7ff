import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure, FaultId } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { authorize, callApi, codeOf, logIn, redeem } from './drive.ts'

let doublure: Doublure
let api: ReturnType<typeof callApi>
beforeAll(async () => {
  doublure = await startDoublure({ clients: [rp, { ...rp, client_id: 'other' }] })
  api = callApi(doublure)
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const hub = 'franceconnect'
const lists = [
  '/exchanges',
  '/exchanges/stream',
  '/exchanges/logins',
  '/exchanges/near-misses',
  '/exchanges/export',
]

describe('a filter that names what does not exist is an error with the names that do', () => {
  test.each([
    ...lists.map((path) => ['GET', `${path}?hub=nowhere`, 'Unknown hub "nowhere"', 'franceconnect']),
    ...lists.map((path) => ['GET', `${path}?endpoint=tokens`, 'Unknown endpoint "tokens"', 'token']),
    ...lists.map((path) => ['GET', `${path}?fault=nonsense`, 'Unknown fault "nonsense"', 'invalid-nonce']),
    ['GET', '/exchanges?fault=invalid-nonce,nonsense', 'Unknown fault "nonsense"', 'invalid-nonce'],
    ['DELETE', '/exchanges?endpoint=tokens', 'Unknown endpoint "tokens"', 'token'],
    ['GET', '/logins?client_id=nobody', 'Unknown client "nobody"', 'other'],
    ['GET', '/logins?hub=nowhere', 'Unknown hub "nowhere"', 'franceconnect'],
    ['GET', '/faults?client_id=nobody', 'Unknown client "nobody"', 'other'],
    ['DELETE', '/faults?client_id=nobody', 'Unknown client "nobody"', 'other'],
    ['GET', '/report?client_id=nobody', 'Unknown client "nobody"', 'other'],
    ['GET', '/report/declarations?client_id=nobody', 'Unknown client "nobody"', 'other'],
    ['GET', '/report/history?client_id=nobody', 'Unknown client "nobody"', 'other'],
    ...['/clients', '/keys', '/identity-providers', '/scenarios', '/mails'].map((path) => [
      'GET',
      `${path}?hub=nowhere`,
      'Unknown hub "nowhere"',
      'franceconnect',
    ]),
  ])('%s %s', async (method = '', path = '', title, known) => {
    const { status, type, body } = await api(method, path)
    expect([status, type, body.title]).toEqual([400, 'application/problem+json', title])
    expect(body.known).toContain(known)
  })

  test.each([
    ...[...lists, '/logins', '/faults', '/clients', '/personas', '/keys'].map((path) => ['GET', path]),
    ...['/identity-providers', '/scenarios', '/mails', '/report', '/hubs'].map((path) => ['GET', path]),
    ['GET', '/faults/catalogue'],
    ['DELETE', '/faults'],
    ['DELETE', '/exchanges'],
  ])('%s %s with a parameter that nobody knows', async (method = '', path = '') => {
    const { status, body } = await api(method, `${path}?colour=blue`)
    expect(status).toBe(400)
    expect(body.problems).toContainEqual({ origin: 'query.colour', message: 'unknown key "colour"' })
  })

  test('for a program that embeds the double too', () => {
    expect(() => doublure.exchanges({ endpoint: 'tokens' as never })).toThrow('Unknown endpoint "tokens"')
  })
})

describe('a filter', () => {
  test('finds the exchanges of a client that no hub knows', async () => {
    await authorize(doublure, hub, { client_id: 'nobody' })
    expect((await api('GET', '/exchanges?client_id=nobody')).list).toHaveLength(1)
  })

  test('finds an exchange by each of the faults that it delivered, or by all', async () => {
    const faults: FaultId[] = ['invalid-nonce', 'missing-acr']
    await doublure.login({ client_id: rp.client_id, hub, persona: 'angela-dubois', faults })
    await logIn(doublure, hub)
    const found = async (fault: string) => (await api('GET', `/exchanges?fault=${fault}`)).list.length
    expect(
      await Promise.all(['invalid-nonce', 'missing-acr', 'missing-acr,invalid-nonce'].map(found)),
    ).toEqual([1, 1, 1])
    expect(await Promise.all(['invalid-iss', 'invalid-nonce,invalid-iss'].map(found))).toEqual([0, 0])
  })

  test('finds what logins and faults of a client that was removed since have met', async () => {
    const client_id = 'other'
    await doublure.login({ client_id, hub, persona: 'angela-dubois', faults: ['invalid-state'] })
    await authorize(doublure, hub, { client_id })
    await doublure.clients.remove(client_id)
    expect((await api('GET', '/logins?client_id=other')).list).toMatchObject([{ state: 'done' }])
    expect((await api('GET', `/logins?hub=${hub}`)).list).toHaveLength(1)
    expect((await api('GET', '/logins?hub=proconnect')).list).toEqual([])
    expect((await api('GET', '/faults')).list).toMatchObject([{ client_id, remaining: 0 }])
    expect((await api('DELETE', '/faults?client_id=other')).status).toBe(204)
    expect((await api('GET', '/faults')).list).toEqual([])
  })

  test('streams the exchanges that match and no other', async () => {
    const { body } = await fetch(`${doublure.url}/_doublure/api/v1/exchanges/stream?endpoint=token`)
    const code = codeOf(await authorize(doublure, hub, { headers: { 'doublure-persona': 'angela-dubois' } }))
    await redeem(doublure, hub, code)
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('data:')) text += (await reader?.read())?.value ?? ''
    expect(text).toContain('"endpoint":"token"')
    expect(text).not.toContain('"endpoint":"authorization"')
    await reader?.cancel()
  })
})

describe('what is wrong in a body is said once, at its field', () => {
  test.each([
    [
      'PATCH',
      `/identity-providers/fc-impots?hub=${hub}`,
      { active: 'yes', shoe: 1 },
      [
        { origin: 'body.active', message: 'Invalid input: expected boolean, received string' },
        { origin: 'body.shoe', message: 'unknown key "shoe"' },
      ],
    ],
    [
      'PATCH',
      '/clients/other',
      { redirect_uri: 'x', active: 'yes' },
      [
        { origin: 'body.active', message: '"yes" was given, expected true or false' },
        { origin: 'body.redirect_uri', message: 'unknown key "redirect_uri"; did you mean "redirect_uris"?' },
      ],
    ],
    [
      'POST',
      '/logins',
      { client_id: 'rp', hub, times: 'x', faults: [1] },
      [
        {
          origin: 'body.faults.0',
          message: 'received 1, expected the name of a fault, or { "fault": name, "params": {…} }',
        },
        { origin: 'body.times', message: 'Invalid input: expected number, received string' },
      ],
    ],
    [
      'POST',
      '/faults',
      { client_id: 'rp', fault: 'clock-ahead', params: { seconds: -1 } },
      [{ origin: 'body.params.seconds', message: 'Too small: expected number to be >0' }],
    ],
  ])('%s %s', async (method, path, sent, problems) => {
    const { status, body } = await api(method, path, sent)
    expect([status, body.problems]).toEqual([400, problems])
  })
})
