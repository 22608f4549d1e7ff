import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { toEnd } from '../proconnect/walk.ts'
import { askUserinfo, authorize, callApi, codeOf, logIn, redeem } from './drive.ts'

let doublure: Doublure
let api: ReturnType<typeof callApi>

beforeAll(async () => {
  doublure = await startDoublure({ clients: [rp, { ...rp, client_id: 'other' }] })
  api = callApi(doublure)
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const hub = 'franceconnect'
const headers = { 'doublure-persona': 'angela-dubois' }
const reset = async (body?: object) => expect((await api('POST', '/reset', body)).status).toBe(204)

/** Someone whose password alone does not give the level asked: the hub mails a code. */
const askForMail = () =>
  toEnd(doublure.issuer('proconnect'), {
    email: 'benoit.motdepasse@fia2.fr',
    persona: 'benoit-motdepasse',
    changes: { claims: '{"id_token":{"acr":{"essential":true,"values":["eidas1-mfa"]}}}' },
  })

describe('mails', () => {
  test('wait in a bare array, newest last, all or those to one address', async () => {
    expect((await api('GET', '/mails')).list).toEqual([])
    await askForMail()
    await askForMail()
    const { list } = await api('GET', '/mails?to=Benoit.MotDePasse@fia2.fr')
    expect(list).toHaveLength(2)
    expect(list[0]).toEqual({
      to: 'benoit.motdepasse@fia2.fr',
      subject: expect.any(String),
      code: expect.stringMatching(/^\d+$/),
      hub: 'proconnect',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    })
    expect(String(list[0]?.at) <= String(list[1]?.at)).toBe(true)
    expect((await api('GET', '/mails?to=someone@else.example')).list).toEqual([])
    expect((await api('GET', '/mails?hub=franceconnect')).list).toEqual([])
  })
})

describe('a reset', () => {
  test.each([
    ['of everything', undefined, 0],
    ['of its client', { client_id: 'rp' }, 0],
    ['of another client', { client_id: 'other' }, 1],
  ])('%s while an answer is held back: what the journal keeps of it', async (_, body, kept) => {
    const code = codeOf(await authorize(doublure, hub, { headers }))
    const params = { seconds: 0.3 }
    const fault = await api('POST', '/faults', { client_id: 'rp', fault: 'token-slow', params })
    const held = redeem(doublure, hub, code)
    while ((await api('GET', `/faults/${fault.body.id}`)).body.remaining !== 0);
    await reset(body)
    await held
    expect(doublure.exchanges({ endpoint: 'token' })).toHaveLength(kept)
    const next = codeOf(await authorize(doublure, hub, { headers }))
    await redeem(doublure, hub, next)
    expect(doublure.exchanges({ endpoint: 'token' })).toHaveLength(kept + 1)
  })

  test.each([[undefined], [{}]])('with the body %j brings back the beginning', async (body) => {
    const clients = (await api('GET', '/clients')).body
    const personas = (await api('GET', '/personas')).body
    const providers = (await api('GET', '/identity-providers')).body
    await api('PATCH', '/clients/rp', { client_name: 'Changed' })
    await api('DELETE', '/personas/angela-dubois')
    await api('PATCH', '/identity-providers/fc-impots', { title: 'Changed' })
    await api('POST', '/logins', { client_id: 'rp', hub, outcome: 'cancel' })
    await api('PUT', '/clients/rp/autologin', { persona: 'karim-benali' })
    await askForMail()
    await reset(body)
    expect((await api('GET', '/clients')).body).toEqual(clients)
    expect((await api('GET', '/personas')).body).toEqual(personas)
    expect((await api('GET', '/identity-providers')).body).toEqual(providers)
    for (const path of ['/logins', '/clients/rp/autologin', '/mails', '/exchanges'])
      expect((await api('GET', path)).list).toEqual([])
    expect((await authorize(doublure, hub)).location).toContain('/interaction/')
  })

  test('forgets sessions, codes and tokens', async () => {
    const browser = new Browser()
    const { tokens } = await logIn(doublure, hub, { browser, headers })
    const code = codeOf(await authorize(doublure, hub, { headers }))
    await reset()
    expect((await askUserinfo(doublure, hub, tokens.access_token)).status).toBe(401)
    expect((await redeem(doublure, hub, code)).status).toBe(400)
    const seen = await browser.follow(await authorize(doublure, hub, { browser }))
    expect(seen.body).toContain('fc-interaction-page')
  })
})

describe('a reset of one client', () => {
  test('leaves everyone else as they are', async () => {
    const [own, others] = [new Browser(), new Browser()]
    const mine = await logIn(doublure, hub, { browser: own, headers })
    const theirs = await logIn(doublure, hub, { browser: others, client_id: 'other', headers })
    for (const client_id of ['rp', 'other']) {
      await api('PATCH', `/clients/${client_id}`, { client_name: 'Changed' })
      await api('PUT', `/clients/${client_id}/autologin`, { persona: 'karim-benali' })
      await api('POST', '/logins', { client_id, hub, outcome: 'cancel' })
    }
    await api('PATCH', '/identity-providers/fc-impots', { title: 'Changed' })
    await reset({ client_id: 'rp' })

    expect((await api('GET', '/clients/rp')).body.client_name).toBe(rp.client_name)
    expect((await api('GET', '/clients/other')).body.client_name).toBe('Changed')
    expect((await api('GET', '/clients/rp/autologin')).list).toEqual([])
    expect((await api('GET', '/clients/other/autologin')).list).toHaveLength(1)
    expect((await api('GET', '/logins')).list).toMatchObject([{ client_id: 'other' }])
    expect((await api('GET', '/identity-providers/fc-impots')).body.title).toBe('Changed')
    expect(new Set((await api('GET', '/exchanges')).list.map(({ client_id }) => client_id))).toEqual(
      new Set(['other']),
    )
    expect((await askUserinfo(doublure, hub, mine.tokens.access_token)).status).toBe(401)
    expect((await askUserinfo(doublure, hub, theirs.tokens.access_token)).status).toBe(200)
    const seen = await own.follow(await authorize(doublure, hub, { browser: own }))
    expect(seen.body).toContain('fc-interaction-page')
  })

  test('forgets a client that tests added', async () => {
    await api('PUT', '/clients/added', { ...rp, client_id: undefined })
    await reset({ client_id: 'added' })
    expect((await api('GET', '/clients/added')).status).toBe(404)
  })

  test('that does not exist is refused with those that do', async () => {
    const { status, body } = await api('POST', '/reset', { client_id: 'nobody' })
    expect(status).toBe(404)
    expect(body.known).toEqual(['rp', 'other'])
  })
})
