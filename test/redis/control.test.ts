import { decodeProtectedHeader } from 'jose'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createDoublure, type Doublure } from '../../src/index.ts'
import { authorize, callApi, codeOf, logIn, redeem } from '../protocol/control/drive.ts'
import { rp } from '../support/mock.ts'
import { type RedisServer, startRedis } from './redis-server.ts'
import { alone, type Replicas, startReplicas } from './replicas.ts'

const hub = 'franceconnect'
const headers = { 'doublure-persona': 'angela-dubois' }
let redis: RedisServer
let doubles: Replicas
let a: ReturnType<typeof callApi>
let b: ReturnType<typeof callApi>
let c: ReturnType<typeof callApi>
beforeAll(async () => {
  redis = await startRedis()
  doubles = await startReplicas(redis.url)
  const [one, two, three] = doubles.each.map((replica) => callApi(alone(replica)))
  if (!one || !two || !three) throw new Error('three replicas were started')
  ;[a, b, c] = [one, two, three]
})
afterAll(async () => {
  await doubles?.close()
  await redis?.kill()
})
afterEach(async () => {
  await a('POST', '/reset', {})
})

/** What each replica answers, when it is the same. */
const everywhere = async (path: string) => {
  const [one, two, three] = [await a('GET', path), await b('GET', path), await c('GET', path)]
  expect(two.body).toEqual(one.body)
  expect(three.body).toEqual(one.body)
  return one
}

test('a client made at one replica logs in through the others, and what is changed of it holds everywhere', async () => {
  await a('PUT', '/clients/added', { ...rp, client_id: 'added' })
  expect((await b('GET', '/clients/added')).body).toMatchObject({ client_id: 'added' })
  expect((await logIn(doubles, hub, { client_id: 'added', headers })).claims.sub).toBeTypeOf('string')
  await b('PATCH', '/clients/added', { active: false })
  for (const _ of doubles.each)
    expect((await authorize(doubles, hub, { client_id: 'added', headers })).status).toBe(400)
  await c('DELETE', '/clients/added')
  await everywhere('/clients')
  expect((await a('GET', '/clients/added')).status).toBe(404)
  await c('DELETE', '/clients/rp')
  expect((await everywhere('/clients')).list).toEqual([])
})

test('people, identity providers and standing logins are the same everywhere', async () => {
  await a('PATCH', '/personas/angela-dubois', { given_name: 'Renée' })
  await b('PATCH', '/identity-providers/fc-impots', { title: 'Autre' })
  await c('PUT', '/clients/rp/autologin', { persona: 'angela-dubois', hub })
  expect((await everywhere('/personas/angela-dubois')).body.given_name).toBe('Renée')
  expect((await everywhere('/identity-providers/fc-impots')).body.title).toBe('Autre')
  expect((await everywhere('/clients/rp/autologin')).list).toHaveLength(1)
  for (const _ of doubles.each) expect((await logIn(doubles, hub)).claims.given_name).toBe('Renée')
  await a('DELETE', '/clients/rp/autologin')
  expect((await everywhere('/clients/rp/autologin')).list).toEqual([])
})

test('the journal, its tokens, labels and the report read the same at every replica', async () => {
  await logIn(doubles, hub, { headers })
  const { list } = await everywhere('/exchanges')
  expect(list.map(({ endpoint }) => endpoint)).toEqual(['authorization', 'token', 'userinfo'])
  expect(new Set(list.map(({ login }) => login)).size).toBe(1)
  const tokens = await everywhere(`/exchanges/${list[1]?.id}/tokens`)
  expect(tokens.list).toContainEqual(expect.objectContaining({ name: 'id_token', signature: 'valid' }))
  await b('PATCH', '/exchanges?endpoint=token', { label: 'seen' })
  expect((await everywhere('/exchanges?label=seen')).list).toHaveLength(1)
  const answer = {
    client_id: 'rp',
    hub,
    criterion: 'button/official',
    verdict: 'passed',
    by: 'Ada',
    note: 'Yes.',
  }
  const declared = await c('PUT', '/report/declarations', answer)
  const reports = []
  for (const api of [a, b, c]) {
    const { at: _, ...report } = (await api('GET', '/report?client_id=rp')).body
    reports.push(report)
  }
  expect(reports[1]).toEqual(reports[0])
  expect(reports[2]).toEqual(reports[0])
  if (declared.status === 200) expect((await everywhere('/report/declarations')).list).toHaveLength(1)
  await a('DELETE', '/exchanges?endpoint=token')
  expect((await everywhere('/exchanges')).list).toHaveLength(2)
})

test('a replica hears live what the others record', async () => {
  const [first] = doubles.each
  const ended = new AbortController()
  const stream = await fetch(`${first && alone(first).url}/_doublure/api/v1/exchanges/stream`, {
    signal: ended.signal,
  })
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  await logIn(doubles, hub, { headers })
  let text = ''
  while (!/"endpoint":"userinfo"/.test(text)) {
    const { value } = (await reader?.read()) ?? {}
    if (value === undefined) throw new Error(`the stream ended after ${text}`)
    text += value
  }
  expect(text.match(/^event: exchange$/gm)).toHaveLength(3)
  ended.abort()
})

test('keys are published at one replica, used at another, and retired everywhere', async () => {
  const { kid } = (await a('POST', '/keys', { hub, alg: 'ES256' })).body
  const published = async () => {
    const sets = doubles.each.map(() => fetch(`${doubles.issuer(hub)}/jwks`))
    const bodies = await Promise.all(
      sets.map(async (set) => (await set).json() as Promise<{ keys: { kid: string }[] }>),
    )
    return bodies.map(({ keys }) => keys.some((key) => key.kid === kid))
  }
  expect(await published()).toEqual([true, true, true])
  expect((await b('POST', `/keys/${kid}/use?hub=${hub}`)).status).toBe(200)
  for (const _ of doubles.each) {
    const { tokens } = await logIn(doubles, hub, { headers })
    expect(decodeProtectedHeader(tokens.id_token).kid).toBe(kid)
  }
  const before = (await everywhere(`/keys?hub=${hub}`)).list.find(
    ({ alg, kid: one }) => alg === 'ES256' && one !== kid,
  )
  expect((await c('POST', `/keys/${before?.kid}/retire?hub=${hub}`)).status).toBe(200)
  expect((await everywhere(`/keys?hub=${hub}`)).list).toContainEqual(
    expect.objectContaining({ kid: before?.kid, state: 'retired' }),
  )
  await b('POST', '/reset', {})
  expect(await published()).toEqual([false, false, false])
  const { tokens } = await logIn(doubles, hub, { headers })
  expect(decodeProtectedHeader(tokens.id_token).kid).toBe(before?.kid)
})

test('a rehearsal begun at one replica is met in order by logins through all', async () => {
  const { status, body } = await b('POST', '/scenarios/nominal/run', { client_id: 'rp', hub })
  expect(status).toBe(201)
  const ids = (body.steps as { login?: string }[]).flatMap(({ login }) => login ?? [])
  for (const id of ids) {
    expect((await everywhere(`/logins/${id}`)).body.state).toBe('armed')
    await logIn(doubles, hub)
    expect((await everywhere(`/logins/${id}`)).body.state).toBe('done')
  }
})

test('a mail sent by one replica is read at another, and a reset anywhere resets everywhere', async () => {
  await a('PUT', '/clients/added', { ...rp, client_id: 'added' })
  await b('POST', '/faults', { client_id: 'rp', fault: 'invalid-nonce' })
  await c('POST', '/logins', { client_id: 'rp', hub, persona: 'angela-dubois' })
  const { tokens } = await logIn(doubles, hub, { headers })
  await b('POST', '/reset', {})
  for (const path of ['/faults', '/logins', '/exchanges', '/mails'])
    expect((await everywhere(path)).list).toEqual([])
  expect((await everywhere('/clients')).list.map(({ client_id }) => client_id)).toEqual(['rp'])
  const userinfo = await fetch(`${doubles.issuer(hub)}/userinfo?access_token=${tokens.access_token}`)
  expect(userinfo.status).toBe(401)
})

test('what one replica answers after a reset at another is forgotten with what was before', async () => {
  const code = codeOf(await authorize(doubles, hub, { headers }))
  const order = { client_id: 'rp', fault: 'token-slow', params: { seconds: 0.5 } }
  const { id } = (await a('POST', '/faults', order)).body
  const held = redeem(doubles, hub, code)
  while ((await a('GET', `/faults/${id}`)).body.remaining !== 0);
  await b('POST', '/reset', { client_id: 'rp' })
  await held
  expect((await everywhere('/exchanges')).list).toEqual([])
})

test('the reset of one client leaves what others do, at every replica', async () => {
  await a('PUT', '/clients/other', { ...rp, client_id: 'other' })
  for (const client_id of ['rp', 'other']) {
    await b('POST', '/logins', { client_id, hub, persona: 'angela-dubois', times: 2 })
    await logIn(doubles, hub, { client_id })
  }
  await c('POST', '/reset', { client_id: 'rp' })
  expect((await everywhere('/logins')).list.map(({ client_id }) => client_id)).toEqual(['other'])
  expect(new Set((await everywhere('/exchanges')).list.map(({ client_id }) => client_id))).toEqual(
    new Set(['other']),
  )
  codeOf(await authorize(doubles, hub, { client_id: 'other' }))
})

test('a replica that joins late finds everything, in order, and leaves nothing behind when it goes', async () => {
  await a('PUT', '/clients/added', { ...rp, client_id: 'added' })
  for (const label of ['first', 'second', 'third'])
    await b('POST', '/logins', { client_id: 'rp', hub, persona: 'angela-dubois', label })
  await logIn(doubles, hub, { headers: { 'doublure-label': 'first' } })
  const before = await redis.connections()
  const late: Doublure = await createDoublure({
    port: 0,
    log: 'silent',
    clients: [rp],
    public_url: doubles.url,
    store: redis.url,
  })
  const api = callApi(alone(late))
  for (const path of ['/clients', '/logins', '/exchanges'])
    expect((await api('GET', path)).body).toEqual((await a('GET', path)).body)
  expect(late.exchanges()).toHaveLength(3)
  await late.close()
  await expect.poll(() => redis.connections(), { timeout: 20_000 }).toBe(before)
})

test('a key that a fault publishes at one replica verifies its token at all, in one key set', async () => {
  const before = await everywhere(`/keys?hub=${hub}`)
  const order = { client_id: rp.client_id, hub, persona: 'angela-dubois', faults: ['signing-key-rotation'] }
  await a('POST', '/logins', order)
  const { tokens } = await logIn(doubles, hub)
  const { kid } = decodeProtectedHeader(tokens.id_token)
  expect((await everywhere(`/keys?hub=${hub}`)).list).toEqual([
    ...before.list,
    expect.objectContaining({ kid, state: 'published' }),
  ])
})
