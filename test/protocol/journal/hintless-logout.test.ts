import { afterAll, describe, expect, test } from 'vitest'
import type { HubId } from '../../../src/index.ts'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { askUserinfo, authorize, codeOf, redeem } from '../control/drive.ts'
import { toClient } from '../franceconnect/walk.ts'
import { toEnd } from '../proconnect/walk.ts'

const doublure = await startDoublure()
afterAll(() => doublure.close())

const hubs = ['franceconnect', 'franceconnect-plus', 'proconnect', 'agentconnect'] as const

/** The code of a login by a header or by pages. */
const codeBy = async (way: string, hub: HubId, browser: Browser): Promise<string> => {
  const isCitizen = hub.startsWith('france')
  const nonce = `${crypto.randomUUID()}-of-a-nonce`
  if (way === 'a header') {
    const headers = { 'doublure-persona': isCitizen ? 'angela-dubois' : 'john-doe' }
    return codeOf(await authorize(doublure, hub, { browser, headers, more: { nonce } }))
  }
  if (isCitizen) return codeOf((await toClient(doublure.issuer(hub), { browser, changes: { nonce } })).seen)
  const changes = { nonce, acr_values: hub === 'agentconnect' ? 'eidas1' : undefined }
  return codeOf((await toEnd(doublure.issuer(hub), { browser, email: 'test@fia1.fr', changes })).seen)
}

/** Sends a browser to log out without a hint, through every page. */
const leave = async (hub: HubId, browser: Browser) => {
  let seen = await browser.follow(await browser.open(`${doublure.issuer(hub)}/session/end?state=a-state`))
  while (seen.status === 200 && seen.body.includes('<form'))
    seen = await browser.follow(await browser.submit(seen.form(), { logout: 'yes' }))
}

const resultOf = (hub: HubId, criterion: string) =>
  doublure
    .report({ client_id: rp.client_id, hub })
    .hubs[0]?.results.find((one) => one.criterion === criterion)

describe.each(hubs)('on %s, a logout without a hint', (hub) => {
  test.each(['pages', 'a header'])('belongs to the login of its browser, made by %s', async (way) => {
    const browser = new Browser()
    await redeem(doublure, hub, await codeBy(way, hub, browser))
    const login = doublure.exchanges({ hub }).at(-1)?.login
    const before = doublure.exchanges({ hub }).length
    await leave(hub, browser)
    // The library's own last page names nothing that the login had.
    const hops = doublure
      .exchanges({ hub })
      .slice(before)
      .filter(({ path }) => !path.endsWith('/session/end/success'))
    expect(hops.length).toBeGreaterThan(0)
    expect(hops.map(({ path, login: of }) => [path, of])).toEqual(hops.map(({ path }) => [path, login]))
    expect(resultOf(hub, 'end_session/complete')).toMatchObject({
      status: 'failed',
      because: { en: expect.stringContaining('without id_token_hint') },
    })
  })

  test('convicts whoever opened a session with the userinfo of somebody else', async () => {
    const browser = new Browser()
    await doublure.faults.arm({ client_id: rp.client_id, hub, fault: 'userinfo-invalid-sub' })
    const { body } = await redeem(doublure, hub, await codeBy('a header', hub, browser))
    await askUserinfo(doublure, hub, body.access_token)
    await leave(hub, browser)
    expect(resultOf(hub, 'userinfo/refuses-userinfo-invalid-sub')).toMatchObject({
      status: 'failed',
      because: { en: expect.stringContaining('had opened a session') },
    })
  })

  test('belongs to no login when its browser made none', async () => {
    const before = doublure.exchanges({ hub }).length
    await leave(hub, new Browser())
    const logins = doublure
      .exchanges({ hub })
      .slice(before)
      .map(({ login }) => login)
    expect(new Set(logins)).toEqual(new Set([undefined]))
  })
})
