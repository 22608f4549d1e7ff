import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { startDoublure } from '../../support/mock.ts'
import { toClient } from '../franceconnect/walk.ts'
import { authorize, callApi, logIn } from './drive.ts'

let doublure: Doublure
let api: ReturnType<typeof callApi>
beforeAll(async () => {
  doublure = await startDoublure()
  api = callApi(doublure)
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const arm = async (order: object) =>
  String((await api('POST', '/logins', { client_id: 'rp', hub: 'proconnect', ...order })).body.id)
const look = async (id: string) => (await api('GET', `/logins/${id}`)).body
const claire = { headers: { 'doublure-persona': 'claire-dirigeant' } }

describe('an armed login says who came', () => {
  test('when a header names another than its own: the header wins', async () => {
    const id = await arm({ persona: 'john-doe' })
    expect(await look(id)).toMatchObject({ state: 'armed', came: [] })
    const { claims } = await logIn(doublure, 'proconnect', claire)
    expect(claims.usual_name).not.toBe('Doe')
    expect(await look(id)).toMatchObject({ state: 'done', persona: 'john-doe', came: ['claire-dirigeant'] })
  })

  test('when somebody was chosen on the page', async () => {
    const id = await arm({ hub: 'franceconnect', faults: ['invalid-nonce'] })
    await toClient(doublure.issuer('franceconnect'), { persona: 'angela-dubois' })
    expect((await look(id)).came).toEqual(['angela-dubois'])
  })

  test('once each, of all the logins that it stands for', async () => {
    const id = await arm({ persona: 'john-doe', times: 3 })
    await logIn(doublure, 'proconnect')
    await authorize(doublure, 'proconnect', claire)
    await logIn(doublure, 'proconnect')
    expect((await look(id)).came).toEqual(['john-doe', 'claire-dirigeant'])
  })
})

test.each([
  ['fr', 'qui est venu\u00a0:'],
  ['en', 'who came:'],
])('the page of armed logins tells who came in the place of another: %s', async (lang, words) => {
  const headers = { 'accept-language': lang }
  const read = async () => (await fetch(`${doublure.url}/_doublure/logins`, { headers })).text()
  await arm({ persona: 'john-doe', times: 2 })
  await logIn(doublure, 'proconnect')
  expect(await read()).not.toContain(words)
  await logIn(doublure, 'proconnect', claire)
  expect(await read()).toContain(`${words} john-doe, claire-dirigeant`)
})
