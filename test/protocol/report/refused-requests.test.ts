import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure, HubId } from '../../../src/index.ts'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { people } from '../../support/relying-party.ts'
import { authorize, codeOf, logIn, redeem } from '../control/drive.ts'

let doublure: Doublure
beforeAll(async () => {
  doublure = await startDoublure()
})
beforeEach(() => doublure.reset())
afterAll(() => doublure.close())

const verdicts = (hub: HubId) => {
  const [report] = doublure.report({ client_id: rp.client_id, hub }).hubs
  const of = (id: string) => report?.results.find(({ criterion }) => criterion === id)?.status
  return { accepted: of('authorization/accepted'), cancel: of('login/cancel') }
}

describe.each(['franceconnect', 'franceconnect-plus', 'proconnect', 'agentconnect'] as const)(
  'on %s',
  (hub) => {
    const persona = { 'doublure-persona': people[hub] ?? '' }

    test.each([
      ['that names its person', persona],
      ['that names nobody', {}],
    ])(
      'a request %s and a redirect_uri that is not registered is refused, and nobody gave up',
      async (_, headers) => {
        const more = { redirect_uri: 'http://localhost:3000/elsewhere' }
        await authorize(doublure, hub, { headers, more })
        expect(verdicts(hub)).toEqual({ accepted: 'failed', cancel: 'not_observed' })
      },
    )

    test.each([
      ['for its person', persona],
      ['for nobody in particular', {}],
    ])('a good request whose login was told to be given up %s is accepted', async (_, who) => {
      const headers = { ...who, 'doublure-outcome': 'cancel' }
      await authorize(doublure, hub, { headers })
      expect(verdicts(hub).accepted).toBe('passed')
    })

    test('a header of ours that is misspelt says nothing of the client', async () => {
      await authorize(doublure, hub, { headers: { 'doublure-outcome': 'cancelled' } })
      expect(verdicts(hub)).toEqual({ accepted: 'not_observed', cancel: 'not_observed' })
    })
  },
)

test('a login given up that ends on the hub’s own page comes back by its link only', async () => {
  const headers = { 'doublure-persona': 'john-doe', 'doublure-outcome': 'cancel' }
  await authorize(doublure, 'proconnect', { headers })
  expect(verdicts('proconnect').cancel).toBe('not_observed')
  const browser = new Browser()
  const page = await browser.follow(await authorize(doublure, 'proconnect', { browser }))
  await browser.follow(await browser.open(`${page.url}/error?error=invalid_request`))
  expect(verdicts('proconnect').cancel).toBe('passed')
})

test('a code that came with a wrong state and is tried at another hub is no silence: a person looks', async () => {
  const headers = { 'doublure-persona': 'john-doe' }
  const verdict = () =>
    doublure
      .report({ client_id: rp.client_id, hub: 'proconnect' })
      .hubs[0]?.results.find(({ criterion }) => criterion === 'callback/refuses-invalid-state')
  const spoil = () =>
    authorize(doublure, 'proconnect', { headers: { ...headers, 'doublure-fault': 'invalid-state' } })
  await logIn(doublure, 'proconnect', { headers })
  const code = codeOf(await spoil())
  await redeem(doublure, 'agentconnect', code)
  const tried = doublure.exchanges().at(-1)
  expect(tried).toMatchObject({ hub: 'agentconnect', response: { status: 400 } })
  await logIn(doublure, 'proconnect', { headers })
  expect(verdict()).toMatchObject({ status: 'review', evidence_count: 2 })
  // A delivery that nothing followed proves the refusal.
  await spoil()
  await logIn(doublure, 'proconnect', { headers })
  expect(verdict()?.status).toBe('passed')
})
