import { afterAll, expect, test } from 'vitest'
import { rp, startDoublure } from '../../support/mock.ts'
import { errorOf, loginAs } from './walk.ts'

const at = 'https://service.example/callback'
const doublure = await startDoublure({
  hubs: [
    { id: 'proconnect', redirect_uri_policy: 'production' },
    { id: 'agentconnect', redirect_uri_policy: 'production' },
  ],
  clients: [{ ...rp, redirect_uris: [...rp.redirect_uris, at, 'http://service.example/callback'] }],
})
afterAll(() => doublure.close())

const unknownAddress = "redirect_uri did not match any of the client's registered redirect_uris"

test.each([
  ['proconnect', 400, 'oidc-provider-rendered-error:invalid_redirect_uri'],
  ['agentconnect', 500, 'Y030118'],
] as const)('in production, %s knows no http and no localhost address', async (hub, status, code) => {
  for (const redirect_uri of ['http://localhost:3000/callback', 'http://service.example/callback']) {
    const changes = { redirect_uri, acr_values: 'eidas1' }
    const { seen } = await loginAs(doublure.issuer(hub), 'john-doe', { changes })
    expect(errorOf(seen)).toEqual({ status, code, message: unknownAddress })
  }
})

test.each(['proconnect', 'agentconnect'] as const)(
  'in production, %s goes to a public address',
  async (hub) => {
    const { seen } = await loginAs(doublure.issuer(hub), 'john-doe', {
      changes: { redirect_uri: at, acr_values: 'eidas1' },
    })
    expect(seen.location?.startsWith(`${at}?code=`)).toBe(true)
  },
)

test('what is wrong with the client comes first', async () => {
  const { seen } = await loginAs(doublure.issuer('proconnect'), 'john-doe', {
    changes: { client_id: 'nobody' },
  })
  expect(errorOf(seen)).toMatchObject({ code: 'oidc-provider-rendered-error:invalid_client' })
})
