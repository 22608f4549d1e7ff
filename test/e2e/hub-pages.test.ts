import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doublure, HubId } from '../../src/index.ts'
import { launchChromium } from '../support/chromium.ts'
import { rp, startDoublure } from '../support/mock.ts'
import { checkLooks } from '../support/page-checks.ts'
import { people, requests } from '../support/relying-party.ts'

let doublure: Doublure
let chromium: Browser

beforeAll(async () => {
  doublure = await startDoublure({ clients: [{ ...rp, identity_consent: true }] })
  chromium = await launchChromium()
})
afterAll(async () => {
  await chromium?.close()
  await doublure?.close()
})

const open = async (): Promise<Page> => {
  const page = await (await chromium.newContext({ locale: 'fr-FR' })).newPage()
  await page.route('http://localhost:3000/**', (route) => route.fulfill({ body: 'the service' }))
  return page
}

const address = (hub: HubId, more: Record<string, string> = {}): string => {
  const query = { client_id: rp.client_id, response_type: 'code', redirect_uri: rp.redirect_uris[0] ?? '' }
  const random = { state: 'state-of-thirty-two-characters-00', nonce: 'nonce-of-thirty-two-characters-00' }
  return `${doublure.issuer(hub)}/authorize?${new URLSearchParams({ ...query, ...random, ...requests[hub], ...more })}`
}

const emails: Record<string, string> = {
  proconnect: 'john@fia1.fr',
  'proconnect-rie': 'gilles.reseau@fi-rie.fr',
  agentconnect: 'test@fia1.fr',
  'agentconnect-rie': 'gilles.reseau@fi-rie.fr',
}

const type = async (page: Page, email: string) => {
  await page.fill('#email-input', email)
  await page.click('[data-testid=interaction-connection-button]')
}

/** Each page of a login that succeeds; `see` looks at it. */
const walk = async (page: Page, hub: HubId, see: (name: string) => Promise<void>) => {
  await page.goto(address(hub))
  await see('first page')
  const email = emails[hub]
  if (email !== undefined) await type(page, email)
  else await page.locator('[data-testid=main-providers] button:enabled').first().click()
  await page.getByTestId('idp-type-identity').waitFor()
  await see('identity provider')
  await page.getByTestId('idp-type-identity').click()
  await page.getByTestId('idp-choose-persona').waitFor()
  await see('an identity typed by hand')
  await page.getByTestId('idp-choose-persona').click()
  await page.getByTestId(`persona-${people[hub]}`).click()
  if (email === undefined) {
    await page.getByTestId('consent-continue').waitFor()
    await see('information')
    const box = page.getByTestId('checkbox-consent')
    if (await box.count()) await box.check()
    await page.getByTestId('consent-continue').click()
  }
  await page.waitForURL('http://localhost:3000/**')
}

describe.each(Object.keys(people) as HubId[])('on %s, in every look', (hub) => {
  test('the pages of a login and of a logout fit, and axe finds nothing serious', async () => {
    const page = await open()
    await walk(page, hub, (name) => checkLooks(page, `${hub}: ${name}`))
    await page.goto(`${doublure.issuer(hub)}/session/end`)
    expect(await page.getByTestId('doublure-banner').count()).toBe(1)
    await checkLooks(page, `${hub}: logout`)
  }, 120_000)

  test('so do the pages of its refusals, with why and with the offer to enrol', async () => {
    const page = await open()
    for (const [name, more] of [
      ['an address that is not registered', { redirect_uri: 'http://localhost:3000/callback/' }],
      ['an unknown client', { client_id: 'a-client-that-nobody-knows' }],
    ] as const) {
      await page.goto(address(hub, more))
      await page.getByTestId('doublure-why').waitFor()
      expect(await page.locator('.why [lang=en]').count()).toBe(0)
      await checkLooks(page, `${hub}: ${name}`)
    }
  }, 120_000)
})

// AgentConnect leads whoever gives up straight to the service.
test.each((Object.keys(people) as HubId[]).filter((hub) => !hub.startsWith('agentconnect')))(
  'on %s, so do the pages after a person has given up',
  async (hub) => {
    const page = await open()
    await page.goto(address(hub))
    const email = emails[hub]
    if (email !== undefined) await type(page, email)
    else await page.locator('[data-testid=main-providers] button:enabled').first().click()
    await page.getByTestId('idp-cancel').click()
    await page.waitForURL((url) => !url.pathname.startsWith('/_doublure/'))
    await page.waitForLoadState('networkidle')
    await checkLooks(page, `${hub}: given up`)
  },
  120_000,
)

const twoFactors = JSON.stringify({
  id_token: { acr: { essential: true, values: ['eidas1-mfa', 'eidas2'] } },
})

test('so do the pages of a one-time code, of several providers and of one that does not answer', async () => {
  const page = await open()
  await page.goto(address('proconnect', { claims: twoFactors }))
  await type(page, 'benoit.motdepasse@fia2.fr')
  await page.getByTestId('persona-benoit-motdepasse').click()
  await page.getByTestId('doublure-code').waitFor()
  await checkLooks(page, 'one-time code')
  await page.fill('#verify-email-token', '00000000')
  await page.getByRole('button', { name: 'Continuer' }).click()
  await page.getByTestId('verify-email-error').waitFor()
  await checkLooks(page, 'one-time code, wrong')
  await page.getByRole('link', { name: /lire ceux/ }).click()
  await page.getByTestId('mail-code').first().waitFor()
  await checkLooks(page, 'mails')

  await page.context().clearCookies()
  await page.goto(address('proconnect'))
  await type(page, 'somebody@polyfi.fr')
  await page.getByTestId('provider-selection-button').waitFor()
  await checkLooks(page, 'several providers')

  await page.goto(address('agentconnect'))
  await type(page, 'a@injoignable.example')
  await page.getByTestId('idp-unreachable').waitFor()
  await checkLooks(page, 'unreachable')
}, 120_000)
