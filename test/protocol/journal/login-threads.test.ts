import { afterAll, describe, expect, test } from 'vitest'
import type { HubId } from '../../../src/index.ts'
import { Browser, type Seen } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { authorize, codeOf, logOut, redeem } from '../control/drive.ts'
import { toClient } from '../franceconnect/walk.ts'
import { toEnd } from '../proconnect/walk.ts'

const doublure = await startDoublure()
afterAll(() => doublure.close())

type Ways = Record<string, (hub: HubId, browser: Browser, nonce: string) => Promise<Seen>>

const somebodyOf = (hub: HubId) => (hub.startsWith('france') ? 'angela-dubois' : 'john-doe')

const ways: Ways = {
  pages(hub, browser, nonce) {
    const issuer = doublure.issuer(hub)
    if (hub.startsWith('france')) return toClient(issuer, { browser, changes: { nonce } }).then(seenOf)
    const acr_values = hub.startsWith('agent') ? 'eidas1' : undefined
    const email = hub.endsWith('-rie') ? 'somebody@fi-rie.fr' : 'test@fia1.fr'
    return toEnd(issuer, { browser, email, changes: { nonce, acr_values } }).then(seenOf)
  },
  'a header'(hub, browser, nonce) {
    const headers = { 'doublure-persona': somebodyOf(hub) }
    return authorize(doublure, hub, { browser, headers, more: { nonce } })
  },
  async 'an armed login'(hub, browser, nonce) {
    await doublure.login({ hub, client_id: rp.client_id, persona: somebodyOf(hub) })
    return authorize(doublure, hub, { browser, more: { nonce } })
  },
}
const seenOf = ({ seen }: { seen: Seen }) => seen

let logins = 0
const nonce = () => `nonce-number-${++logins}-of-thirty-two-characters`

/** The exchanges since a moment, as the journal holds them. */
const since = (count: number) => doublure.exchanges().slice(count)

const logInBy = async (way: string, hub: HubId, browser: Browser) => {
  const count = doublure.exchanges().length
  const seen = await ways[way]?.(hub, browser, nonce())
  if (!seen) throw new Error(`no way ${way}`)
  const { body } = await redeem(doublure, hub, codeOf(seen))
  return { id_token: body.id_token, login: since(count)[0]?.login }
}

const hubs = [
  'franceconnect',
  'franceconnect-plus',
  'proconnect',
  'proconnect-rie',
  'agentconnect',
  'agentconnect-rie',
] as const

describe.each(hubs)('on %s, every hop of a logout belongs to the login that it ends', (hub) => {
  test.each(Object.keys(ways))('when that was by %s', async (way) => {
    const browser = new Browser()
    const { id_token, login } = await logInBy(way, hub, browser)
    const count = doublure.exchanges().length
    await logOut(doublure, hub, browser, id_token)
    const hops = since(count)
    expect(hops.map(({ path }) => path)).toContainEqual(expect.stringMatching(/logout-callback$/))
    expect(hops.map(({ path, login: of }) => [path, of])).toEqual(hops.map(({ path }) => [path, login]))
  })

  test('though the browser began another one first, and another login since', async () => {
    const browser = new Browser()
    const first = await logInBy('pages', hub, browser)
    await browser.open(`${doublure.issuer(hub)}/session/end?id_token_hint=${first.id_token}`)
    const second = await logInBy('a header', hub, browser)
    const count = doublure.exchanges().length
    await logOut(doublure, hub, browser, second.id_token)
    expect(new Set(since(count).map(({ login }) => login))).toEqual(new Set([second.login]))
  })
})

test('a logout that passes by no identity provider is followed too', async () => {
  const hub = 'franceconnect'
  const browser = new Browser()
  const { seen } = await toClient(doublure.issuer(hub), { browser, idp: 'fc-sans-deconnexion' })
  const { body } = await redeem(doublure, hub, codeOf(seen))
  const count = doublure.exchanges().length
  await logOut(doublure, hub, browser, body.id_token)
  const hops = since(count)
  expect(hops).toHaveLength(3)
  expect(hops.every(({ login }) => login !== undefined)).toBe(true)
})

test('a login sent to its identity provider at once holds that page too', async () => {
  const count = doublure.exchanges().length
  const browser = new Browser()
  const more = { idp_hint: 'fc-impots' }
  await browser.follow(await authorize(doublure, 'franceconnect', { browser, more }))
  const [began, page] = since(count)
  expect(page?.path).toContain('/_doublure/identity-provider/')
  expect(page?.login).toBe(began?.login)
  expect(began?.login).toBeDefined()
})
