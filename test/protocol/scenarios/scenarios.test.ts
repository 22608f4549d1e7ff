import { decodeJwt } from 'jose'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { hubIds } from '../../../src/platforms/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { authorize, callApi, codeOf, redeem } from '../control/drive.ts'

let doublure: Doublure
let api: ReturnType<typeof callApi>
beforeAll(async () => {
  doublure = await startDoublure()
  api = callApi(doublure)
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const run = (id: string, order: object) =>
  api('POST', `/scenarios/${id}/run`, { client_id: rp.client_id, hub: 'franceconnect', ...order })

test('lists the scenarios of a hub, and shows one', async () => {
  const { list } = await api('GET', '/scenarios?hub=franceconnect')
  const ids = list.map(({ id }) => id)
  expect(ids).toContain('civil-register-refuses')
  expect(ids).not.toContain('agent-refused')
  const { body } = await api('GET', '/scenarios/cancel')
  expect(body).toMatchObject({ id: 'cancel', title: { en: 'The person gives up' } })
})

test('every scenario can be run on each of its hubs', async () => {
  const { list } = await api('GET', '/scenarios')
  for (const { id, hubs, steps } of list)
    for (const hub of hubs as string[]) {
      const { status, body } = await run(String(id), { hub })
      expect([id, hub, status, body.detail]).toEqual([id, hub, 201, undefined])
      expect(body.steps).toHaveLength((steps as object[]).length)
    }
  expect(new Set(list.flatMap(({ hubs }) => hubs as string[]))).toEqual(new Set(hubIds))
})

test('a rehearsal arms its logins in order, and each tells what became of it', async () => {
  const { body } = await run('forged-answers', {})
  const steps = body.steps as { login: string; do: { fr: string }; expect: { en: string } }[]
  const seen: unknown[] = []
  for (const _ of steps) {
    const back = await authorize(doublure, 'franceconnect')
    const { searchParams } = new URL(back.location ?? '')
    const { body: tokens } = await redeem(doublure, 'franceconnect', codeOf(back))
    const { nonce, iss, aud } = decodeJwt(tokens.id_token)
    seen.push({ state: searchParams.get('state'), nonce, iss, aud })
  }
  const sound = {
    state: 'state-of-thirty-two-characters-00',
    nonce: 'nonce-of-thirty-two-characters-00',
    iss: doublure.issuer('franceconnect'),
    aud: rp.client_id,
  }
  expect(seen).toEqual([
    { ...sound, state: 'not-the-state-that-you-sent' },
    { ...sound, nonce: 'not-the-nonce-that-you-sent' },
    sound,
    { ...sound, iss: 'https://another-issuer.example.org' },
    { ...sound, aud: 'another-client' },
    sound,
    sound,
    sound,
  ])
  for (const { login } of steps) expect((await api('GET', `/logins/${login}`)).body.state).toBe('done')
})

test('a rehearsal with a label leaves other logins alone', async () => {
  await run('cancel', { label: 'mine' })
  const other = await authorize(doublure, 'franceconnect', {
    headers: { 'doublure-persona': 'angela-dubois', 'doublure-label': 'theirs' },
  })
  expect(codeOf(other)).toEqual(expect.any(String))
  const mine = await authorize(doublure, 'franceconnect', { headers: { 'doublure-label': 'mine' } })
  expect(new URL(mine.location ?? '').searchParams.get('error')).toBe('access_denied')
})

test('two logins of a changed identity are one person with other claims', async () => {
  await run('identity-changed-franceconnect', {})
  const people = []
  for (const _ of [1, 2]) {
    const { body } = await redeem(
      doublure,
      'franceconnect',
      codeOf(await authorize(doublure, 'franceconnect')),
    )
    const answer = await fetch(`${doublure.issuer('franceconnect')}/userinfo`, {
      headers: { authorization: `Bearer ${body.access_token}` },
    })
    people.push(decodeJwt(await answer.text()))
  }
  expect(people[1]?.sub).toBe(people[0]?.sub)
  expect(people[0]?.email).not.toBe('nouvelle-adresse@example.org')
  expect(people[1]).toMatchObject({ email: 'nouvelle-adresse@example.org', preferred_username: 'MARTIN' })
})

test('names that do not exist are refused with those that do, and nothing is armed', async () => {
  const nowhere = await run('no-scenario', {})
  expect([nowhere.status, nowhere.body.known]).toEqual([404, expect.arrayContaining(['nominal'])])
  expect((await run('nominal', { hub: 'nowhere' })).body.title).toBe('Unknown hub "nowhere"')
  expect((await run('nominal', { client_id: 'nobody' })).body.known).toEqual(['rp'])
  const wrong = await run('agent-refused', {})
  expect([wrong.status, wrong.body.known]).toEqual([400, ['proconnect', 'proconnect-rie']])
  expect((await api('GET', '/logins')).list).toEqual([])
})

test('a scenario that one login makes impossible arms none of them', async () => {
  await doublure.clients.put({ ...rp, client_id: 'hs256', id_token_signed_response_alg: 'HS256' })
  const refused = await run('keys-rotated', { client_id: 'hs256' })
  expect(refused.status).toBe(400)
  expect(refused.body.problems).toEqual([
    {
      origin: 'steps.1.login.faults.0',
      message: expect.stringContaining('an id_token_signed_response_alg other than HS256'),
    },
  ])
  expect((await api('GET', '/logins')).list).toEqual([])
})

test('a scenario of the configuration takes the place of the built-in one of its id', async () => {
  const words = { fr: 'Oui', en: 'Yes' }
  const login = { faults: ['invalid-nonce' as const] }
  const steps = [{ do: words, expect: words, login }]
  const mine = { title: words, story: words, hubs: ['proconnect' as const], steps }
  const own = await startDoublure({
    scenarios: [
      { id: 'nominal', ...mine },
      { id: 'a-new-one', ...mine },
    ],
  })
  const { list } = await callApi(own)('GET', '/scenarios')
  await own.close()
  const ids = list.map(({ id }) => id)
  expect([ids.includes('a-new-one'), ids.filter((id) => id === 'nominal')]).toEqual([true, ['nominal']])
  expect(list.find(({ id }) => id === 'nominal')).toMatchObject({ title: words })
})

test('a program that embeds the double rehearses without HTTP', async () => {
  expect((await doublure.scenarios.list('agentconnect')).map(({ id }) => id)).toContain('nominal')
  expect(await doublure.scenarios.get('cancel')).toMatchObject({ id: 'cancel' })
  const { steps } = await doublure.scenarios.run('cancel', { client_id: rp.client_id, hub: 'franceconnect' })
  const { location = '' } = await authorize(doublure, 'franceconnect')
  expect(new URL(location).searchParams.get('error')).toBe('access_denied')
  expect(await doublure.logins.get(steps[0]?.login ?? '')).toMatchObject({ state: 'done' })
})
