import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doublure } from '../../../src/index.ts'
import type { Problem } from '../../../src/lib/problem.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { authorize, callApi, codeOf } from './drive.ts'

let doublure: Doublure
let api: ReturnType<typeof callApi>

beforeAll(async () => {
  doublure = await startDoublure()
  api = callApi(doublure)
})
afterAll(() => doublure.close())

const login = { client_id: rp.client_id, hub: 'franceconnect', persona: 'angela-dubois' } as const
const half = '\ud800'

describe('a value that could not be kept, sent or written', () => {
  test.each([
    ['/logins', { ...login, expires_in: 1e15 }, 'body.expires_in', '315360000'],
    ['/tokens/age', { hub: login.hub, code: 'any', seconds: 1e300 }, 'body.seconds', '315360000'],
    [
      '/faults',
      { client_id: rp.client_id, fault: 'clock-ahead', params: { seconds: 1e300 } },
      'body.params.seconds',
      '315360000',
    ],
    [
      '/logins',
      { ...login, faults: [{ fault: 'code-expired', params: { seconds: 1e300 } }] },
      'body.faults.0.params.seconds',
      '315360000',
    ],
    [
      '/faults',
      {
        client_id: rp.client_id,
        fault: 'userinfo-wrong-content-type',
        params: { content_type: 'text/html\r\nx: y' },
      },
      'body.params.content_type',
      'one line of Latin-1',
    ],
    [
      '/faults',
      {
        client_id: rp.client_id,
        fault: 'userinfo-wrong-content-type',
        params: { content_type: 'text/плохо' },
      },
      'body.params.content_type',
      'one line of Latin-1',
    ],
    ['/clients', { ...rp, client_id: half }, 'body.client_id', 'half of a surrogate pair'],
    ['/personas', { id: half, kind: 'citizen' }, 'body.id', 'expected 1 to 64 letters'],
    ['/identity-providers', { id: half, hub: login.hub, title: 'A' }, 'body.id', 'expected 1 to 64 letters'],
    ['/logins', { ...login, label: ' ' }, 'body.label', 'not blank'],
    ['/logins', { ...login, label: 'one\ntwo' }, 'body.label', 'control characters'],
    ['/logins', { ...login, label: half }, 'body.label', 'control characters'],
    [
      '/faults',
      { client_id: rp.client_id, fault: 'jwks-error-503', label: ' mine' },
      'body.label',
      'space at either end',
    ],
    ['/scenarios/nominal/run', { ...login, persona: undefined, label: '\t' }, 'body.label', 'not blank'],
  ])('is refused by POST %s for %j', async (path, order, origin, expected) => {
    const { status, body } = await api('POST', path, order)
    expect([status, (body.problems as Problem[]).map((problem) => problem.origin)]).toEqual([400, [origin]])
    expect(body.detail).toContain(expected)
    expect((await api('GET', '/logins')).status).toBe(200)
    expect((await api('GET', '/faults')).body).toEqual([])
  })

  test('is a label that no login can be armed with, in a header too', async () => {
    const seen = await authorize(doublure, login.hub, { headers: { 'doublure-label': '\u00c2\u0085' } })
    expect([seen.status, seen.body]).toEqual([400, expect.stringContaining('control characters')])
  })
})

test.each([
  ['UTF-8, as most clients send it', Buffer.from('épreuve-é', 'utf8').toString('latin1')],
  ['Latin-1', 'épreuve-é'],
])('a label outside ASCII matches when the header is %s', async (_, header) => {
  const { id } = await doublure.login({ ...login, label: 'épreuve-é' })
  codeOf(await authorize(doublure, login.hub, { headers: { 'doublure-label': header } }))
  expect(doublure.exchanges({ login: id }).map(({ label }) => label)).toEqual(['épreuve-é'])
})
