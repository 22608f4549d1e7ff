import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { callApi, logIn } from '../control/drive.ts'

let data_dir: string
let doublure: Doublure
let api: ReturnType<typeof callApi>

const hub = 'franceconnect'
const seed = [rp, { ...rp, client_id: 'other' }, { ...rp, client_id: 'idle' }]
const start = async (options: Parameters<typeof startDoublure>[0] = {}) => {
  doublure = await startDoublure({ clients: seed, data_dir, ...options })
  api = callApi(doublure)
}
const restart = async (options: Parameters<typeof startDoublure>[0] = {}) => {
  await doublure.close()
  await start(options)
}
const read = async (path: string) => (await api('GET', path)).body
const snapshot = async (paths: readonly string[]) =>
  Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await read(path)])))
const registries = ['/clients', '/personas', '/identity-providers']

beforeEach(async () => {
  data_dir = mkdtempSync(join(tmpdir(), 'doublure-state-'))
  await start()
})
afterEach(async () => {
  await doublure.close()
  rmSync(data_dir, { recursive: true })
})

const newcomer = {
  id: 'lou-petit',
  kind: 'citizen' as const,
  label: 'Lou Petit',
  given_name: 'Lou',
  family_name: 'PETIT',
  birthdate: '1990-02-03',
  gender: 'female',
  birthcountry: '99352',
  email: 'lou.petit@example.org',
}
const provider = { id: 'late-idp', hub: 'proconnect', title: 'Late', email_domains: ['late.example'] }
const answer = {
  client_id: rp.client_id,
  hub: 'proconnect',
  criterion: 'button/official',
  verdict: 'passed',
  name: 'Camille Moreau',
} as const

const changeEverything = async () => {
  await doublure.clients.patch('rp', { client_name: 'Renamed' })
  await doublure.clients.put({ ...rp, client_id: 'added', hubs: [hub] })
  await doublure.clients.remove('other')
  await doublure.personas.put(newcomer)
  await doublure.personas.patch('karim-benali', { blocked: true })
  await doublure.personas.remove('angela-dubois')
  await doublure.identityProviders.patch('fc-impots', { title: 'Changed' })
  expect((await api('POST', '/identity-providers', provider)).status).toBe(201)
  expect((await api('DELETE', '/identity-providers/fc-assurance-maladie')).status).toBe(204)
}

describe('a restart on the same folder', () => {
  test('finds clients, people and identity providers that were added, changed and removed', async () => {
    await changeEverything()
    const before = await snapshot(registries)
    await restart()
    const after = await snapshot(registries)
    const byName = (list: unknown) => [...(list as object[])].map((one) => JSON.stringify(one)).sort()
    for (const path of registries) expect(byName(after[path])).toEqual(byName(before[path]))
    expect(after['/identity-providers']).toEqual(before['/identity-providers'])
    expect((await api('GET', '/clients/other')).status).toBe(404)
    const { claims } = await logIn(doublure, hub, {
      client_id: 'added',
      headers: { 'doublure-persona': 'lou-petit' },
    })
    expect(claims).toMatchObject({ given_name: 'Lou', family_name: 'PETIT' })
  })

  test('finds declared answers and kept reports, and not those that were taken back', async () => {
    await doublure.declare(answer)
    await doublure.declare({ ...answer, hub, criterion: 'button/official' })
    const where = 'client_id=rp&hub=franceconnect&criterion=button%2Fofficial'
    expect((await api('DELETE', `/report/declarations?${where}`)).status).toBe(204)
    await logIn(doublure, hub, { headers: { 'doublure-persona': 'angela-dubois' } })
    for (const _ of [1, 2])
      expect((await api('POST', '/report/history', { client_id: 'rp' })).status).toBe(201)
    const paths = ['/report/declarations', '/report/history?client_id=rp']
    const before = await snapshot(paths)
    expect(before[paths[0] ?? '']).toHaveLength(1)
    expect(before[paths[1] ?? '']).toHaveLength(2)
    await restart()
    expect(await snapshot(paths)).toEqual(before)
  })

  test('finds the journal with its tokens and answers, and makes the same report of it', async () => {
    await logIn(doublure, hub, { headers: { 'doublure-persona': 'angela-dubois' } })
    const paths = ['/exchanges', '/exchanges/traces']
    const [, token] = doublure.exchanges()
    paths.push(`/exchanges/${token?.id}/tokens`)
    const before = await snapshot(paths)
    const report = doublure.report({ client_id: 'rp' })
    expect(before[paths[2] ?? '']).toContainEqual(
      expect.objectContaining({ name: 'id_token', signature: 'valid' }),
    )
    await restart()
    expect(await snapshot(paths)).toEqual(before)
    expect({ ...doublure.report({ client_id: 'rp' }), at: report.at }).toEqual(report)
  })

  test('finds labels that were given later, exchanges that were imported, and none that were forgotten', async () => {
    await logIn(doublure, hub, { headers: { 'doublure-persona': 'angela-dubois' } })
    const file = await read('/exchanges/export')
    await api('DELETE', '/exchanges?endpoint=token')
    await api('PATCH', '/exchanges?endpoint=userinfo', { label: 'seen' })
    await restart()
    expect(doublure.exchanges().map(({ endpoint, label }) => [endpoint, label])).toEqual([
      ['authorization', undefined],
      ['userinfo', 'seen'],
    ])
    expect((await api('POST', '/exchanges/import', file)).body).toEqual({ added: 1, known: 2 })
    await restart()
    expect(doublure.exchanges().map(({ endpoint }) => endpoint)).toEqual([
      'authorization',
      'token',
      'userinfo',
    ])
  })

  test('keeps no more exchanges than the journal does', async () => {
    await restart({ journal: { size: 5 } })
    const paths = Array.from({ length: 40 }, (_, index) => `${doublure.issuer(hub)}/jwks?n=${index}`)
    for (const path of paths) await fetch(path)
    await restart({ journal: { size: 100 } })
    const kept = doublure.exchanges().map(({ request }) => request.query.n)
    expect(kept.length).toBeLessThanOrEqual(7)
    expect(kept.slice(-5)).toEqual(['35', '36', '37', '38', '39'])
  })

  test('follows the configuration where nobody changed anything', async () => {
    await doublure.clients.patch('rp', { client_name: 'Renamed' })
    await restart({ clients: seed.map((one) => ({ ...one, client_name: 'New in the file' })) })
    const names = (await doublure.clients.list()).map(({ client_id, client_name }) => [
      client_id,
      client_name,
    ])
    expect(Object.fromEntries(names)).toEqual({
      rp: 'Renamed',
      other: 'New in the file',
      idle: 'New in the file',
    })
  })

  test('finds the beginning after a reset, and the answers that a reset leaves', async () => {
    const beginning = await snapshot(registries)
    await changeEverything()
    await doublure.declare(answer)
    await logIn(doublure, hub, { headers: { 'doublure-persona': 'lou-petit' } })
    await doublure.reset()
    await restart()
    expect(await snapshot(registries)).toEqual(beginning)
    expect(doublure.exchanges()).toEqual([])
    expect((await api('GET', '/report/declarations')).list).toHaveLength(1)
  })

  test('finds the one client that was reset as it began, and the others as they were', async () => {
    for (const id of ['rp', 'other']) await doublure.clients.patch(id, { client_name: 'Renamed' })
    for (const client_id of ['rp', 'other'])
      await logIn(doublure, hub, { client_id, headers: { 'doublure-persona': 'angela-dubois' } })
    await doublure.reset({ client_id: 'rp' })
    await restart()
    expect((await doublure.clients.get('rp')).client_name).toBe(rp.client_name)
    expect((await doublure.clients.get('other')).client_name).toBe('Renamed')
    expect(new Set(doublure.exchanges().map(({ client_id }) => client_id))).toEqual(new Set(['other']))
  })
})

describe('the folder', () => {
  test('never holds a token, nor a secret that a client sent', async () => {
    const { tokens } = await logIn(doublure, hub, { headers: { 'doublure-persona': 'angela-dubois' } })
    const files = readdirSync(data_dir).map((name) => readFileSync(join(data_dir, name), 'latin1'))
    const written = files.join('')
    expect(written).toContain('angela-dubois')
    for (const secret of [tokens.access_token, tokens.id_token, rp.client_secret])
      expect(written).not.toContain(secret)
  })

  test('of a double that runs is refused to another, which takes no port', async () => {
    await expect(startDoublure({ data_dir })).rejects.toThrow(/another server keeps its state there/)
    expect((await api('GET', '/clients')).status).toBe(200)
  })

  test('is given back when the port is taken', async () => {
    await doublure.close()
    const taker = await startDoublure()
    const port = Number(new URL(taker.url).port)
    await expect(startDoublure({ data_dir, port })).rejects.toThrow(/EADDRINUSE/)
    await taker.close()
    await start()
  })
})
