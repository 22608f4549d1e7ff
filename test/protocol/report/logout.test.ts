import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doublure, FaultId, HubId } from '../../../src/index.ts'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { authorize, codeOf, logOut, redeem } from '../control/drive.ts'
import { toClient } from '../franceconnect/walk.ts'

let doublure: Doublure
beforeAll(async () => {
  doublure = await startDoublure()
})
afterAll(() => doublure.close())

const people: Record<string, string> = { franceconnect: 'angela-dubois', proconnect: 'john-doe' }

/** Logs in with a browser as far as the token, which a fault may spoil. */
const logInWith = async (browser: Browser, hub: HubId, nonce: string, faults: FaultId[] = []) => {
  const order = { client_id: rp.client_id, hub, persona: people[hub] ?? '', faults }
  const { id: login } = await doublure.login(order)
  const more = { nonce: `${nonce}-nonce-of-thirty-two-characters` }
  const { body } = await redeem(doublure, hub, codeOf(await authorize(doublure, hub, { browser, more })))
  return { login, id_token: body.id_token }
}

/** The logins that the exchanges of a logout belong to. */
const logOutOf = async (browser: Browser, hub: HubId, id_token_hint: string) => {
  const before = doublure.exchanges({ hub }).length
  await logOut(doublure, hub, browser, id_token_hint)
  const logins = doublure
    .exchanges({ hub })
    .slice(before)
    .flatMap(({ login }) => login ?? [])
  return [...new Set(logins)]
}

const criterion = 'id_token/refuses-invalid-nonce'
const verdictOf = (hub: HubId) =>
  doublure
    .report({ client_id: rp.client_id, hub })
    .hubs[0]?.results.find((one) => one.criterion === criterion)?.because.en

describe.each(['franceconnect', 'proconnect'] as const)('on %s', (hub) => {
  test('a logout belongs to the login of its hint, though its browser met a fault since', async () => {
    const browser = new Browser()
    const good = await logInWith(browser, hub, 'good')
    await logInWith(browser, hub, 'bad', ['invalid-nonce'])
    expect(await logOutOf(browser, hub, good.id_token)).toEqual([good.login])
    expect(verdictOf(hub)).not.toContain('had opened a session')
  })

  test('a logout whose hint the fault spoilt belongs to the login of its browser, and convicts', async () => {
    const browser = new Browser()
    await logInWith(browser, hub, 'fine')
    const spoilt = await logInWith(browser, hub, 'worse', ['invalid-nonce'])
    expect(await logOutOf(browser, hub, spoilt.id_token)).toEqual([spoilt.login])
    expect(verdictOf(hub)).toContain('had opened a session')
  })
})

test('after a logout the identity provider is met again, in a login with pages', async () => {
  await doublure.reset()
  const hub = 'franceconnect'
  const verdict = () =>
    doublure
      .report({ client_id: rp.client_id, hub })
      .hubs[0]?.results.find(({ criterion }) => criterion === 'login/after-logout')?.status
  const browser = new Browser()
  const comeAndGo = async () => {
    const { seen } = await toClient(doublure.issuer(hub), { browser })
    const { body } = await redeem(doublure, hub, codeOf(seen))
    await logOut(doublure, hub, browser, body.id_token)
  }
  await comeAndGo()
  expect(verdict()).toBe('not_observed')
  await authorize(doublure, hub, { browser, headers: { 'doublure-persona': 'angela-dubois' } })
  expect(verdict()).toBe('review')
  await doublure.reset()
  await comeAndGo()
  await comeAndGo()
  expect(verdict()).toBe('passed')
})
