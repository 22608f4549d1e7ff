import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doublure } from '../../src/index.ts'
import { launchChromium } from '../support/chromium.ts'
import { rp, startDoublure } from '../support/mock.ts'
import { carefulService, playFault, playLogin } from '../support/services.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const hub = 'franceconnect'
const order = { client_id: rp.client_id, hub } as const

let doublure: Doublure
let chromium: Browser
let address: string

beforeAll(async () => {
  doublure = await startDoublure({ hubs: [hub] })
  chromium = await launchChromium()
  address = `${doublure.url}/_doublure/report?client_id=${rp.client_id}&hub=${hub}`
})
afterAll(async () => {
  await chromium?.close()
  await doublure?.close()
})

/** Counts in the page what it hears of the traffic, and how often it asks for itself anew. */
const watching = `
  window.heard = window.asked = 0
  const { EventSource: Source, fetch: ask } = window
  window.EventSource = class extends Source {
    constructor(address) {
      super(address)
      this.addEventListener('exchange', () => void heard++)
    }
  }
  window.fetch = (...wanted) => (asked++, ask(...wanted))
`

const service = () => carefulService(doublure, hub, 'ES256')

test('the rehearsal ticks by itself what the traffic shows, and a person answers the rest', async () => {
  const page = await (await chromium.newContext({ locale: 'fr-FR' })).newPage()
  await page.addInitScript(watching)
  await page.goto(address)
  const login = page.getByTestId('criterion-login/complete')
  expect(await login.getAttribute('class')).toContain('not_observed')
  await playLogin(doublure, hub, service())
  await page.waitForSelector('[data-testid="criterion-login/complete"].passed')

  await page.getByTestId('step-fault/invalid-nonce').getByRole('button').click()
  await page.waitForSelector('[data-testid=notice]')
  await playLogin(doublure, hub, service())
  await page.waitForSelector('[data-testid="criterion-id_token/refuses-invalid-nonce"].passed')

  const question = page.getByTestId('criterion-button/official')
  await question.locator('summary').click()
  await question.getByLabel('Est-ce le cas').selectOption('passed')
  await question.getByLabel('Votre nom').fill('Camille Moreau')
  // A page that follows the traffic leaves alone what is being written.
  await page.clock.install()
  await page.evaluate('heard = asked = 0')
  const known = doublure.exchanges().length
  await playLogin(doublure, hub, service())
  const told = doublure.exchanges().length - known
  await expect.poll(() => page.evaluate('heard'), { timeout: 10_000 }).toBe(told)
  await page.clock.runFor('01:00')
  expect(await page.evaluate('asked')).toBe(0)
  await question.getByLabel('Ce que vous avez vu').fill('Le bouton est le bon.')
  await question.getByRole('button', { name: 'Répondre' }).click()
  await page.waitForSelector('[data-testid="criterion-button/official"].passed')
  expect(
    doublure.report(order).hubs[0]?.results.find(({ criterion }) => criterion === 'button/official')
      ?.declaration?.name,
  ).toBe('Camille Moreau')
})

test('after an answer the next question is in sight, open, and knows who answers', async () => {
  const page = await (await chromium.newContext({ locale: 'fr-FR' })).newPage()
  await page.goto(address)
  const question = page.getByTestId('criterion-session/length')
  await question.locator('summary').click()
  await question.getByLabel('Est-ce le cas').selectOption('passed')
  await question.getByLabel('Votre nom').fill('Zoé Run')
  await question.getByRole('button', { name: 'Répondre' }).click()
  const name = page.locator('.verdict:target').getByLabel('Votre nom')
  await name.waitFor()
  expect(await name.inputValue()).toBe('Zoé Run')
  expect((await page.locator('.verdict:target').boundingBox())?.y).toBeLessThan(300)
  // A name that the page wrote itself is nothing that is being written: the page still follows the traffic.
  const asked = page.waitForResponse((one) => one.url().startsWith(address))
  await playLogin(doublure, hub, service())
  await asked
})

test('printed, the verdicts come before what is left to do, and nothing tells what was just done', async () => {
  const page = await (await chromium.newContext({ locale: 'fr-FR' })).newPage()
  await page.goto(`${address}&done=armed`)
  const notice = page.getByTestId('notice')
  expect(await notice.isVisible()).toBe(true)
  await page.emulateMedia({ media: 'print' })
  expect(await notice.isVisible()).toBe(false)
  const topOf = async (one: Locator) => (await one.boundingBox())?.y ?? Number.NaN
  expect(await topOf(page.locator('.verdict').last())).toBeLessThan(
    await topOf(page.getByTestId('rehearsal')),
  )
  const leftOf = async (selector: string) => (await page.locator(selector).boundingBox())?.x
  expect(await leftOf('.brand')).toBe(await leftOf('h1'))
})

describe.each([
  ['a projector, in light', { width: 1280, height: 800 }, 'light', 'fr'],
  ['a small phone, in the dark', { width: 320, height: 640 }, 'dark', 'en'],
] as const)('on %s', (_, viewport, colorScheme, locale) => {
  test('the report fits, and axe finds nothing serious', async () => {
    await playFault(doublure, hub, 'invalid-iss', service())
    const page = await (await chromium.newContext({ viewport, colorScheme, locale })).newPage()
    await page.goto(address)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(viewport.width)
    for (const summary of await page.locator('summary').all()) await summary.click()
    const { violations, passes } = (await page.evaluate(`${axe}; axe.run()`)) as Record<
      string,
      { id: string; impact: string; nodes: { html: string }[] }[]
    >
    expect(passes?.length).toBeGreaterThan(10)
    const serious = violations?.filter(({ impact }) => ['serious', 'critical'].includes(impact))
    expect(serious?.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })
})
