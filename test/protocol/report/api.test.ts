import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Report, reportSchema } from '../../../src/conformance/report-schema.ts'
import type { Doublure } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { logIn } from '../../support/relying-party.ts'
import { carefulService, playFault, playLogin } from '../../support/services.ts'
import { callApi } from '../control/drive.ts'

let doublure: Doublure
let call: ReturnType<typeof callApi>
const hub = 'proconnect'

beforeAll(async () => {
  doublure = await startDoublure({ hubs: [hub, 'franceconnect'] })
  call = callApi(doublure)
})
beforeEach(() => doublure.reset())
afterAll(() => doublure.close())

const resultOf = (report: Report, criterion: string, on = hub) =>
  report.hubs.find((one) => one.hub === on)?.results.find((one) => one.criterion === criterion)

const answer = {
  client_id: rp.client_id,
  hub,
  criterion: 'button/official',
  verdict: 'passed',
  name: 'Camille Moreau',
  note: 'Seen on the staging site.',
} as const

describe('GET /report', () => {
  test('is incomplete before anything happened, on every hub of the client', async () => {
    const { status, body } = await call('GET', `/report?client_id=${rp.client_id}`)
    expect(status).toBe(200)
    const report = reportSchema.parse(body)
    expect(report.outcome).toBe('incomplete')
    expect(report.hubs.map((one) => one.hub)).toEqual(['proconnect', 'franceconnect'])
    expect(report.counts.passed).toBe(0)
  })

  test('speaks of the hubs that the client used, once it used one', async () => {
    await logIn(doublure, { hub, alg: 'RS256' })
    const report = reportSchema.parse((await call('GET', `/report?client_id=${rp.client_id}`)).body)
    expect(report.hubs.map((one) => one.hub)).toEqual([hub])
    const result = resultOf(report, 'login/complete')
    expect(result?.status).toBe('passed')
    const ids = doublure.exchanges({ client_id: rp.client_id }).map(({ id }) => id)
    expect(result?.evidence.map(({ id }) => id)).toEqual(ids)
  })

  test('leaves out what came before a date', async () => {
    await logIn(doublure, { hub, alg: 'RS256' })
    const query = `client_id=${rp.client_id}&hub=${hub}&since=2999-01-01T00:00:00Z`
    const report = reportSchema.parse((await call('GET', `/report?${query}`)).body)
    expect(resultOf(report, 'login/complete')?.status).toBe('not_observed')
  })

  test('refuses a client that nobody knows, with those that exist', async () => {
    const { status, body } = await call('GET', '/report?client_id=%22%3E%3Cscript%3E')
    expect(status).toBe(400)
    expect(body).toMatchObject({ title: 'Unknown client ""><script>"', known: [rp.client_id] })
  })

  test('refuses a hub that does not exist, with those that do', async () => {
    const { status, body } = await call('GET', `/report?client_id=${rp.client_id}&hub=nowhere`)
    expect(status).toBe(400)
    expect(body).toMatchObject({ known: ['proconnect', 'franceconnect'] })
  })
})

describe('declarations', () => {
  test('answer a criterion with a name and a date, and can be taken back', async () => {
    const { status, body } = await call('PUT', '/report/declarations', answer)
    expect(status).toBe(200)
    expect(body).toEqual({ ...answer, at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) })
    const result = resultOf(doublure.report({ client_id: rp.client_id }), 'button/official')
    expect(result).toMatchObject({ status: 'passed', declaration: { name: 'Camille Moreau' } })

    const where = `client_id=${rp.client_id}&hub=${hub}&criterion=button%2Fofficial`
    expect((await call('DELETE', `/report/declarations?${where}`)).status).toBe(204)
    expect((await call('DELETE', `/report/declarations?${where}`)).status).toBe(404)
    expect(resultOf(doublure.report({ client_id: rp.client_id }), 'button/official')?.status).toBe('review')
  })

  test('say no to a requirement as well, and the report fails', async () => {
    await doublure.declare({ ...answer, verdict: 'failed' })
    expect(doublure.report({ client_id: rp.client_id, hub }).outcome).toBe('failed')
    await doublure.declare(answer)
    expect(doublure.report({ client_id: rp.client_id, hub }).outcome).toBe('incomplete')
  })

  test.each(['login/complete', 'userinfo/refuses-userinfo-invalid-sub', 'input/validated'])(
    'cannot answer what traffic decides, or has not shown yet: %s',
    async (criterion) => {
      const { status, body } = await call('PUT', '/report/declarations', { ...answer, criterion })
      expect(status).toBe(400)
      expect(body).toMatchObject({ title: `The criterion "${criterion}" is not to review` })
    },
  )

  test('answer what a fault showed, and traffic does not tell', async () => {
    const criterion = 'userinfo/refuses-userinfo-invalid-sub'
    const service = carefulService(doublure, hub, 'RS256')
    await playLogin(doublure, hub, service)
    await playFault(doublure, hub, 'userinfo-invalid-sub', service)
    const status = () => resultOf(doublure.report({ client_id: rp.client_id }), criterion)?.status
    expect(status()).toBe('review')
    expect((await call('PUT', '/report/declarations', { ...answer, criterion })).status).toBe(200)
    expect(status()).toBe('passed')
    const changed = { ...answer, criterion, verdict: 'failed' }
    expect((await call('PUT', '/report/declarations', changed)).status).toBe(200)
    expect(status()).toBe('failed')
  })

  test.each([
    [{ criterion: 'nothing' }, /known: authorization\/accepted, /],
    [{ client_id: 'nobody' }, /Unknown client "nobody"/],
    [{ name: '  ' }, /body\.name/],
    [{ verdict: 'maybe' }, /body\.verdict/],
  ])('are refused when wrong: %j', async (wrong, detail) => {
    const { status, body } = await call('PUT', '/report/declarations', { ...answer, ...wrong })
    expect(status).toBe(400)
    expect(body).toMatchObject({ detail: expect.stringMatching(detail) })
  })
})

test('reports that were kept say what changed since the one before', async () => {
  const order = { client_id: rp.client_id, hub }
  const first = await call('POST', '/report/history', order)
  expect(first).toMatchObject({ status: 201, body: { changes: [] } })
  await logIn(doublure, { hub, alg: 'RS256' })
  await call('POST', '/report/history', order)
  const { list } = await call('GET', `/report/history?client_id=${rp.client_id}`)
  expect(list.at(-1)?.changes).toContainEqual(
    expect.objectContaining({ criterion: 'login/complete', before: 'not_observed', after: 'passed' }),
  )
})

test('the library throws for a client that nobody knows', () => {
  expect(() => doublure.report({ client_id: 'nobody' })).toThrow('Unknown client "nobody"')
})
