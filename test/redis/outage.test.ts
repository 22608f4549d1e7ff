import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDoublure } from '../../src/index.ts'
import { askUserinfo, authorize, callApi, codeOf, logIn, redeem } from '../protocol/control/drive.ts'
import { rp } from '../support/mock.ts'
import { type RedisServer, startRedis } from './redis-server.ts'
import { alone, type Replicas, startReplicas } from './replicas.ts'

const hub = 'franceconnect'
const headers = { 'doublure-persona': 'angela-dubois' }
let redis: RedisServer
let doubles: Replicas
beforeEach(async () => {
  redis = await startRedis()
  doubles = await startReplicas(redis.url)
})
afterEach(async () => {
  redis.goOn()
  await doubles.close()
  await redis.kill()
})

const readiness = () => fetch(`${doubles.url}/readyz`)
/** Until every replica has found its store again. */
const allReady = async () => {
  for (const replica of doubles.each) {
    const said = async () => (await fetch(`${alone(replica).url}/readyz`)).json()
    await expect.poll(said, { timeout: 20_000 }).toMatchObject({ status: 'ok' })
  }
}

/** What the forms of a server carry, so that it takes them. */
const tokenOf = async (url: string) =>
  /name="form_token" value="([^"]+)"/.exec(await (await fetch(`${url}/_doublure/clients/new`)).text())?.[1]

test('servers of a store that was emptied take the forms of one that was started before any was asked', async () => {
  const former = await tokenOf(doubles.url)
  await redis.ask('FLUSHALL')
  const later = await createDoublure({ port: 0, log: 'silent', clients: [rp], store: redis.url })
  const token = await tokenOf(later.url)
  expect(token).not.toBe(former)
  for (const replica of doubles.each) {
    const form = new URLSearchParams({ form_token: token ?? '' })
    const { url } = alone(replica)
    const answer = await fetch(`${url}/_doublure/journal/clear`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
    })
    expect(answer.status).toBe(303)
    expect(await tokenOf(url)).toBe(token)
  }
  await later.close()
})

describe('a store that goes away', () => {
  test('and comes back empty still keeps the forms of servers that start then the same as those of the others', async () => {
    const [first] = doubles.each
    if (!first) throw new Error('three replicas were started')
    const token = await tokenOf(alone(first).url)
    await redis.kill()
    await redis.start()
    await allReady()
    expect(await tokenOf(alone(first).url)).toBe(token)
    const later = await createDoublure({ port: 0, log: 'silent', clients: [rp], store: redis.url })
    expect(await tokenOf(later.url)).toBe(token)
    await later.close()
  })

  test('gives people the page of an unexpected error of the hub, and nothing of ours that leaks', async () => {
    await redis.kill()
    for (const [at, code, brand] of [
      ['franceconnect', 'Y000000', 'FranceConnect'],
      ['proconnect', 'Y000500', 'ProConnect'],
    ] as const) {
      const seen = await authorize(doubles, at, { headers })
      expect(seen.status).toBe(500)
      expect(seen.body).toContain(code)
      expect(seen.body).toContain(brand)
      expect(seen.body).toContain('data-testid="doublure-why"')
      expect(seen.body).toContain('Le hub garde chaque connexion dans son stockage.')
      expect(seen.body).toContain(`stockage ${redis.url}\u00a0: `)
      expect(seen.body).not.toContain('lang="en"')
      expect(seen.body).not.toMatch(/\bat .*\.ts:\d+/)
      expect(seen.headers.getSetCookie()).toEqual([])
      expect(seen.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  test('gives servers server_error, tests a problem, and probes the reason', async () => {
    await redis.kill()
    const { status, body } = await redeem(doubles, hub, 'a-code')
    expect({ status, error: body.error }).toEqual({ status: 500, error: 'server_error' })
    expect((await askUserinfo(doubles, hub, 'a-token')).status).toBe(500)
    const api = await callApi(doubles)('GET', '/clients')
    expect({ status: api.status, type: api.type }).toEqual({ status: 503, type: 'application/problem+json' })
    expect(api.body.detail).toContain(`store ${redis.url}`)
    const ready = await readiness()
    expect(ready.status).toBe(503)
    expect(await ready.text()).toContain(`store ${redis.url}`)
    expect((await fetch(`${doubles.url}/livez`)).status).toBe(200)
  })

  test('is found again by itself, and what was kept with it is gone as after a reset', async () => {
    const api = callApi(doubles)
    await api('PUT', '/clients/added', { ...rp, client_id: 'added' })
    await redis.kill()
    expect((await readiness()).status).toBe(503)
    await redis.start()
    await allReady()
    for (const _ of doubles.each) expect((await api('GET', '/clients/added')).status).toBe(404)
    await api('PUT', '/clients/added', { ...rp, client_id: 'added' })
    const { claims } = await logIn(doubles, hub, { client_id: 'added', headers })
    expect(claims.sub).toBeTypeOf('string')
  })

  test('leaves nothing half-written: what failed can be asked again', async () => {
    const api = callApi(doubles)
    await api('POST', '/logins', { client_id: 'rp', hub, persona: 'angela-dubois', times: 2 })
    const code = codeOf(await authorize(doubles, hub))
    redis.hang()
    const failed = await Promise.all([redeem(doubles, hub, code), authorize(doubles, hub)])
    expect(failed.map(({ status }) => status)).toEqual([500, 500])
    redis.goOn()
    await allReady()
    expect((await api('GET', '/logins')).list[0]).toMatchObject({ remaining: 1 })
    expect((await redeem(doubles, hub, code)).status).toBe(200)
    codeOf(await authorize(doubles, hub))
    expect((await api('GET', '/logins')).list[0]).toMatchObject({ remaining: 0 })
    const endpoints = (await api('GET', '/exchanges')).list.map(({ endpoint }) => endpoint)
    expect(endpoints).toEqual(['authorization', 'token', 'authorization'])
  })
})

describe('the address of a store', () => {
  test('that nobody answers is a problem of the configuration, told without its password', async () => {
    const closed = createServer().listen(0, '127.0.0.1')
    await once(closed, 'listening')
    const { port } = closed.address() as { port: number }
    closed.close()
    const started = createDoublure({ port: 0, log: 'silent', store: `redis://me:hidden@127.0.0.1:${port}` })
    await expect(started).rejects.toThrow(
      /store redis:\/\/127\.0\.0\.1:\d+: it cannot be reached: .*ECONNREFUSED/,
    )
    await expect(started).rejects.not.toThrow(/hidden/)
  })

  test('names the password, the database and the prefix', async () => {
    const guarded = await startRedis('--requirepass', 'open-sesame')
    const start = (userinfo: string, rest: string) =>
      createDoublure({
        port: 0,
        log: 'silent',
        clients: [rp],
        store: guarded.url.replace('//', `//${userinfo}`) + rest,
      })
    await expect(start(':wrong@', '')).rejects.toThrow(/WRONGPASS/)
    await expect(start('', '')).rejects.toThrow(/NOAUTH/)
    const [one, same, otherDatabase, otherPrefix] = [
      await start(':open-sesame@', '/1?prefix=one:'),
      await start('default:open-sesame@', '/1?prefix=one:'),
      await start(':open-sesame@', '/2?prefix=one:'),
      await start(':open-sesame@', '/1?prefix=other:'),
    ]
    await one.clients.put({ ...rp, client_id: 'added' })
    const names = async (double: typeof one) =>
      (await double.clients.list()).map(({ client_id }) => client_id)
    expect(await names(same)).toEqual(['rp', 'added'])
    expect(await names(otherDatabase)).toEqual(['rp'])
    expect(await names(otherPrefix)).toEqual(['rp'])
    for (const double of [one, same, otherDatabase, otherPrefix]) await double.close()
    await guarded.kill()
  })
})
