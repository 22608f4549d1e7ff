import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createDoublure } from '../../src/index.ts'
import { authorize, callApi, logIn } from '../protocol/control/drive.ts'
import { rp } from '../support/mock.ts'
import { type RedisServer, startRedis } from './redis-server.ts'
import { alone, type Replicas, startReplicas } from './replicas.ts'

const hub = 'franceconnect'
let redis: RedisServer
let doubles: Replicas
let armed: { login: string; fault: string }
const told: unknown[] = []
const onFailure = (failure: unknown) => void told.push(failure)
beforeAll(async () => {
  redis = await startRedis()
  doubles = await startReplicas(redis.url, { onFailure })
})
afterAll(async () => {
  await doubles?.close()
  await redis?.kill()
})
beforeEach(async () => {
  const api = callApi(doubles)
  await api('POST', '/reset', {})
  const login = await api('POST', '/logins', { client_id: 'rp', hub, persona: 'angela-dubois' })
  const fault = await api('POST', '/faults', { client_id: 'rp', fault: 'invalid-nonce' })
  armed = { login: String(login.body.id), fault: String(fault.body.id) }
  told.length = 0
})

const kinds = ['logins', 'threads', 'faults', 'keys:franceconnect', 'autologins', 'clients', 'exchanges']
const shapeless = kinds.map((kind) => [kind, 'x', '{}'] as const)
const parts = [
  ['logins', 'LOGIN/other', '{"taken":"one"}'],
  ['logins', 'LOGIN/why', '{"whyNot":1}'],
  ['faults', 'FAULT/other', '{"count":1}'],
  ['faults', 'FAULT/why', '[]'],
  ['faults', 'x', '{"fault":"of-a-later-version","params":{},"target":{"client_id":"rp","times":1}}'],
  ['keys:franceconnect', 'x', '[{"jwk":{"kid":"x","alg":"ES256"},"state":"in_use"}]'],
] as const
const named = (id: string) => id.replace('LOGIN', armed.login).replace('FAULT', armed.fault)

const standsWithout = async (origin: string) => {
  for (const replica of doubles.each) {
    const api = callApi(alone(replica))
    expect((await api('GET', '/logins')).list.map(({ id }) => id)).toEqual([armed.login])
    expect((await api('GET', '/faults')).list.map(({ id }) => id)).toEqual([armed.fault])
    expect((await fetch(`${alone(replica).url}/readyz`)).status).toBe(200)
  }
  expect(told.filter((failure) => String(failure).includes(origin))).toHaveLength(doubles.each.length)
}

test.each([...kinds.map((kind) => [kind, 'x', 'no JSON'] as const), ...shapeless, ...parts])(
  'what the store keeps under %s %s and cannot be read, %s, is told and left out',
  async (kind, id, text) => {
    await redis.ask(`HSET doublure:state:${kind} ${named(id)} '9999999999999.000 ${text}'`)
    // As for a replica that fell too far behind: everything is read anew.
    await redis.ask('DEL doublure:log')
    await standsWithout(`store (${kind} ${named(id)})`)
    await redis.ask(`HDEL doublure:state:${kind} ${named(id)}`)
  },
)

test.each([...shapeless, ...parts])(
  'what another replica tells of %s %s and cannot be read, %s, is told and left out',
  async (kind, id, text) => {
    await redis.ask(`XADD doublure:log * by x c '[["${kind}",[["${named(id)}",${text}]]]]'`)
    await standsWithout(`store (${kind} ${named(id)})`)
  },
)

test.each(['no JSON', '{}', '[["logins",{}]]', '[["logins",[["x"]]]]'])(
  'an entry of the log that is none, %s, is told and left out',
  async (text) => {
    await redis.ask(`XADD doublure:log * by x c '${text}'`)
    await standsWithout('store (log)')
  },
)

test('a login that another replica armed with a fault unknown here is refused in words, and waits still', async () => {
  const order = { client_id: 'rp', hub, label: 'later', faults: ['of-a-later-version'], times: 1 }
  const login = JSON.stringify({ order, armedAt: 1 })
  await redis.ask(`XADD doublure:log * by x c '[["logins",[["later",${login}]]]]'`)
  const seen = await authorize(doubles, hub, { headers: { 'doublure-label': 'later' } })
  expect([seen.status, JSON.parse(seen.body).title]).toEqual([400, 'Unknown fault "of-a-later-version"'])
  expect((await callApi(doubles)('GET', '/logins/later')).body).toMatchObject({
    state: 'armed',
    why_not:
      'an authorize request of this client came; Doublure refused it before any login: Unknown fault "of-a-later-version"',
  })
  expect(told).toEqual([])
})

test('a server starts, and logs people in, with a store that keeps what it cannot read', async () => {
  for (const [kind, id, text] of [...shapeless, ...parts])
    await redis.ask(`HSET doublure:state:${kind} ${named(id)} '1 ${text}'`)
  await redis.ask('HSET doublure:state:logins y {}')
  const { public_url, store } = { public_url: doubles.url, store: redis.url }
  const late = await createDoublure({ port: 0, log: 'silent', clients: [rp], public_url, store, onFailure })
  const issuer = () => `${alone(late).url}/${hub}/api/v2`
  expect((await logIn({ issuer }, hub)).claims.sub).toBeTypeOf('string')
  await late.close()
  expect(told.length).toBeGreaterThan(kinds.length)
})
