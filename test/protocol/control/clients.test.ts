import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { authorize, callApi } from './drive.ts'

let doublure: Doublure
let api: ReturnType<typeof callApi>

const onTwo = [
  { ...rp, client_id: 'on-two', client_name: 'Citizens', hubs: ['franceconnect'] },
  { ...rp, client_id: 'on-two', client_name: 'Agents', hubs: ['proconnect'] },
]

beforeAll(async () => {
  doublure = await startDoublure({ clients: [rp, ...onTwo] })
  api = callApi(doublure)
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const registration = { ...rp, client_id: 'new' }
const asAngela = { headers: { 'doublure-persona': 'angela-dubois' } }
const letsIn = async (client_id: string) =>
  (await authorize(doublure, 'franceconnect', { client_id, ...asAngela })).location !== undefined

describe('the list of clients', () => {
  test('is a bare array of registrations with their defaults', async () => {
    const { status, type, list } = await api('GET', '/clients')
    expect(status).toBe(200)
    expect(type).toContain('application/json')
    expect(list.map(({ client_id }) => client_id)).toEqual(['rp', 'on-two', 'on-two'])
    expect(list[0]).toMatchObject({ ...rp, active: true, identity_consent: false })
  })

  test('can be that of one hub', async () => {
    const { body } = await api('GET', '/clients?hub=proconnect')
    expect(body).toMatchObject([{ client_id: 'rp' }, { client_name: 'Agents' }])
  })

  test('of a hub that does not exist is refused with those that do', async () => {
    const { status, type, body } = await api('GET', '/clients?hub=franceconect')
    expect(status).toBe(400)
    expect(type).toBe('application/problem+json')
    expect(body).toMatchObject({ title: 'Unknown hub "franceconect"', status: 400 })
    expect(body.known).toContain('franceconnect')
  })
})

describe('a new client', () => {
  test('can log people in at once', async () => {
    expect(await letsIn('new')).toBe(false)
    const { status, headers, body } = await api('POST', '/clients', registration)
    expect(status).toBe(201)
    expect(headers.get('location')).toBe('/_doublure/api/v1/clients/new')
    expect(body).toMatchObject({ ...registration, active: true })
    expect(await letsIn('new')).toBe(true)
  })

  test('is refused when its client_id is taken', async () => {
    const { status, body } = await api('POST', '/clients', rp)
    expect(status).toBe(409)
    expect(body.detail).toContain('PUT replaces it')
  })

  test('is checked as strictly as in a file, all problems at once', async () => {
    const { status, body } = await api('POST', '/clients', {
      client_id: 'new',
      client_secret: 'short',
      redirect_urls: [],
      hubs: ['franceconect'],
    })
    expect(status).toBe(400)
    expect(body.problems).toEqual(
      expect.arrayContaining([
        { origin: 'body.client_secret', message: expect.stringContaining('at least 32') },
        { origin: 'body.redirect_uris', message: expect.any(String) },
        { origin: 'body.redirect_urls', message: expect.stringContaining('did you mean "redirect_uris"?') },
        { origin: 'body.hubs.0', message: expect.stringContaining('did you mean "franceconnect"?') },
      ]),
    )
  })

  test('may have any client_id, percent-encoded in its path', async () => {
    const client_id = 'éa/b?c'
    const { headers } = await api('POST', '/clients', { ...rp, client_id })
    const { body } = await api('GET', headers.get('location')?.replace('/_doublure/api/v1', '') ?? '')
    expect(body.client_id).toBe(client_id)
  })
})

describe('PUT', () => {
  test('registers, then replaces', async () => {
    expect((await api('PUT', '/clients/new', registration)).status).toBe(201)
    const { client_id, ...unnamed } = registration
    const { status, body } = await api('PUT', '/clients/new', { ...unnamed, client_name: 'Renamed' })
    expect(status).toBe(200)
    expect(body).toMatchObject({ client_id, client_name: 'Renamed' })
    expect((await api('GET', '/clients')).body).toHaveLength(4)
  })

  test('refuses another client_id than that of the path', async () => {
    const { status, body } = await api('PUT', '/clients/new', { ...registration, client_id: 'other' })
    expect(status).toBe(400)
    expect(body.detail).toContain('"other"')
  })
})

describe('PATCH', () => {
  test('changes what it names, and null puts back the default', async () => {
    expect((await api('PATCH', '/clients/rp', { active: false, client_name: 'Off' })).body).toMatchObject({
      active: false,
      client_name: 'Off',
    })
    expect(await letsIn('rp')).toBe(false)
    expect((await api('PATCH', '/clients/rp', { active: null, client_name: null })).body).toMatchObject({
      active: true,
      client_name: 'rp',
    })
    expect(await letsIn('rp')).toBe(true)
  })

  test.each([
    [{ client_secret: 'short' }, 'client_secret'],
    [{ hubs: ['nowhere'] }, 'nowhere'],
    [{ colour: 'blue' }, 'colour'],
    [{ client_id: 'other' }, 'client_id'],
  ])('refuses %j and changes nothing', async (changes, named) => {
    const before = (await api('GET', '/clients')).body
    const { status, body } = await api('PATCH', '/clients/rp', { client_name: 'Changed', ...changes })
    expect(status).toBe(400)
    expect(body.detail).toContain(named)
    expect((await api('GET', '/clients')).body).toEqual(before)
  })

  test('changes every registration of a client, or the one of a hub', async () => {
    await api('PATCH', '/clients/on-two?hub=proconnect', { client_name: 'Staff' })
    expect((await api('GET', '/clients/on-two?hub=franceconnect')).body.client_name).toBe('Citizens')
    expect((await api('GET', '/clients/on-two?hub=proconnect')).body.client_name).toBe('Staff')
    await api('PATCH', '/clients/on-two', { active: false })
    const { body } = await api('GET', '/clients')
    expect(body).toMatchObject([{ active: true }, { active: false }, { active: false }])
  })
})

describe('a client that does not exist', () => {
  test.each(['GET', 'PATCH', 'DELETE'])('is answered to %s with those that do', async (method) => {
    const { status, body } = await api(method, '/clients/nobody', method === 'PATCH' ? {} : undefined)
    expect(status).toBe(404)
    expect(body).toMatchObject({ title: 'Unknown client "nobody"', known: ['rp', 'on-two'] })
  })

  test('is what a deleted one becomes, on one hub or on all', async () => {
    expect((await api('DELETE', '/clients/on-two?hub=proconnect')).status).toBe(204)
    expect((await api('GET', '/clients/on-two?hub=proconnect')).status).toBe(404)
    expect((await api('DELETE', '/clients/on-two')).status).toBe(204)
    expect((await api('GET', '/clients/on-two')).status).toBe(404)
  })
})

describe('autologin', () => {
  test('logs the same person in, every time and without a page, until it is deleted', async () => {
    const path = '/clients/rp/autologin'
    expect((await api('PUT', path, { persona: 'angela-dubois', hub: 'franceconnect' })).status).toBe(200)
    for (const _time of [1, 2]) {
      const seen = await authorize(doublure, 'franceconnect')
      expect(seen.location).toMatch(/^http:\/\/localhost:3000\/callback\?code=/)
    }
    expect((await api('GET', path)).body).toEqual([
      { client_id: 'rp', persona: 'angela-dubois', hub: 'franceconnect' },
    ])
    expect((await api('DELETE', path)).status).toBe(204)
    expect((await authorize(doublure, 'franceconnect')).location).toContain('/interaction/')
    expect((await api('DELETE', path)).status).toBe(404)
  })

  test('of every hub holds where this person can log in, and leaves the other hubs as they are', async () => {
    await api('PUT', '/clients/rp/autologin', { persona: 'angela-dubois' })
    expect((await authorize(doublure, 'franceconnect')).location).toContain('code=')
    expect((await authorize(doublure, 'proconnect')).location).toContain('/interaction/')
  })

  test.each([
    ['/clients/rp/autologin', { persona: 'nobody' }, 400, 'angela-dubois'],
    ['/clients/rp/autologin', { persona: 'angela-dubois', hub: 'proconnect' }, 400, 'angela-dubois-agent'],
    ['/clients/rp/autologin', { persona: 'angela-dubois', hub: 'nowhere' }, 400, 'franceconnect'],
    ['/clients/nobody/autologin', { persona: 'angela-dubois' }, 404, 'rp'],
  ])('%s refuses %j, with the names that exist', async (path, body, status, known) => {
    const reply = await api('PUT', path, body)
    expect(reply.status).toBe(status)
    expect(reply.body.known).toContain(known)
  })
})
