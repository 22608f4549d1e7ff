import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadClients } from '../../src/clients/load-clients.ts'
import { createDoublure, type Doublure } from '../../src/index.ts'
import { parseDocument } from '../../src/lib/document.ts'
import { hubIds } from '../../src/platforms/index.ts'
import { launchChromium } from '../support/chromium.ts'
import { freePort, startDemo } from '../support/demo.ts'

let doublure: Doublure
let demo: Awaited<ReturnType<typeof startDemo>>
let chromium: Browser

beforeAll(async () => {
  const port = await freePort()
  const file = new URL('../../fixtures/clients.yaml', import.meta.url)
  const text = readFileSync(file, 'utf8').replaceAll('http://localhost:3000', `http://localhost:${port}`)
  const { clients } = loadClients(parseDocument('clients.yaml', text), hubIds)
  doublure = await createDoublure({ port: 0, log: 'silent', clients: clients as never })
  demo = await startDemo(doublure.url, port)
  chromium = await launchChromium()
})
afterAll(async () => {
  await chromium?.close()
  await demo?.close()
  await doublure?.close()
})

const open = async (): Promise<Page> => {
  const context = await chromium.newContext({ locale: 'fr-FR', viewport: { width: 1000, height: 900 } })
  return context.newPage()
}

/** From the hub's first page to its identity provider's page. */
const choose: Record<string, (page: Page) => Promise<void>> = {
  franceconnect: (page) => page.locator('[data-testid=main-providers] button:enabled').first().click(),
  'franceconnect-plus': (page) => page.locator('[data-testid=main-providers] button:enabled').first().click(),
  proconnect: (page) => typeEmail(page, 'john@fia1.fr'),
  'proconnect-rie': (page) => typeEmail(page, 'gilles.reseau@fi-rie.fr'),
  agentconnect: (page) => typeEmail(page, 'test@fia1.fr'),
  'agentconnect-rie': (page) => typeEmail(page, 'gilles.reseau@fi-rie.fr'),
}

const typeEmail = async (page: Page, email: string) => {
  await page.fill('#email-input', email)
  await page.click('[data-testid=interaction-connection-button]')
}

const people: Record<string, { persona: string; name: string }> = {
  franceconnect: { persona: 'angela-dubois', name: 'Angela Claire Louise' },
  'franceconnect-plus': { persona: 'karim-benali', name: 'Karim' },
  proconnect: { persona: 'john-doe', name: 'John' },
  'proconnect-rie': { persona: 'gilles-rie', name: 'Gilles' },
  agentconnect: { persona: 'angela-dubois-agent', name: 'Angela' },
  'agentconnect-rie': { persona: 'gilles-rie', name: 'Gilles' },
}

const pickPersona = async (page: Page, hub: string) => {
  await page.click(`[data-testid=login-${hub}]`)
  await choose[hub]?.(page)
  await page.click(`[data-testid=persona-${people[hub]?.persona}]`)
  if (hub.startsWith('franceconnect')) await page.click('[data-testid=consent-continue]')
}

describe.each(Object.keys(people))('in a real browser, on %s', (hub) => {
  test('a person is chosen, logged in to the service, and logged out of both', async () => {
    const page = await open()
    await page.goto(demo.url)
    await pickPersona(page, hub)
    await page.waitForSelector('[data-testid=logged-in-by]')
    expect(await page.locator('h1').innerText()).toContain(people[hub]?.name)
    await page.click('[data-testid=logout]')
    await page.waitForSelector('[data-testid=logged-out]')
    await page.context().close()
  })

  test('the notice that this is a double stands on the way', async () => {
    const page = await open()
    await page.goto(demo.url)
    await page.click(`[data-testid=login-${hub}]`)
    await expect.poll(() => page.locator('[data-testid=doublure-banner]').count()).toBe(1)
    await choose[hub]?.(page)
    await expect.poll(() => page.locator('[data-testid=doublure-banner]').count()).toBe(1)
    await page.context().close()
  })
})

describe('in a real browser, giving up', () => {
  test('on FranceConnect, the way back from the chooser tells the service', async () => {
    const page = await open()
    await page.goto(demo.url)
    await page.click('[data-testid=login-franceconnect]')
    await page.click('[data-testid=back-to-sp-link]')
    expect(await page.locator('[data-testid=error-code]').innerText()).toBe('access_denied')
    expect(await page.locator('[data-testid=error-description]').innerText()).toBe('User auth aborted')
    await page.context().close()
  })

  test.each(['franceconnect', 'franceconnect-plus'])(
    'on %s, cancelling at the identity provider goes back to the chooser, with a message',
    async (hub) => {
      const page = await open()
      await page.goto(demo.url)
      await page.click(`[data-testid=login-${hub}]`)
      await choose[hub]?.(page)
      await page.click('[data-testid=idp-cancel]')
      expect(await page.locator('[role=alert]').innerText()).toContain('n’a pas été possible')
      await page.click('[data-testid=back-to-sp-link]')
      expect(await page.locator('[data-testid=error-code]').innerText()).toBe('access_denied')
      await page.context().close()
    },
  )

  test.each(['proconnect', 'proconnect-rie'])(
    'on %s, cancelling at the identity provider is told by the hub, which leads back to the service',
    async (hub) => {
      const page = await open()
      await page.goto(demo.url)
      await page.click(`[data-testid=login-${hub}]`)
      await choose[hub]?.(page)
      await page.click('[data-testid=idp-cancel]')
      expect(await page.getByTestId('error-code').innerText()).toContain('Y020032')
      await page.getByTestId('error-retry-link').click()
      await page.waitForURL(`${demo.url}/**`)
      expect(await page.getByTestId('error-code').innerText()).toBe('invalid_request')
      await page.context().close()
    },
  )

  test.each(['agentconnect', 'agentconnect-rie'])(
    'on %s, cancelling at the identity provider leads straight to the service',
    async (hub) => {
      const page = await open()
      await page.goto(demo.url)
      await page.click(`[data-testid=login-${hub}]`)
      await choose[hub]?.(page)
      await page.click('[data-testid=idp-cancel]')
      await page.waitForURL(`${demo.url}/**`)
      expect(await page.getByTestId('error-code').innerText()).toBe('access_denied')
      await page.context().close()
    },
  )
})
