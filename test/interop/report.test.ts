import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../src/conformance/report-schema.ts'
import type { Doublure, HubId } from '../../src/index.ts'
import { rp, startDoublure } from '../support/mock.ts'
import { decryptingClient } from '../support/relying-party.ts'
import { carefulService, carelessService, playFault, playLogin, type Service } from '../support/services.ts'

let doublure: Doublure
/** Both services rehearse in turn, with an hour between the last step and the report. */
let late = 0
/** On FranceConnect+, where answers can be encrypted, theirs are. */
const encrypted = await decryptingClient('ECDH-ES')
const plus = 'franceconnect-plus'

beforeAll(async () => {
  const signed = { id_token_signed_response_alg: 'ES256', userinfo_signed_response_alg: 'ES256' } as const
  const clients = [
    { ...rp, ...signed, hubs: ['franceconnect', 'proconnect', 'agentconnect'] },
    { ...encrypted.client, ...signed, client_id: rp.client_id, hubs: [plus] },
  ]
  doublure = await startDoublure({ clients: clients as never, now: () => Date.now() + late })
})
afterAll(() => doublure.close())

/** What a rehearsal showed: by traffic alone, then with what its driver saw of the service. */
type Rehearsed = Record<'byTraffic' | 'withAnswers', Report['hubs'][number]>

/** Plays every fault of a hub's rehearsal, and answers where traffic leaves it to a person. */
const rehearse = async (hub: HubId, service: Service): Promise<Rehearsed> => {
  const order = { client_id: rp.client_id, hub }
  const report = () => {
    const [one] = doublure.report(order).hubs
    if (!one) throw new Error('no report')
    return one
  }
  await doublure.reset()
  late = 0
  await playLogin(doublure, hub, service)
  await service.logOut()
  const seen = new Map<string, boolean>()
  for (const { fault, params, criteria } of report().rehearsal) {
    // Nobody waits in a test.
    if (fault === undefined || fault === 'token-slow') continue
    const isOpen = await playFault(doublure, hub, { fault, params }, service)
    for (const criterion of criteria) seen.set(criterion, isOpen)
  }
  await playLogin(doublure, hub, service)
  late = 3600_000
  const byTraffic = report()
  for (const { criterion, kind, status } of byTraffic.results) {
    if (kind !== 'provoked' || status !== 'review') continue
    const verdict = seen.get(criterion) ? 'failed' : 'passed'
    await doublure.declare({ ...order, criterion, verdict, name: 'the driver of this test' })
  }
  return { byTraffic, withAnswers: report() }
}

const provokedIn = ({ results }: Report['hubs'][number]) =>
  Object.fromEntries(
    results.filter(({ kind }) => kind === 'provoked').map(({ criterion, status }) => [criterion, status]),
  )

const all = (statuses: Record<string, string>, status: string) =>
  Object.fromEntries(Object.keys(statuses).map((criterion) => [criterion, status]))

const careful = (hub: HubId) =>
  carefulService(
    doublure,
    hub,
    'ES256',
    hub === plus ? { key: encrypted.privateKey, kid: 'for-the-client' } : undefined,
  )

describe.each([
  ['franceconnect', 7],
  [plus, 8],
  ['proconnect', 7],
  ['agentconnect', 7],
] as const)('the recette of %s', (hub, untold) => {
  test('is passed in all that it provokes by a service made with openid-client', async () => {
    const { byTraffic, withAnswers: report } = await rehearse(hub, careful(hub))
    // After userinfo nothing is left to ask: silence is also what a service does that let the person in.
    const left = Object.entries(provokedIn(byTraffic)).filter(([, status]) => status !== 'passed')
    expect(left.map(([criterion, status]) => [criterion.split('/')[0], status])).toEqual(
      left.map(() => ['userinfo', 'review']),
    )
    expect(left.length).toBe(untold)
    const statuses = provokedIn(report)
    expect(Object.keys(statuses).length).toBeGreaterThan(30)
    expect(statuses).toEqual(all(statuses, 'passed'))
    expect('id_token/refuses-idtoken-encrypted-to-another-key' in statuses).toBe(hub === plus)
    const failures = report.results.filter(
      ({ status, severity }) => status === 'failed' && severity === 'required',
    )
    expect(failures).toEqual([])
    expect(report.outcome).toBe('incomplete')
  })

  test('is failed in all that it provokes by a service that checks nothing', async () => {
    const { byTraffic: report } = await rehearse(hub, carelessService(doublure, hub))
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
