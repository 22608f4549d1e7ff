import { decodeJwt } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { hubIds } from '../../../src/platforms/index.ts'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { requests } from '../../support/relying-party.ts'
import { authorize, callApi, codeOf, logIn, redeem } from './drive.ts'

let doublure: Doublure
let api: ReturnType<typeof callApi>
let ahead = 0

beforeAll(async () => {
  doublure = await startDoublure({
    clients: [rp, { ...rp, client_id: 'other' }],
    now: () => Date.now() + ahead * 1000,
  })
  api = callApi(doublure)
})
afterAll(() => doublure.close())
beforeEach(() => {
  ahead = 0
  return doublure.reset()
})

const hub = 'franceconnect'
const both = ['franceconnect', 'proconnect'] as const
const arm = async (order: object = {}) => {
  const { status, headers, body } = await api('POST', '/logins', { client_id: 'rp', hub, ...order })
  expect(status).toBe(201)
  expect(headers.get('location')).toBe(`/_doublure/api/v1/logins/${body.id}`)
  return String(body.id)
}
const look = async (id: string) => (await api('GET', `/logins/${id}`)).body
const callback = /^http:\/\/localhost:3000\/callback\?/

describe('an armed login', () => {
  test.each(hubIds)('that names nobody logs an ordinary person in on %s', async (where) => {
    await arm({ hub: where, outcome: 'success' })
    expect(codeOf(await authorize(doublure, where, { more: requests[where] ?? {} }))).toBeTruthy()
  })

  test('shows no page, once: one redirect to the client, and the cookies of a login through the pages', async () => {
    await arm({ persona: 'angela-dubois' })
    const browser = new Browser()
    const seen = await authorize(doublure, hub, { browser })
    expect(seen.location).toMatch(callback)
    expect(codeOf(seen)).toMatch(/^[\w-]{43}$/)
    expect([...browser.cookies.keys()].join()).toContain('fc_session_id')
    expect((await authorize(doublure, hub)).location).toContain('/interaction/')
  })

  test.each([
    ['franceconnect', 'angela-dubois', { family_name: 'DUBOIS' }],
    ['franceconnect-plus', 'karim-benali', { family_name: 'BENALI' }],
    ['proconnect', 'john-doe', { usual_name: 'Doe' }],
  ] as const)('logs its person in on %s', async (where, persona, claims) => {
    await arm({ hub: where, persona })
    expect((await logIn(doublure, where)).claims).toMatchObject(claims)
  })

  test('ends as it is told: the person cancels', async () => {
    await arm({ outcome: 'cancel' })
    const { location = '' } = await authorize(doublure, hub)
    expect(new URL(location).searchParams.get('error')).toBe('access_denied')
  })

  test('ends as it is told: the hub refuses with a code of its own', async () => {
    await arm({ persona: 'angela-dubois', outcome: 'Y180001' })
    const seen = await authorize(doublure, hub)
    expect(seen.location).toBeUndefined()
    expect(seen.body).toContain('Y180001')
  })

  test('goes through the identity provider that it names', async () => {
    await arm({ persona: 'angela-dubois', idp: 'fc-poste' })
    const { claims } = await logIn(doublure, hub, { more: { scope: 'openid idp_id' } })
    expect(claims.idp_id).toBe('fc-poste')
  })

  test('replaces claims, null included, and leaves out those it is told to', async () => {
    await arm({
      persona: 'angela-dubois',
      claims: { email: 'someone@else.example', birthplace: null, preferred_username: ['not', 'text'] },
      without: ['gender'],
    })
    const { claims } = await logIn(doublure, hub)
    expect(claims).toMatchObject({
      email: 'someone@else.example',
      birthplace: null,
      preferred_username: ['not', 'text'],
      birthcountry: '99100',
    })
    expect(claims).not.toHaveProperty('gender')
  })

  test.each(both)('replaces the sub and amr of tokens on %s', async (where) => {
    await arm({ hub: where, claims: { sub: 'another-person', amr: ['pwd', 'otp'] } })
    const more = { claims: '{"id_token":{"amr":null}}' }
    const { tokens, claims } = await logIn(doublure, where, { more })
    expect(decodeJwt(tokens.id_token)).toMatchObject({ sub: 'another-person', amr: ['pwd', 'otp'] })
    expect(claims.sub).toBe('another-person')
  })

  test.each([
    ['franceconnect-plus', 'eidas3'],
    ['proconnect', 'anything'],
  ] as const)('replaces the level of tokens on %s', async (where, acr) => {
    await arm({ hub: where, claims: { acr } })
    const more = { claims: '{"id_token":{"acr":null}}' }
    const { tokens } = await logIn(doublure, where, where === 'proconnect' ? { more } : {})
    expect(decodeJwt(tokens.id_token).acr).toBe(acr)
  })

  test('leaves the level out when told so', async () => {
    await arm({ without: ['acr'] })
    expect(decodeJwt((await logIn(doublure, hub)).tokens.id_token)).not.toHaveProperty('acr')
  })

  describe.each(both)('says of the login what a test wants, on %s', (where) => {
    const claims = '{"id_token":{"acr":null,"amr":null,"auth_time":null}}'
    const tokenAfter = async (order: object, request = claims) => {
      await arm({ hub: where, outcome: 'success', ...order })
      const { tokens, claims: person } = await logIn(doublure, where, { more: { claims: request } })
      expect(person.sub).toBeTruthy()
      return decodeJwt(tokens.id_token)
    }

    test.each([
      { acr: null, amr: null, auth_time: null },
      { acr: 2, amr: 'pwd', auth_time: 'yesterday' },
      { acr: ['eidas1'], amr: [1], auth_time: 12 },
      { acr: { level: 1 }, amr: [], auth_time: -1 },
    ])('any value: %j', async (wanted) => {
      expect(await tokenAfter({ claims: wanted })).toMatchObject(wanted)
    })

    test('even where its client did not ask for it', async () => {
      const wanted = { acr: 'eidas3', amr: ['pwd', 'otp'], auth_time: 1 }
      expect(await tokenAfter({ claims: wanted }, '{"id_token":{}}')).toMatchObject(wanted)
    })

    test('nothing', async () => {
      const names = ['acr', 'amr', 'auth_time']
      const payload = await tokenAfter({ without: names })
      expect(names.filter((name) => name in payload)).toEqual([])
      expect(Object.keys(await tokenAfter({}))).toEqual(expect.arrayContaining(names))
    })

    test('and no other login', async () => {
      await tokenAfter({ claims: { acr: 'mine' } })
      expect((await tokenAfter({})).acr).not.toBe('mine')
    })
  })

  test('whose level a test replaced passes the checks that the hub makes of the real one', async () => {
    const essential = '{"id_token":{"acr":{"essential":true,"value":"eidas1"}}}'
    await arm({ hub: 'proconnect', persona: 'john-doe', claims: { acr: 'eidas9' } })
    const { tokens } = await logIn(doublure, 'proconnect', { more: { claims: essential } })
    expect(decodeJwt(tokens.id_token).acr).toBe('eidas9')
  })

  test('gives way to the headers of the request, name by name', async () => {
    await arm({ persona: 'angela-dubois', claims: { email: 'armed@example.org' } })
    const { claims } = await logIn(doublure, hub, { headers: { 'doublure-persona': 'karim-benali' } })
    expect(claims).toMatchObject({ given_name: expect.stringContaining('Karim'), email: 'armed@example.org' })
  })

  test('comes before the autologin of its client, which fills in what it does not say', async () => {
    await api('PUT', '/clients/rp/autologin', { persona: 'karim-benali' })
    await arm({ persona: 'angela-dubois' })
    await arm({ claims: { email: 'armed@example.org' } })
    expect((await logIn(doublure, hub)).claims.given_name).toContain('Angela')
    expect((await logIn(doublure, hub)).claims).toMatchObject({
      given_name: expect.stringContaining('Karim'),
      email: 'armed@example.org',
    })
  })

  test('stands for as many logins as it says', async () => {
    const id = await arm({ persona: 'angela-dubois', times: 2 })
    await logIn(doublure, hub)
    expect(await look(id)).toMatchObject({ state: 'armed', remaining: 1 })
    await logIn(doublure, hub)
    expect(await look(id)).toMatchObject({ state: 'done', remaining: 0 })
  })

  test('can be disarmed', async () => {
    const id = await arm({ persona: 'angela-dubois' })
    expect((await api('DELETE', `/logins/${id}`)).status).toBe(204)
    expect((await api('GET', `/logins/${id}`)).status).toBe(404)
    expect((await authorize(doublure, hub)).location).toContain('/interaction/')
  })
})

describe('what became of an armed login', () => {
  test('is armed, then in progress until the code is exchanged, then done with its exchanges', async () => {
    const id = await arm({ persona: 'angela-dubois' })
    expect(await look(id)).toMatchObject({ state: 'armed', exchanges: [] })
    const code = codeOf(await authorize(doublure, hub))
    expect((await look(id)).state).toBe('in_progress')
    await redeem(doublure, hub, code)
    const { state, exchanges } = await look(id)
    expect(state).toBe('done')
    expect(exchanges).toEqual(doublure.exchanges({ login: id }).map((exchange) => exchange.id))
    expect(doublure.exchanges({ login: id }).map(({ endpoint }) => endpoint)).toEqual([
      'authorization',
      'token',
    ])
  })

  test.each([[{ outcome: 'cancel' }], [{ persona: 'angela-dubois', outcome: 'Y180001' }]])(
    'is done at once when no code will come: %j',
    async (order) => {
      const id = await arm(order)
      await authorize(doublure, hub)
      expect(await look(id)).toMatchObject({ state: 'done', exchanges: [expect.any(String)] })
    },
  )

  test.each([
    ['missing-code', 'done'],
    ['error-without-description', 'done'],
    ['invalid-state', 'done'],
    ['unknown-parameters', 'in_progress'],
    ['code-expired', 'in_progress'],
  ])(
    'under the fault %s is %s once the browser is back: a correct client stops there or goes on',
    async (fault, state) => {
      const id = await arm({ persona: 'angela-dubois', faults: [fault] })
      await authorize(doublure, hub)
      expect(await look(id)).toMatchObject({ state, exchanges: [expect.any(String)] })
    },
  )

  test('is followed still when its client exchanges a code that it should have dropped', async () => {
    const id = await arm({ persona: 'angela-dubois', faults: ['invalid-state'] })
    await logIn(doublure, hub)
    expect(await look(id)).toMatchObject({ state: 'done', exchanges: Array(3).fill(expect.any(String)) })
  })

  test('is that a login of another client came in its place', async () => {
    const id = await arm({ persona: 'angela-dubois' })
    await authorize(doublure, hub, { client_id: 'other' })
    const told = (client_id: string) =>
      `a login of the client ${client_id} came on the hub franceconnect; this one is armed for rp`
    expect((await look(id)).why_not).toBe(told('other'))
    await authorize(doublure, hub, { client_id: 'nobody' })
    expect(await look(id)).toMatchObject({ state: 'armed', why_not: told('nobody') })
  })

  test('is that a refused request left it armed, and why', async () => {
    const id = await arm({ persona: 'angela-dubois' })
    await authorize(doublure, hub, { more: { nonce: 'short' } })
    expect(await look(id)).toMatchObject({
      state: 'armed',
      why_not: expect.stringContaining('refused it with'),
    })
    await authorize(doublure, hub, {
      more: { scope: 'openid unheard_of', redirect_uri: 'http://localhost:3000/no' },
    })
    expect(await look(id)).toMatchObject({ state: 'armed', remaining: 1 })
    expect(codeOf(await authorize(doublure, hub))).toBeTruthy()
    expect(await look(id)).not.toHaveProperty('why_not')
  })

  test('is that a request named what does not exist', async () => {
    const id = await arm({ persona: 'angela-dubois' })
    const refused = (text: string) =>
      `an authorize request of this client came; Doublure refused it before any login: ${text}`
    await authorize(doublure, hub, { headers: { 'doublure-persona': 'nobody' } })
    expect((await look(id)).why_not).toBe(refused('Unknown persona "nobody"'))
    await authorize(doublure, hub, { headers: { 'doublure-person': 'karim-benali' } })
    expect((await look(id)).why_not).toBe(refused('Unknown header "doublure-person"'))
    expect(codeOf(await authorize(doublure, hub))).toBeTruthy()
  })

  test('is that a request without a login left it armed', async () => {
    const id = await arm({ hub: 'proconnect', persona: 'john-doe' })
    await authorize(doublure, 'proconnect', { more: { prompt: 'none' } })
    expect(await look(id)).toMatchObject({ state: 'armed', why_not: expect.stringContaining('prompt=none') })
  })

  test('is that another login of its client came on another hub', async () => {
    const id = await arm({ hub: 'proconnect', persona: 'john-doe' })
    await authorize(doublure, hub)
    expect((await look(id)).why_not).toContain('armed for proconnect')
  })

  test('is expired when nobody came in time', async () => {
    const id = await arm({ persona: 'angela-dubois', expires_in: 60 })
    ahead = 59
    expect((await look(id)).state).toBe('armed')
    ahead = 60
    expect((await look(id)).state).toBe('expired')
    expect((await authorize(doublure, hub)).location).toContain('/interaction/')
  })
})
