import { afterAll, expect, test } from 'vitest'
import type { HubId } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { authorize } from '../control/drive.ts'

const doublure = await startDoublure({
  clients: [rp, { ...rp, client_id: 'few', scopes: ['openid'] }],
})
afterAll(() => doublure.close())

const lastCode = () => doublure.exchanges().at(-1)?.refusal?.code

const told = async (hub: HubId, init: RequestInit) => {
  const body = new URLSearchParams({ client_id: 'rp', client_secret: rp.client_secret, grant_type: 'none' })
  return (await fetch(`${doublure.issuer(hub)}/token`, { method: 'POST', body, ...init })).status
}

test.each<[HubId, string, string, string]>([
  [
    'proconnect',
    'invalid_scope',
    'unsupported_grant_type',
    'oidc-provider-rendered-error:unsupported_grant_type',
  ],
  ['agentconnect', 'invalid_scope', 'unsupported_grant_type', 'Y000400'],
])(
  'on %s an error for the client is told by its own name, and a page by its code',
  async (hub, name, json, page) => {
    expect((await authorize(doublure, hub, { client_id: 'few' })).location).toContain('error=invalid_scope')
    expect(lastCode()).toBe(name)
    expect(await told(hub, {})).toBe(400)
    expect(lastCode()).toBe(json)
    expect(await told(hub, { headers: { accept: 'text/html' } })).toBe(400)
    expect(lastCode()).toBe(page)
  },
)

test('FranceConnect tells its clients a code, which stays that of the refusal', async () => {
  await authorize(doublure, 'franceconnect', { client_id: 'few' })
  expect(lastCode()).toBe('Y044D706')
})
