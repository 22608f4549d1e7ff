import { afterAll, describe, expect, test } from 'vitest'
import { platformOf } from '../../src/platforms/index.ts'
import { rp, startDoublure } from '../support/mock.ts'
import { people, requests } from '../support/relying-party.ts'

const doublure = await startDoublure()
afterAll(() => doublure.close())

const api = async (path: string) => (await fetch(`${doublure.url}/_doublure/api/v1${path}`)).json()

const hubs = (await api('/hubs')) as { id: 'franceconnect'; issuer: string; outcomes: string[] }[]

/** What the provider's page lets its reader choose. */
const offered = async (hub: string): Promise<string[]> => {
  const [provider] = (await api(`/identity-providers?hub=${hub}`)) as { id: string }[]
  const page = await fetch(`${doublure.url}/_doublure/identity-provider/${hub}/${provider?.id}/authorize`)
  const [select = ''] = /<select[^>]*name="outcome"[\s\S]*?<\/select>/.exec(await page.text()) ?? []
  return [...select.matchAll(/value="([^"]*)"/g)].map(([, value = '']) => value)
}

describe.each(hubs)('the ways that a login of $id can end', ({ id, issuer, outcomes }) => {
  const codes = outcomes.slice(2)
  const login = (outcome: string) => {
    const asked = {
      client_id: rp.client_id,
      redirect_uri: String(rp.redirect_uris[0]),
      response_type: 'code',
      state: 'state-of-thirty-two-characters-00',
      nonce: 'nonce-of-thirty-two-characters-00',
      ...requests[id],
    }
    return fetch(`${issuer}/authorize?${new URLSearchParams(asked)}`, {
      headers: { 'doublure-persona': people[id] ?? '', 'doublure-outcome': outcome },
      redirect: 'manual',
    })
  }

  test('are the same by header, by API and on the page of its identity providers', async () => {
    expect(outcomes.slice(0, 2)).toEqual(['success', 'cancel'])
    expect(codes.length).toBeGreaterThan(15)
    expect(await offered(id)).toEqual(['', 'cancel', ...codes])
  })

  test('are each that code’s page, or an error for the client', async () => {
    for (const code of codes) {
      const response = await login(code)
      const told = response.headers.get('location') ?? (await response.text())
      expect(told, code).toMatch(response.status === 303 ? /[?&]error=/ : code)
    }
  })

  test('are no code of what is met elsewhere', async () => {
    const others = Object.keys(platformOf(id)?.errors ?? {}).filter((code) => !codes.includes(code))
    expect(others).toContain('Y000404')
    for (const code of others) expect((await login(code)).status, code).toBe(400)
  })
})

test.each([
  [undefined, ['Y020017', 'Y020023']],
  ['2024-05-17', ['Y500017', 'Y500023']],
  ['2024-07-24', ['Y500017', 'Y500023']],
])('AgentConnect of %s refuses a provider with the codes of that date alone', (asOf, codes) => {
  const outcomes = platformOf('agentconnect', asOf)?.journey.outcomes ?? []
  expect(outcomes.filter((code) => /^Y(020|500)0(17|23)$/.test(code))).toEqual(codes)
})
