import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Doublure } from '../../src/index.ts'
import { logIn } from '../protocol/control/drive.ts'
import { launchChromium } from '../support/chromium.ts'
import { startDoublure } from '../support/mock.ts'

const angela = { 'doublure-persona': 'angela-dubois' }

let doublure: Doublure
let chromium: Browser
let page: Page

beforeAll(async () => {
  doublure = await startDoublure()
  chromium = await launchChromium()
})
afterAll(async () => {
  await chromium?.close()
  await doublure?.close()
})
beforeEach(async () => {
  await page?.context().close()
  await doublure.reset()
  page = await (await chromium.newContext({ locale: 'en' })).newPage()
  page.setDefaultTimeout(10_000)
})

/** Opens a page of the journal, and answers once the page hears what happens. */
const openLive = async (path = '') => {
  const heard = page.waitForResponse('**/journal/stream*')
  await page.goto(`${doublure.url}/_doublure/journal${path}`)
  await heard
}
const readKeys = () => fetch(`${doublure.issuer('franceconnect')}/jwks`)
const focused = () => page.locator('summary:focus').textContent()

test('who stands on a fold by keyboard still does once more has happened', async () => {
  for (const read of [readKeys, readKeys]) await read()
  await openLive()
  await page.getByText('2 documents read').focus()
  await page.keyboard.press('Enter')
  await readKeys()
  await page.getByText('3 documents read').waitFor()
  expect(await focused()).toContain('3 documents read')
  // What is opened stays open, and the same key closes it.
  expect(await page.locator('details.reads').getAttribute('open')).not.toBeNull()
  await page.keyboard.press('Enter')
  expect(await page.locator('details.reads').getAttribute('open')).toBeNull()
})

test('who stands on a line that is folded meanwhile stands on its fold', async () => {
  await readKeys()
  await openLive()
  await page.getByRole('link', { name: 'FranceConnect jwks' }).focus()
  await readKeys()
  await page.getByText('2 documents read').waitFor()
  expect(await focused()).toContain('2 documents read')
})

test('who stands on a token of a login still does when its logout follows', async () => {
  const { tokens } = await logIn(doublure, 'franceconnect', { headers: angela })
  const [exchange] = doublure.exchanges()
  await openLive(`/logins/${exchange?.login}`)
  const token = page.locator('summary', { hasText: 'access_token' }).last()
  await token.focus()
  const said = await focused()
  const arrows = page.getByTestId('sequence').locator('li')
  const drawn = await arrows.count()
  await fetch(`${doublure.issuer('franceconnect')}/session/end?id_token_hint=${tokens.id_token}`)
  await arrows.nth(drawn).waitFor()
  expect(await focused()).toBe(said)
})
