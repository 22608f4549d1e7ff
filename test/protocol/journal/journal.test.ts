import { enableDecryptingResponses } from 'openid-client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { decryptingClient, logIn as logInAsLibrary } from '../../support/relying-party.ts'
import { authorize, callApi, logIn } from '../control/drive.ts'

let doublure: Doublure
let api: ReturnType<typeof callApi>
const sealed = await decryptingClient('RSA-OAEP')

beforeAll(async () => {
  doublure = await startDoublure({ clients: [rp, sealed.client] })
  api = callApi(doublure)
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const angela = { 'doublure-persona': 'angela-dubois' }
const tokensOf = async (endpoint: string) => {
  const [found] = (await api('GET', `/exchanges?endpoint=${endpoint}`)).list
  return (await api('GET', `/exchanges/${found?.id}/tokens`)).list
}

describe('the journal', () => {
  test('joins the exchanges of a login', async () => {
    await logIn(doublure, 'franceconnect', { headers: { ...angela, 'doublure-label': 'mine' } })
    const { list } = await api('GET', '/exchanges/logins')
    expect(list).toMatchObject([
      { hub: 'franceconnect', client_id: 'rp', persona: 'angela-dubois', label: 'mine', state: 'completed' },
    ])
    expect(list[0]?.exchanges).toHaveLength(3)
  })

  test('decodes and verifies tokens, and never gives them whole', async () => {
    const { tokens } = await logIn(doublure, 'franceconnect', { headers: angela })
    const seen = await tokensOf('token')
    expect(seen).toMatchObject([
      { name: 'access_token' },
      { name: 'id_token', payload: { aud: 'rp' }, signature: 'valid' },
    ])
    expect(await tokensOf('userinfo')).toMatchObject([{ payload: { given_name: 'Angela Claire Louise' } }])
    const everything = JSON.stringify([
      (await api('GET', '/exchanges')).body,
      (await api('GET', '/exchanges/export')).body,
      (await api('GET', '/exchanges/export?format=har')).body,
      seen,
    ])
    for (const secret of [rp.client_secret, tokens.access_token, tokens.id_token])
      expect(everything).not.toContain(secret)
  })

  test('shows what is inside encrypted answers', async () => {
    await logInAsLibrary(doublure, {
      hub: 'franceconnect-plus',
      client: sealed.client,
      prepare: (config) =>
        enableDecryptingResponses(config, ['A256GCM'], {
          key: sealed.privateKey,
          kid: 'for-the-client',
          alg: 'RSA-OAEP',
        }),
    })
    expect(await tokensOf('token')).toContainEqual(
      expect.objectContaining({
        name: 'id_token',
        encryption: expect.objectContaining({ alg: 'RSA-OAEP' }),
        payload: expect.objectContaining({ aud: sealed.client.client_id }),
        signature: 'valid',
      }),
    )
    expect(await tokensOf('userinfo')).toMatchObject([{ encryption: { enc: 'A256GCM' }, signature: 'valid' }])
  })

  test('remembers who fetched discovery and keys', async () => {
    await fetch(`${doublure.issuer('proconnect')}/.well-known/openid-configuration`)
    await fetch(`${doublure.issuer('proconnect')}/jwks`)
    expect(doublure.exchanges().map(({ endpoint, hub }) => [hub, endpoint])).toEqual([
      ['proconnect', 'discovery'],
      ['proconnect', 'jwks'],
    ])
  })

  test.each(['json', 'har'])('comes back from a file: %s', async (format) => {
    await logIn(doublure, 'franceconnect', { headers: angela })
    const before = (await api('GET', '/exchanges')).list
    const { body: file } = await api('GET', `/exchanges/export?format=${format}`)
    await api('DELETE', '/exchanges')
    expect((await api('POST', '/exchanges/import', file)).body).toEqual({ added: 3, known: 0 })
    expect((await api('POST', '/exchanges/import', file)).body).toEqual({ added: 0, known: 3 })
    expect((await api('GET', '/exchanges')).list).toEqual(before)
    expect(await tokensOf('token')).toMatchObject([{}, { payload: { aud: 'rp' } }])
  })

  test('refuses a file that is no journal, with each place that is wrong', async () => {
    const { status, body } = await api('POST', '/exchanges/import', [{ id: 1 }])
    expect(status).toBe(400)
    expect(body.detail).toContain('body.0.id')
  })

  const entry = { startedDateTime: '2026-11-21T08:00:00Z', time: 1, request: {}, response: {} }
  test.each([
    ['an empty list', [], 'there is no exchange in it'],
    ['an empty HAR', { log: { entries: [] } }, 'there is no exchange in it'],
    [
      'a HAR of another tool',
      { log: { entries: [entry, entry] } },
      '2 of 2 entries have no member "_doublure"',
    ],
    [
      'a HAR whose entry is broken',
      { log: { entries: [{ _doublure: { id: 1 } }] } },
      'body.log.entries.0._doublure.id',
    ],
    ['a version to come', { doublure: 'journal', version: 2, saved_at: 'x', exchanges: [] }, 'body.version'],
    ['a text', 'journal', 'body'],
  ])('refuses %s, and says so', async (_, file, told) => {
    const { status, body } = await api('POST', '/exchanges/import', file)
    expect(status).toBe(400)
    expect(body.detail).toContain(told)
    expect((await api('GET', '/exchanges')).list).toEqual([])
  })

  test.each<[string, object, string]>([
    ['a status', { response: { status: 99_999 } }, 'body.0.response.status'],
    ['a hub', { hub: '__proto__' }, 'body.0.hub: there is no hub "__proto__", expected franceconnect,'],
  ])('refuses %s that cannot be', async (_, wrong, told) => {
    await logIn(doublure, 'franceconnect', { headers: angela })
    const [one] = (await api('GET', '/exchanges')).list
    const { status, body } = await api('POST', '/exchanges/import', [{ ...one, id: 'other', ...wrong }])
    expect(status).toBe(400)
    expect(body.detail).toContain(told)
  })

  test('takes an exchange that comes twice in a file once', async () => {
    await logIn(doublure, 'franceconnect', { headers: angela })
    const { list } = await api('GET', '/exchanges')
    await api('DELETE', '/exchanges')
    expect((await api('POST', '/exchanges/import', [...list, ...list])).body).toEqual({ added: 3, known: 3 })
    expect((await api('GET', '/exchanges')).list).toEqual(list)
  })

  test('takes back a file far larger than any other body', async () => {
    await logIn(doublure, 'franceconnect', { headers: angela })
    const [one = {}] = (await api('GET', '/exchanges')).list
    const many = Array.from({ length: 900 }, (_, index) => ({
      ...one,
      id: `${index}`,
      label: 'x'.repeat(2000),
    }))
    expect((await api('POST', '/exchanges/import', many)).body).toEqual({ added: 900, known: 0 })
  })

  test('is saved, labelled and joined by what is searched in it', async () => {
    await logIn(doublure, 'franceconnect', { headers: { ...angela, 'doublure-label': 'mine' } })
    await authorize(doublure, 'franceconnect', { more: { nonce: 'short' } })
    const saved = (await api('GET', '/exchanges/export?search=nonce%3Dshort')).body
    expect(saved.exchanges).toMatchObject([
      { endpoint: 'authorization', request: { query: { nonce: 'short' } } },
    ])
    expect((await api('GET', '/exchanges/logins?search=angela')).list).toHaveLength(1)
    expect((await api('GET', '/exchanges/logins?outcome=unsuccessful')).list).toMatchObject([
      { state: 'refused' },
    ])
    expect((await api('GET', '/exchanges?outcome=good')).status).toBe(400)
    expect((await api('GET', '/exchanges/stream?outcome=unsuccessful')).status).toBe(400)
    const [whole] = (await api('GET', '/exchanges/logins?endpoint=token')).list
    expect(whole).toMatchObject({ state: 'completed' })
    expect(whole?.exchanges).toHaveLength(3)
    expect((await api('PATCH', '/exchanges?search=nonce%3Dshort', { label: 'to-mend' })).body).toEqual({
      labelled: 1,
    })
    expect(doublure.exchanges({ search: 'short', label: 'to-mend' })).toHaveLength(1)
  })

  test('takes a label afterwards', async () => {
    await logIn(doublure, 'franceconnect', { headers: angela })
    const [{ login } = {}] = (await api('GET', '/exchanges')).list
    expect((await api('PATCH', `/exchanges?login=${login}`, { label: 'later' })).body).toEqual({
      labelled: 3,
    })
    expect((await api('GET', '/exchanges?label=later')).list).toHaveLength(3)
  })
})

describe('near misses', () => {
  const miss = async () => (await api('GET', '/exchanges/near-misses')).list[0]

  test('name the client that was probably meant', async () => {
    await authorize(doublure, 'franceconnect', { client_id: 'RP' })
    expect(await miss()).toMatchObject({
      kind: 'client_id',
      received: 'RP',
      nearest: 'rp',
      difference: 'the case of letters differs',
    })
    await authorize(doublure, 'proconnect', { client_id: sealed.client.client_id })
    expect(await miss()).toMatchObject({
      difference: 'it is registered on franceconnect-plus, not on proconnect',
    })
  })

  test.each([
    ['http://localhost:3000/callback/', 'a final slash is too many'],
    ['http://localhost:3001/callback', 'port: 3001 came, 3000 is registered'],
    ['https://localhost:3000/callback', 'scheme: https: came, http: is registered'],
    ['http://localhost:3000/Callback', 'path: the case of letters differs (/Callback, /callback)'],
  ])('say by what %s differs', async (redirect_uri, difference) => {
    await authorize(doublure, 'franceconnect', { more: { redirect_uri } })
    expect(await miss()).toMatchObject({
      kind: 'redirect_uri',
      received: redirect_uri,
      nearest: 'http://localhost:3000/callback',
      difference,
    })
  })

  test('name the address that the client uses on this hub, unless another is a slip of the pen away', async () => {
    const uris = ['callback', 'franceconnect/callback', 'proconnect/callback'].map(
      (path) => `http://localhost:3000/${path}`,
    )
    await doublure.clients.patch('rp', { redirect_uris: uris })
    const nearestOf = async (redirect_uri: string) => {
      await authorize(doublure, 'proconnect', { more: { redirect_uri } })
      return (await miss())?.nearest
    }
    expect(await nearestOf('http://localhost:3000/wrong')).toBe('http://localhost:3000/callback')
    await authorize(doublure, 'proconnect', { more: { redirect_uri: uris[2] ?? '' } })
    expect(await nearestOf('http://localhost:3000/wrong')).toBe('http://localhost:3000/proconnect/callback')
    for (const near of ['http://localhost:3000/callback/', 'http://127.0.0.1:3000/callback'])
      expect(await nearestOf(near)).toBe('http://localhost:3000/callback')
  })

  test('say why an armed login was left aside', async () => {
    const { id } = await doublure.login({ client_id: 'rp', hub: 'proconnect', persona: 'john-doe' })
    await authorize(doublure, 'franceconnect')
    expect(await miss()).toMatchObject({
      kind: 'login',
      login: id,
      difference: expect.stringContaining('armed for proconnect'),
    })
  })

  test('take the address that differs by the fewest letters, among those that differ by as many parts', async () => {
    const redirect_uris = ['http://localhost:3000/oidc/retour', 'http://localhost:3000/callback2']
    await doublure.clients.patch(rp.client_id, { redirect_uris })
    await authorize(doublure, 'franceconnect')
    expect(await miss()).toMatchObject({ nearest: 'http://localhost:3000/callback2' })
  })

  test('tell an armed login by the request that it was almost for, whoever sent it', async () => {
    await doublure.login({
      client_id: sealed.client.client_id,
      hub: 'franceconnect-plus',
      persona: 'karim-benali',
    })
    expect(await miss()).toBeUndefined()
    await authorize(doublure, 'franceconnect-plus')
    expect(await miss()).toMatchObject({
      kind: 'login',
      received: 'rp, franceconnect-plus',
      nearest: `${sealed.client.client_id}, franceconnect-plus`,
      difference: expect.stringContaining(`this one is armed for ${sealed.client.client_id}`),
      exchange: doublure.exchanges()[0]?.id,
    })
  })

  test.each([
    ['client_id=rp', 1],
    ['client_id=nobody', 0],
    ['hub=proconnect', 1],
    ['hub=franceconnect-plus', 0],
    ['label=later', 1],
    ['endpoint=token', 0],
    ['fault=invalid-nonce', 0],
    ['search=armed%20for%20proconnect', 1],
    ['search=nobody', 0],
  ])('of armed logins are chosen by %s too', async (query, count) => {
    await doublure.login({ client_id: 'rp', hub: 'proconnect', persona: 'john-doe', label: 'later' })
    await authorize(doublure, 'franceconnect', { headers: { 'doublure-label': 'later' } })
    const { list } = await api('GET', `/exchanges/near-misses?${query}`)
    expect(list.filter(({ kind }) => kind === 'login')).toHaveLength(count)
  })

  test('are none when everything matches', async () => {
    await logIn(doublure, 'franceconnect', { headers: angela })
    expect(await miss()).toBeUndefined()
  })
})
