import type { Page } from '@playwright/test'
import type { Persona } from '../personas/persona.ts'

/** Who logs in through the pages, and how. */
export type ThroughPages = {
  person: Pick<Persona, 'id' | 'email'>
  /** Identity provider to choose where the hub asks; default: the first that it offers. */
  idp?: string | undefined
  /** Milliseconds for the whole way; default: 30 seconds. */
  timeout?: number | undefined
}

type Step = { selector: string; act(page: Page, who: ThroughPages): Promise<void> }

const testId = (id: string): string => `[data-testid="${id}"]`
const banner = testId('doublure-banner')

/** What a person does on each page of the hubs, refusals first. */
const steps: readonly Step[] = [
  {
    selector: testId('error-code'),
    async act(page, { person, idp }) {
      const said = await page.locator(testId('error-code')).innerText()
      const unrouted = said.includes('Y500001') && idp === undefined
      const way = unrouted ? `; no provider has the domain of ${person.email}: an idp would give its own` : ''
      throw new Error(`the hub refuses the login (${said}): its page at ${page.url()} explains why${way}`)
    },
  },
  {
    selector: '[data-testid^="persona-"]',
    async act(page, { person }) {
      const card = page.locator(testId(`persona-${person.id}`))
      if ((await card.count()) === 0)
        throw new Error(`${person.id} is not offered at ${page.url()}: choose another person, or another idp`)
      await card.click()
    },
  },
  {
    selector: testId('main-providers'),
    async act(page, { idp }) {
      const offered = page.locator(`${testId('main-providers')} button.choice:enabled`)
      await (idp === undefined ? offered.first() : page.locator(`[id="idp-${idp}"]`)).click()
      const question = page.locator('[data-testid^="idp-confirm-"]:visible')
      if ((await question.count()) > 0) await question.click()
    },
  },
  {
    selector: '#email-input',
    async act(page, { person }) {
      await page.locator('#email-input').fill(person.email ?? '')
      await page.locator(testId('interaction-connection-button')).click()
    },
  },
  {
    selector: testId('provider-selection-button'),
    async act(page, { idp }) {
      const offered = page.locator('input[name="providerUid"]')
      await (idp === undefined ? offered.first() : page.locator(`[id="idp-${idp}"]`)).check()
      await page.locator(testId('provider-selection-button')).click()
    },
  },
  {
    selector: testId('doublure-code'),
    async act(page) {
      await page.locator('#verify-email-token').fill(await page.locator(testId('doublure-code')).innerText())
      await page.locator('#verify-email-token').press('Enter')
    },
  },
  {
    selector: testId('consent-continue'),
    async act(page) {
      const consent = page.locator(testId('checkbox-consent'))
      if ((await consent.count()) > 0) await consent.check()
      await page.locator(testId('consent-continue')).click()
    },
  },
]

/**
 * Goes from a page of a hub to the client, as the person would: provider, card or e-mail, code, consent.
 * @throws Error when the hub refuses, or does not offer this person.
 */
export const logInThroughPages = async (page: Page, who: ThroughPages): Promise<void> => {
  const deadline = AbortSignal.timeout(who.timeout ?? 30_000)
  while (!deadline.aborted) {
    await page.waitForLoadState()
    if ((await page.locator(banner).count()) === 0) return
    const step = await stepAt(page)
    if (!step) await page.waitForTimeout(50)
    else await leaving(page, () => step.act(page, who))
  }
  throw new Error(`the login of ${who.person.id} went no further than ${page.url()}`)
}

const stepAt = async (page: Page): Promise<Step | undefined> => {
  for (const step of steps) if ((await page.locator(step.selector).count()) > 0) return step
  return undefined
}

/** Every step leaves its page; when it fails, nothing waits for that any more. */
const leaving = async (page: Page, act: () => Promise<void>): Promise<void> => {
  const left = page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame())
  left.catch(() => undefined)
  await act()
  await left
}
