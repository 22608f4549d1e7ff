import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Doublure, HubId } from '../../../src/index.ts'
import { Browser, type Seen } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { requests } from '../../support/relying-party.ts'
import { authorize, callApi, codeOf, redeem } from '../control/drive.ts'
import { armLogin, delivered } from './drive.ts'

let doublure: Doublure
beforeAll(async () => {
  doublure = await startDoublure()
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const back = rp.post_logout_redirect_uris[0]

/** Logs in, and sends the browser to log out: where it ends. */
const logOut = async (hub: HubId, faults: readonly string[]): Promise<Seen> => {
  const browser = new Browser()
  await armLogin(doublure, { hub, faults })
  const { body: tokens } = await redeem(
    doublure,
    hub,
    codeOf(await authorize(doublure, hub, { browser, more: requests[hub] ?? {} })),
  )
  const query = new URLSearchParams({
    id_token_hint: tokens.id_token,
    post_logout_redirect_uri: back ?? '',
    state: 'state-of-the-logout',
  })
  let seen = await browser.follow(await browser.open(`${doublure.issuer(hub)}/session/end?${query}`))
  for (let hops = 0; hops < 5 && seen.location === undefined && seen.body.includes('<form'); hops++) {
    const more: Record<string, string> = seen.body.includes('name="logout"') ? { logout: 'yes' } : {}
    seen = await browser.follow(await browser.submit(seen.form(), more))
  }
  return seen
}

describe.each(['franceconnect', 'proconnect', 'agentconnect'] as const)('a logout of %s', (hub) => {
  test.each([
    [[], '?state=state-of-the-logout'],
    [['logout-loses-state'], ''],
    [['logout-invalid-state'], '?state=not-the-state-that-you-sent'],
  ])('with %j comes back with "%s"', async (faults, search) => {
    expect((await logOut(hub, faults)).location).toBe(`${back}${search}`)
    expect(delivered(doublure)).toEqual(faults)
  })

  test('never comes back for logout-never-returns', async () => {
    const seen = await logOut(hub, ['logout-never-returns'])
    expect([seen.status, seen.location]).toEqual([200, undefined])
    expect(delivered(doublure)).toEqual(['logout-never-returns'])
  })

  test('meets what was armed for its client, too', async () => {
    const order = { fault: 'logout-loses-state', client_id: rp.client_id, hub }
    await callApi(doublure)('POST', '/faults', order)
    expect((await logOut(hub, [])).location).toBe(back)
  })
})
