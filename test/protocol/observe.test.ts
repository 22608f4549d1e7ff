import { afterAll, describe, expect, test } from 'vitest'
import { rp, startDoublure } from '../support/mock.ts'
import { authorize } from './control/drive.ts'

const doublure = await startDoublure({
  hubs: ['franceconnect', 'agentconnect'],
  clients: [
    { ...rp, claims: [] },
    { ...rp, client_id: 'observed', claims: [], strictness: 'observe' },
  ],
})
afterAll(() => doublure.close())

const amr = '{"id_token":{"amr":{"essential":true}}}'

const login = (hub: 'franceconnect' | 'agentconnect', client_id: string, more: Record<string, string>) =>
  authorize(doublure, hub, {
    client_id,
    more,
    headers: { 'doublure-persona': hub === 'franceconnect' ? 'angela-dubois' : 'john-doe' },
  })

describe.each([
  ['franceconnect', 'Y100009'],
  ['agentconnect', 'Y030009'],
] as const)('amr without the right to it, on %s', (hub, code) => {
  test('is refused with a page', async () => {
    const { status, body } = await login(hub, rp.client_id, { claims: amr })
    expect([status, body]).toEqual([400, expect.stringContaining(code)])
  })

  test('is told and let through where the hub observes', async () => {
    expect((await login(hub, 'observed', { claims: amr })).location).toContain('code=')
    const [exchange] = doublure.exchanges({ hub, client_id: 'observed' }).slice(-1)
    expect(exchange?.refusal).toBeUndefined()
    expect(exchange?.findings).toContainEqual(
      expect.objectContaining({
        rule: 'authorization/claims-granted',
        code,
        title: expect.stringContaining('amr'),
        fr: expect.objectContaining({ title: expect.stringContaining('amr') }),
      }),
    )
  })
})

test.each<[string, Record<string, string>]>([
  ['invalid_acr', { acr_values: 'eidas2' }],
  ['invalid_idp_hint', { idp_hint: 'nobody' }],
  ['unsupported_response_type', { response_type: 'none' }],
])('%s goes back to the client where the hub observes too', async (error, more) => {
  expect((await login('agentconnect', 'observed', more)).location).toContain(`error=${error}`)
})
