import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure, HubId } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { askTokens, askUserinfo, authorize, codeOf, redeem } from './drive.ts'

let doublure: Doublure

beforeAll(async () => {
  doublure = await startDoublure({ clients: [rp, { ...rp, client_id: 'other' }] })
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const people: Record<string, string> = { franceconnect: 'angela-dubois', proconnect: 'john-doe' }
const label = 'mine'

/** One armed login with its label, until its client holds a code. */
const toCode = async (hub: HubId, order: object = {}) => {
  const { id } = await doublure.login({
    hub,
    client_id: rp.client_id,
    persona: people[hub] ?? '',
    label,
    ...order,
  })
  const code = codeOf(await authorize(doublure, hub, { headers: { 'doublure-label': label } }))
  return { id, code }
}

const endpointsOf = (choice: object) => doublure.exchanges(choice).map(({ endpoint }) => endpoint)
const stateOf = async (id: string) => (await doublure.logins.get(id)).state

describe.each(Object.keys(people) as HubId[])(
  'on %s, what the hub refuses belongs to its login still',
  (hub) => {
    test('a code that has expired, which ends it', async () => {
      const { id, code } = await toCode(hub, { faults: ['code-expired'] })
      expect((await redeem(doublure, hub, code)).status).toBe(400)
      expect(endpointsOf({ label })).toEqual(['authorization', 'token'])
      expect(endpointsOf({ login: id })).toEqual(['authorization', 'token'])
      expect(await stateOf(id)).toBe('done')
    })

    test('a code that was made older, which ends it', async () => {
      const { id, code } = await toCode(hub)
      await doublure.age({ hub, code, seconds: 3600 })
      expect((await redeem(doublure, hub, code)).status).toBe(400)
      expect(endpointsOf({ label })).toEqual(['authorization', 'token'])
      expect(await stateOf(id)).toBe('done')
    })

    test('a code sent twice, and the tokens that die of it', async () => {
      const { id, code } = await toCode(hub)
      const { body } = await redeem(doublure, hub, code)
      expect((await redeem(doublure, hub, code)).status).toBe(400)
      expect((await askUserinfo(doublure, hub, body.access_token)).status).toBe(401)
      expect(endpointsOf({ label })).toEqual(['authorization', 'token', 'token', 'userinfo'])
      expect(endpointsOf({ login: id })).toHaveLength(4)
    })

    test('an access token that has expired', async () => {
      const { code } = await toCode(hub)
      const { body } = await redeem(doublure, hub, code)
      await doublure.age({ hub, token: body.access_token, seconds: 7200 })
      expect((await askUserinfo(doublure, hub, body.access_token)).status).toBe(401)
      expect(endpointsOf({ label })).toEqual(['authorization', 'token', 'userinfo'])
    })

    test('a wrong secret, after which the right one still gets its tokens', async () => {
      const { id, code } = await toCode(hub)
      const grant = { grant_type: 'authorization_code', code, redirect_uri: rp.redirect_uris[0] ?? '' }
      const wrong = { ...grant, client_secret: 'not-the-secret-of-this-client-0000' }
      expect((await askTokens(doublure, hub, wrong)).status).not.toBe(200)
      expect(endpointsOf({ label })).toEqual(['authorization', 'token'])
      expect(await stateOf(id)).toBe('in_progress')
      expect((await redeem(doublure, hub, code)).status).toBe(200)
      expect(await stateOf(id)).toBe('done')
    })

    test('and a code that another client brings is no step of it', async () => {
      const { id, code } = await toCode(hub)
      expect((await redeem(doublure, hub, code, 'other')).status).toBe(400)
      expect(endpointsOf({ label })).toEqual(['authorization'])
      expect(await stateOf(id)).toBe('in_progress')
    })

    test('and a page of the hub ends it', async () => {
      const { id } = await doublure.login({ hub, client_id: rp.client_id, outcome: 'Y020019' })
      expect((await authorize(doublure, hub)).status).toBe(500)
      expect(await stateOf(id)).toBe('done')
    })
  },
)
