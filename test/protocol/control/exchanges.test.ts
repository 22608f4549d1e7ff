import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { authorize, callApi, logIn } from './drive.ts'

let doublure: Doublure
let api: ReturnType<typeof callApi>

beforeAll(async () => {
  doublure = await startDoublure({ clients: [rp, { ...rp, client_id: 'other' }] })
  api = callApi(doublure)
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const angela = { 'doublure-persona': 'angela-dubois' }
const endpoints = async (query: string) =>
  (await api('GET', `/exchanges${query}`)).list.map(({ endpoint }) => endpoint)

describe('exchanges', () => {
  beforeEach(async () => {
    await logIn(doublure, 'franceconnect', { headers: { ...angela, 'doublure-label': 'one' } })
    await logIn(doublure, 'franceconnect-plus', { client_id: 'other', headers: angela })
    await authorize(doublure, 'franceconnect', { more: { nonce: 'short' } })
  })

  test('are a bare array, oldest first', async () => {
    const { list } = await api('GET', '/exchanges')
    expect(list).toHaveLength(7)
    expect(list[0]).toMatchObject({
      id: expect.any(String),
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      hub: 'franceconnect',
      endpoint: 'authorization',
      client_id: 'rp',
      persona: 'angela-dubois',
      label: 'one',
      response: { status: 303 },
    })
  })

  test.each([
    ['?hub=franceconnect-plus', ['authorization', 'token', 'userinfo']],
    ['?client_id=rp', ['authorization', 'token', 'userinfo', 'authorization']],
    ['?label=one', ['authorization', 'token', 'userinfo']],
    ['?endpoint=token', ['token', 'token']],
    ['?client_id=other&endpoint=userinfo', ['userinfo']],
    ['?limit=2', ['userinfo', 'authorization']],
    ['?label=two', []],
    ['?search=nonce%3Dshort', ['authorization']],
    ['?search=OTHER%20userinfo', ['userinfo']],
    ['?search=angela&hub=franceconnect&limit=1', ['userinfo']],
    ['?search=nobody', []],
  ])('%s keeps those that match', async (query, expected) => expect(await endpoints(query)).toEqual(expected))

  test('of one login share its id', async () => {
    const [first] = (await api('GET', '/exchanges')).list
    expect(await endpoints(`?login=${first?.login}`)).toEqual(['authorization', 'token', 'userinfo'])
  })

  test('tell the hub’s code of a refusal', async () => {
    const last = (await api('GET', '/exchanges?limit=1')).list[0]
    expect(last).toMatchObject({ refusal: { code: expect.stringMatching(/^Y/) } })
  })

  test('are read one by one', async () => {
    const [first] = (await api('GET', '/exchanges')).list
    expect((await api('GET', `/exchanges/${first?.id}`)).body).toEqual(first)
    expect((await api('GET', '/exchanges/never')).status).toBe(404)
  })

  test('are forgotten, those that match or all', async () => {
    expect((await api('DELETE', '/exchanges?client_id=other')).status).toBe(204)
    expect((await api('GET', '/exchanges')).list).toHaveLength(4)
    expect((await api('DELETE', '/exchanges?search=nonce%3Dshort')).status).toBe(204)
    expect(await endpoints('')).toEqual(['authorization', 'token', 'userinfo'])
    expect((await api('DELETE', '/exchanges')).status).toBe(204)
    expect((await api('GET', '/exchanges')).list).toEqual([])
  })

  test.each([
    ['?hub=nowhere', 'nowhere'],
    ['?client=rp', 'unknown key "client"'],
    ['?client-id=rp', 'did you mean "client_id"?'],
    ['?limit=none', 'query.limit'],
    ['?label=a&label=b', 'query.label'],
  ])('%s is refused rather than ignored', async (query, told) => {
    const { status, body } = await api('GET', `/exchanges${query}`)
    expect(status).toBe(400)
    expect(`${body.title} ${body.detail}`).toContain(told)
  })
})

describe('the stream of exchanges', () => {
  const listen = async (query = '') => {
    const response = await fetch(`${doublure.url}/_doublure/api/v1/exchanges/stream${query}`)
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    /** What came, once it holds so many events. */
    const until = async (events: number): Promise<{ endpoint: string }[]> => {
      for (;;) {
        const found = [...text.matchAll(/^event: exchange\nid: .+\ndata: (.+)\n$/gm)]
        if (found.length >= events) return found.map(([, data = '']) => JSON.parse(data))
        const part = await reader?.read()
        if (!part || part.done) throw new Error(`the stream ended after ${text}`)
        text += part.value
      }
    }
    return { response, until, leave: () => reader?.cancel() }
  }

  test('sends each as it happens, as server-sent events', async () => {
    const { response, until, leave } = await listen()
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    // What nginx wants to hear, or it hands them on by the heap.
    expect(response.headers.get('x-accel-buffering')).toBe('no')
    await logIn(doublure, 'franceconnect', { headers: angela })
    const events = await until(3)
    expect(events).toEqual(doublure.exchanges())
    await leave()
  })

  test('sends only those that match', async () => {
    const { until, leave } = await listen('?client_id=other&search=angela%20token')
    await logIn(doublure, 'franceconnect', { headers: angela })
    await logIn(doublure, 'franceconnect', { client_id: 'other', headers: angela })
    await authorize(doublure, 'franceconnect', { client_id: 'other', more: { login_hint: 'angela-token' } })
    expect(await until(2)).toMatchObject([
      { client_id: 'other', endpoint: 'token' },
      { client_id: 'other', request: { query: { login_hint: 'angela-token' } } },
    ])
    await leave()
  })

  test('ends when the double closes, which does not wait for it', async () => {
    const own = await startDoublure()
    const response = await fetch(`${own.url}/_doublure/api/v1/exchanges/stream`)
    const over = response.text()
    await own.close()
    expect(await over).toContain(': exchanges follow')
  })
})
