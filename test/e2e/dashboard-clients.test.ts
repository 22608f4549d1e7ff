import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDoublure, type Doublure } from '../../src/index.ts'
import { launchChromium } from '../support/chromium.ts'

let doublure: Doublure
let chromium: Browser

beforeAll(async () => {
  doublure = await createDoublure({ port: 0, log: 'silent' })
  chromium = await launchChromium()
})
afterAll(async () => {
  await chromium?.close()
  await doublure?.close()
})

test('a registration that is saved as it is shown stays what it was', async () => {
  const page = await (await chromium.newContext({ locale: 'en' })).newPage()
  const before = await doublure.clients.list()
  await page.goto(`${doublure.url}/_doublure/clients`)
  const links = await page
    .locator('main .panels a')
    .evaluateAll((all) => all.map((a) => a.getAttribute('href')))
  expect(links).toHaveLength(before.length)
  for (const link of links) {
    await page.goto(`${doublure.url}${link}`)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByTestId('notice').waitFor()
  }
  const after = await doublure.clients.list()
  expect(after).toHaveLength(before.length)
  expect(after).toEqual(expect.arrayContaining(before))
})
