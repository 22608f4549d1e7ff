import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../src/conformance/report-schema.ts'
import type { Doublure } from '../../src/index.ts'
import { rp, startDoublure } from '../support/mock.ts'
import { carefulService, carelessService, playFault, playLogin, type Service } from '../support/services.ts'

let doublure: Doublure
/** Both services rehearse in turn, with an hour between the last step and the report. */
let late = 0

beforeAll(async () => {
  const signed = { id_token_signed_response_alg: 'ES256', userinfo_signed_response_alg: 'ES256' } as const
  doublure = await startDoublure({ clients: [{ ...rp, ...signed }], now: () => Date.now() + late })
})
afterAll(() => doublure.close())

/** Plays every fault of a hub's rehearsal; the report of what was seen. */
const rehearse = async (hub: string, service: Service): Promise<Report['hubs'][number]> => {
  const order = { client_id: rp.client_id, hub }
  await doublure.reset()
  late = 0
  await playLogin(doublure, hub, service)
  await service.logOut()
  const steps = doublure.report(order).hubs[0]?.rehearsal ?? []
  for (const { fault } of steps) if (fault !== undefined) await playFault(doublure, hub, fault, service)
  await playLogin(doublure, hub, service)
  late = 3600_000
  const report = doublure.report(order).hubs[0]
  if (!report) throw new Error('no report')
  return report
}

const provokedIn = ({ results }: Report['hubs'][number]) =>
  Object.fromEntries(
    results.filter(({ kind }) => kind === 'provoked').map(({ criterion, status }) => [criterion, status]),
  )

const all = (statuses: Record<string, string>, status: string) =>
  Object.fromEntries(Object.keys(statuses).map((criterion) => [criterion, status]))

describe.each(['franceconnect', 'proconnect', 'agentconnect'])('the recette of %s', (hub) => {
  test('is passed in all that it provokes by a service made with openid-client', async () => {
    const report = await rehearse(hub, carefulService(doublure, hub, 'ES256'))
    const statuses = provokedIn(report)
    expect(Object.keys(statuses).length).toBeGreaterThan(20)
    expect(statuses).toEqual(all(statuses, 'passed'))
    const failures = report.results.filter(
      ({ status, severity }) => status === 'failed' && severity === 'required',
    )
    expect(failures).toEqual([])
    expect(report.outcome).toBe('incomplete')
  })

  test('is failed in all that it provokes by a service that checks nothing', async () => {
    const report = await rehearse(hub, carelessService(doublure, hub))
    const statuses = provokedIn(report)
    expect(statuses).toEqual(all(statuses, 'failed'))
    expect(report.outcome).toBe('failed')
    const failed = report.results
      .filter(({ status }) => status === 'failed')
      .map(({ criterion }) => criterion)
    expect(failed).toEqual(
      expect.arrayContaining([
        'authorization/state-unguessable',
        'authorization/nonce-unguessable',
        'userinfo/bearer-header',
        'front-channel/no-secret',
        'end_session/complete',
      ]),
    )
  })
})
